/**
 * Who is signed in and what the open operation is. Answers come from the server; the client only shows them.
 * Signing in and out clears every answer in memory, so that nothing of one person is seen by the next.
 */
import { useQuery } from "@tanstack/react-query";
import type { inferRouterOutputs } from "@trpc/server";
import type { FactorMethod } from "../shared/rooms/access-account.ts";
import { type AppRouter, api, queryClient } from "./api.ts";
import { deviceNow, wipeDevice } from "./device/device.ts";
import { draftNames, forgetTabDrafts } from "./device/drafts.ts";
import { forgetWiped } from "./device/wiped.ts";
import { faultOf, HttpFault } from "./faults.ts";
import { reaching } from "./line.ts";
import { forgetRemembered } from "./ui/remembered.ts";
import { dropUploads, dueUploads } from "./uploads.ts";

export type Answers = inferRouterOutputs<AppRouter>;
/** The person and the operations they belong to, with role and community in each. */
export type Me = NonNullable<Answers["access"]["me"]>;
export type OperationInfo = Answers["access"]["operation"];

/** The signed-in person; null = nobody. */
export const meQuery = { queryKey: ["me"], queryFn: askWho, staleTime: 30_000 };

/** Name, clock, datasets, headline levels and my place in an operation (its code). */
export const operationQuery = (operation: string) => ({
  queryKey: ["operation", operation],
  queryFn: () => api.access.operation.query({ operation }),
});

export const useMe = () => useQuery(meQuery);
export const useOperation = (operation: string) => useQuery(operationQuery(operation));

async function post<T>(path: string, body: unknown): Promise<T> {
  const response = await reaching(path, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  const answer: unknown = await response.json().catch(() => null);
  if (!response.ok) throw new HttpFault(response, answer);
  return answer as T;
}

/** Forgets every answer of the person before. */
export function forgetAnswers(): void {
  queryClient.clear();
}

/**
 * Signs in with e-mail and password; throws HttpFault (401 `not_signed_in` = wrong pair). Answers with the ways to prove
 * oneself a second time, or null when that is not asked for.
 */
export async function signIn(email: string, password: string): Promise<FactorMethod[] | null> {
  const { secondFactor } = await post<{ secondFactor: FactorMethod[] | null }>("/auth/sign-in/email", {
    email,
    password,
  });
  forgetAnswers();
  return secondFactor;
}

/** Set where somebody signed out without a network: the session is ended before anything else is asked. */
const LEAVING = "concord.leaving";

async function askWho() {
  if (localStorage.getItem(LEAVING) !== null) {
    await post("/auth/sign-out", {});
    localStorage.removeItem(LEAVING);
  }
  return api.access.me.query();
}

/** Does something lie on this device that signing out would take away unsent? Drafts of a tab go with the tab anyway. */
export const holdsUnsent = (): boolean => {
  const { state, waiting } = deviceNow();
  return waiting > 0 || dueUploads() > 0 || (state === "open" && draftNames().length > 0);
};

/** Ends the session and takes everything from this device; without a network the session ends at the next connection. */
export async function signOut(): Promise<void> {
  await post("/auth/sign-out", {}).catch((error: unknown) => {
    if (faultOf(error).code !== "network") throw error;
    localStorage.setItem(LEAVING, "yes");
  });
  forgetTabDrafts();
  forgetRemembered();
  dropUploads(() => true);
  forgetWiped();
  await wipeDevice("left").catch(() => undefined);
  forgetAnswers();
}

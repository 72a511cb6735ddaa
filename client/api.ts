/**
 * The client's door to the server's procedures. Queries and mutations are called by name; TanStack Query keeps the
 * answers in memory only (answers are protected and never stored).
 */
import { QueryClient } from "@tanstack/react-query";
import { createTRPCClient, httpBatchLink } from "@trpc/client";
import type { AppRouter } from "../server/rpc/router.ts";
import { faultOf } from "./faults.ts";
import { idleHeaders } from "./idle.ts";
import { isReached, reaching } from "./line.ts";

export type { AppRouter };

/** Calls in one request; the server takes ten. When everything is asked for again, more are due at once. */
const BATCH = 8;

export const api = createTRPCClient<AppRouter>({
  links: [
    httpBatchLink({
      url: "/trpc",
      maxURLLength: 6000,
      maxItems: BATCH,
      headers: idleHeaders,
      fetch: reaching,
    }),
  ],
});

/** Retries only what may pass by itself: no connection, a busy server, too much asked for at once. */
const mayPass = (error: unknown): boolean => {
  const { code, wait } = faultOf(error);
  if (!isReached()) return false;
  return ["network", "unavailable"].includes(code) || (code === "too_many" && wait === undefined);
};

export const queryClient = new QueryClient({
  defaultOptions: {
    // Without a network a question fails at once and says so, instead of waiting for the browser's word that there is one.
    mutations: { networkMode: "always" },
    queries: {
      networkMode: "always",
      staleTime: 60_000,
      retry: (count, error) => count < 2 && mayPass(error),
      refetchOnWindowFocus: true,
    },
  },
});

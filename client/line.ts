/**
 * Is the server within reach? What browsers say of networks is a guess, so the requests themselves tell; while none gets
 * through, the server is asked for a sign of life now and then.
 */
import { useSyncExternalStore } from "react";

const FIRST_MS = 3_000;
const LAST_MS = 60_000;

let reached = true;
let asking: ReturnType<typeof setTimeout> | undefined;
const listeners = new Set<(reached: boolean) => void>();

function note(now: boolean): void {
  if (now === reached) return;
  reached = now;
  clearTimeout(asking);
  if (!now) askAgain(FIRST_MS);
  for (const listener of listeners) listener(now);
}

function askAgain(after: number): void {
  clearTimeout(asking);
  asking = setTimeout(async () => {
    await askNow();
    if (!reached) askAgain(Math.min(after * 2, LAST_MS));
  }, after);
}

const askNow = async (): Promise<void> =>
  note(
    await fetch("/healthz", { cache: "no-store" }).then(
      ({ ok }) => ok,
      () => false,
    ),
  );

/** As `fetch`, and notices whether anything came back. */
export async function reaching(input: RequestInfo | URL, init?: RequestInit): Promise<Response> {
  try {
    const answer = await fetch(input, init);
    note(true);
    return answer;
  } catch (error) {
    if (!(error instanceof DOMException && error.name === "AbortError")) note(false);
    throw error;
  }
}

export const isReached = (): boolean => reached;

/** Tells when the server comes into reach or goes out of it; returns how to stop. */
export function onLine(listener: (reached: boolean) => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export const useReached = (): boolean => useSyncExternalStore(onLine, isReached);

/** Listens to what the browser says of the network; called once, when the page starts. */
export function watchLine(): void {
  addEventListener("offline", () => note(false));
  addEventListener("online", () => void askNow());
  if (!navigator.onLine) note(false);
}

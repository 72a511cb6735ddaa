/**
 * The application's files on this device (worker.ts) and their newer versions. A newer one is taken in the background
 * and waits; pages that are open go on with the files they began with until their person says so.
 */

const HOUR_MS = 3_600_000;

/**
 * Starts keeping the files, where the browser can (only over https, or on this very machine).
 * @param tell called with how to go over to a newer version, when one lies ready
 */
export async function keepFiles(tell: (take: () => void) => void): Promise<void> {
  if (!import.meta.env.PROD || !("serviceWorker" in navigator)) return;
  const kept: ServiceWorkerRegistration | undefined = await navigator.serviceWorker
    .register("/worker.js")
    .catch(() => undefined);
  if (!kept) return;
  const offer = () => {
    const { waiting } = kept;
    // The first version ever is nobody's newer one.
    if (waiting && navigator.serviceWorker.controller) tell(() => goOver(waiting));
  };
  offer();
  kept.addEventListener("updatefound", () => {
    const { installing } = kept;
    installing?.addEventListener("statechange", () => installing.state === "installed" && offer());
  });
  const look = () => void kept.update().catch(() => undefined);
  setInterval(look, HOUR_MS);
  document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && look());
}

function goOver(waiting: ServiceWorker): void {
  navigator.serviceWorker.addEventListener("controllerchange", () => location.reload(), { once: true });
  waiting.postMessage("go");
}

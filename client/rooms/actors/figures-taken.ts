/**
 * What leaves on paper or as a picture is drawn from what may leave (server/rooms/actors/read-export.ts), not from what
 * stands on the screen: of high and severe records nothing exact. The page shows that for as long as it is taken.
 */
import { useEffect, useState } from "react";
import { flushSync } from "react-dom";

/** Shows what may leave, has it taken, and goes back. */
export type Taking<What> = (what: What, work: () => Promise<void> | void) => Promise<void>;

/** @returns what is being taken, null otherwise; the taking; and printing, which lasts until the paper is done */
export function useTaken<What>() {
  const [taken, setTaken] = useState<What | null>(null);
  useEffect(() => {
    const back = () => setTaken(null);
    addEventListener("afterprint", back);
    return () => removeEventListener("afterprint", back);
  }, []);
  const taking: Taking<What> = async (what, work) => {
    flushSync(() => setTaken(() => what));
    try {
      await work();
    } finally {
      setTaken(null);
    }
  };
  const print = async (what: What, ready?: () => Promise<void>) => {
    flushSync(() => setTaken(() => what));
    await ready?.();
    window.print();
  };
  return { taken, taking, print };
}

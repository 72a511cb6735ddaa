// How many files are worked on at once: each may take a hundred megabytes of memory for a second.
import { AppError } from "../../shared/errors.ts";

/** Runs work in turn, so many at a time; who comes when the line is full is told to try again. @throws AppError too_many */
export function openTurns(atOnce: number, waiting: number) {
  let busy = 0;
  const line: (() => void)[] = [];
  return async <T>(work: () => Promise<T>): Promise<T> => {
    if (busy >= atOnce && line.length >= waiting) throw new AppError("too_many");
    if (busy >= atOnce) await new Promise<void>((resolve) => line.push(resolve));
    else busy++;
    try {
      return await work();
    } finally {
      // Whoever is next takes this one's place.
      const next = line.shift();
      if (next) next();
      else busy--;
    }
  };
}

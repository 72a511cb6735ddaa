/**
 * What is stored of a record whose correction waits on the device: its form opens beside that, so it lies here too, sealed,
 * for as long as the correction or its draft does. Who told us and the history are left out: no form needs them.
 */
import { queryClient } from "../api.ts";
import { dropEntry, namesOf, putEntry, readEntry } from "./device.ts";

export interface Beside {
  operation: string;
  /** Where the form asks for the stored record. */
  key: readonly unknown[];
  answer: unknown;
}

export const keepBeside = (record: string, beside: Beside): Promise<boolean> =>
  putEntry("beside", record, beside);

export const hasBeside = (record: string): boolean => readEntry<Beside>("beside", record) !== undefined;

/** Puts it where the server's answer would be, unless there is one; what nothing waits for any more is taken away. */
export async function putBesides(isWaitedFor: (record: string) => boolean): Promise<void> {
  for (const record of namesOf("beside")) {
    const { key, answer } = readEntry<Beside>("beside", record)!;
    if (!isWaitedFor(record)) await dropEntry("beside", record);
    else if (queryClient.getQueryData(key) === undefined) queryClient.setQueryData(key, answer);
  }
}

/** Takes away what lies here of operations. */
export async function forgetBesides(isLost: (code: string) => boolean): Promise<void> {
  for (const record of namesOf("beside"))
    if (isLost(readEntry<Beside>("beside", record)!.operation)) await dropEntry("beside", record);
}

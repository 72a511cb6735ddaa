/**
 * What a person takes along on purpose to work without a network: who they are, the operation, its areas with their
 * shapes, names of places and of actors; of these only what is low or generalised. It says of when it is, and is gone
 * after fourteen days.
 */

import { useQuery } from "@tanstack/react-query";
import { openGazetteer } from "../../shared/places/gazetteer.ts";
import { MS_PER_DAY, systemNow } from "../../shared/time.ts";
import { api, queryClient } from "../api.ts";
import { type Me, meQuery, operationQuery } from "../session.ts";
import { dropEntry, isOpen, namesOf, putEntry, readEntry } from "./device.ts";

export const ALONG_DAYS = 14;

type Lists = Awaited<ReturnType<typeof api.places.along.query>>;

interface Along {
  /** Milliseconds since 1970 when it was taken. */
  at: number;
  me: Me;
  operation: Awaited<ReturnType<ReturnType<typeof operationQuery>["queryFn"]>>;
  areas: Awaited<ReturnType<typeof api.places.areas.query>>;
  shapes: Awaited<ReturnType<typeof api.places.shapes.query>>[];
  lists: Lists;
}

const LEVELS = [0, 1, 2] as const;
/** Where the forms find areas and actors when there are no facts. */
const alongKey = (operation: string) => ["along", operation];

/** Takes an operation along, or takes it anew. */
export async function takeAlong(operation: string): Promise<void> {
  const [me, info, areas, lists, ...shapes] = await Promise.all([
    api.access.me.query(),
    api.access.operation.query({ operation }),
    api.places.areas.query({ operation }),
    api.places.along.query({ operation }),
    ...LEVELS.map((level) => api.places.shapes.query({ operation, level })),
  ]);
  if (!me) return;
  const along: Along = { at: systemNow(), me, operation: info, areas, lists, shapes };
  await putEntry("along", operation, along);
}

/** Of when what was taken along is (milliseconds since 1970), or null. */
export const takenAt = (operation: string): number | null => readEntry<Along>("along", operation)?.at ?? null;

/** Puts what was taken along where answers of the server would be, unless there are any. Answers the operations. */
export async function putInPlace(): Promise<string[]> {
  if (!isOpen()) return [];
  for (const code of namesOf("along")) {
    const along = readEntry<Along>("along", code)!;
    if (systemNow() - along.at > ALONG_DAYS * MS_PER_DAY) await dropEntry("along", code);
    else fill(code, along);
  }
  return namesOf("along");
}

function fill(code: string, { me, operation, areas, shapes, lists }: Along): void {
  const answers: [readonly unknown[], unknown][] = [
    [meQuery.queryKey, me],
    [operationQuery(code).queryKey, operation],
    [["areas", code], areas],
    ...LEVELS.map((level): [unknown[], unknown] => [["shapes", level, code], shapes[level]]),
    [["gazetteer", "names", code], openGazetteer(lists.gazetteer)],
    [alongKey(code), lists],
  ];
  for (const [key, value] of answers)
    if (queryClient.getQueryData(key) === undefined) queryClient.setQueryData(key, value);
}

/** Areas and actors that were taken along, where they were put in place. */
export const useAlong = (operation: string): Lists | undefined =>
  useQuery<Lists>({ queryKey: alongKey(operation), enabled: false }).data;

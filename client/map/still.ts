/**
 * The state of a map beside something else: no facts, no filter, no period, nothing that writes the address. What such a
 * map shows and follows is handed in.
 */
import { useMemo } from "react";
import type { DashboardState } from "../ui/dashboard-types.ts";
import { useWords } from "../words/index.tsx";

const NOBODY = { get: () => undefined, set: () => undefined, subscribe: () => () => undefined };
const nothing = () => undefined;
/** Levels that count, for a map without incidents. */
export const NO_LEVELS = [] as const;

type Still = Pick<DashboardState, "operation" | "today" | "timeZone" | "layers"> &
  Partial<Pick<DashboardState, "selection" | "select" | "camera" | "setCamera">>;

export function useStillState(still: Still): DashboardState {
  const {
    operation,
    today,
    timeZone,
    layers,
    selection,
    select = nothing,
    camera,
    setCamera = nothing,
  } = still;
  const { tag } = useWords();
  return useMemo(
    () => ({
      ...{ operation, today, timeZone, layers, selection, select, camera, setCamera, locale: tag },
      ...{ facts: undefined, refOf: nothing, rowOf: () => -1, live: NOBODY },
      ...{ filter: {}, setFilter: nothing, bucket: "month", setBucket: nothing, setLayers: nothing },
    }),
    [operation, today, timeZone, layers, selection, select, camera, setCamera, tag],
  );
}

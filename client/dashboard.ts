/**
 * The dashboard's state put together: facts in memory, filter and selection from the address, setters that write the
 * address. Every room that shows incidents reads this and nothing else.
 */
import { useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { useCallback, useMemo } from "react";
import { refAt, rowAt, useFacts, useRefs } from "./facts.ts";
import { useOperation } from "./session.ts";
import type { DashboardState, LivePeriod, Period } from "./ui/dashboard-types.ts";
import {
  bucketOfSearch,
  cameraOf,
  filterOf,
  layersOf,
  readSearch,
  type Search,
  searchOfCamera,
  searchOfFilter,
  searchOfLayers,
  searchOfSelection,
  selectionOf,
} from "./url.ts";
import { useWords } from "./words/index.tsx";

/** Code of the operation in the address; empty outside an operation. */
export const useOperationCode = (): string => useParams({ strict: false }).operation ?? "";

/** The search part of the address, read and checked. */
export function useAddress(): Search {
  const raw = useSearch({ strict: false });
  return useMemo(() => readSearch(raw as Record<string, unknown>), [raw]);
}

/** Changes the search part; undefined takes a key out. `push` makes a step that Back can undo. */
export function useSetAddress(): (change: Search, push?: boolean) => void {
  const navigate = useNavigate();
  return useCallback(
    (change, push = false) => {
      void navigate({
        to: ".",
        search: (before: Record<string, unknown>) => readSearch({ ...before, ...change }),
        replace: !push,
      });
    },
    [navigate],
  );
}

/** Steps of one movement (arrow keys, brackets, the two ends of the brush) come closer together than this, in ms. */
const ONE_MOVEMENT_MS = 1500;
const STILL = Number.NEGATIVE_INFINITY;
let movedAt = STILL;
// Whoever went back begins anew: what they change next must not take the place of where they went back to.
globalThis.addEventListener?.("popstate", () => {
  movedAt = STILL;
});

/** Whether a change of the filter is one that Back undoes by itself, or goes on with the movement before it. */
function isNewStep(moving: boolean): boolean {
  const before = movedAt;
  movedAt = moving ? performance.now() : STILL;
  return movedAt - before > ONE_MOVEMENT_MS || !moving;
}

/** A period that moves outside React; one per page, because only one brush can be held at a time. */
function makeLivePeriod(): LivePeriod {
  let period: Period | undefined;
  const listeners = new Set<() => void>();
  return {
    get: () => period,
    set: (next) => {
      period = next;
      for (const listener of listeners) listener();
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
const live = makeLivePeriod();

const WHOLE_TIME_DAYS = 20_000;

/** The state of the open operation. Undefined while its clock and datasets are not known. */
export function useDashboard(): DashboardState | undefined {
  const operation = useOperationCode();
  const info = useOperation(operation).data;
  const facts = useFacts(operation).data?.value;
  const refs = useRefs(operation, facts?.version).data?.value;
  const search = useAddress();
  const setAddress = useSetAddress();
  const { tag } = useWords();
  const primary = facts?.dictionaries.datasets.find((dataset) => dataset.primary)?.name;
  return useMemo(() => {
    if (!info) return undefined;
    const { today, timeZone } = info;
    const filter = filterOf(search, today, primary);
    const days = filter.from == null || filter.to == null ? WHOLE_TIME_DAYS : filter.to - filter.from;
    return {
      operation,
      facts,
      refOf: (row) => refAt(refs, row),
      rowOf: (ref) => rowAt(refs, ref),
      filter,
      setFilter: (change, moving = false) =>
        setAddress(searchOfFilter(change, today, primary), isNewStep(moving)),
      live,
      selection: selectionOf(search),
      select: (selection) => setAddress(searchOfSelection(selection), true),
      bucket: bucketOfSearch(search, days),
      setBucket: (by) => setAddress({ by }),
      camera: cameraOf(search),
      setCamera: (camera) => setAddress(searchOfCamera(camera)),
      layers: layersOf(search),
      setLayers: (layers) => setAddress(searchOfLayers(layers)),
      today,
      locale: tag,
      timeZone,
    };
  }, [operation, info, facts, refs, search, setAddress, primary, tag]);
}

/** What the map draws besides incidents, gathered from the rooms that own it: shapes, categories, coverage, bases. */
import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { readsCoverage, readsPatrols } from "../../../shared/rooms/coverage.ts";
import { isoOf } from "../../../shared/time.ts";
import { api } from "../../api.ts";
import type { MapBase } from "../../map/data.ts";
import { useOperation } from "../../session.ts";
import type { DashboardState, MapLayer } from "../../ui/dashboard-types.ts";
import { formatDate } from "../../words/format.ts";
import { useWords } from "../../words/index.tsx";
import { coverStates } from "../coverage/figures.ts";
import { useInformationMap } from "../coverage/queries-information.ts";
import { useShapes } from "../places/queries.ts";
import { useCycles, useMatrix } from "../priorities/queries.ts";

/** Coverage of a cycle on a day (ISO): areas with category, bases that stand. Waits while no cycle is known. */
const useDeployment = (operation: string, cycle: string | undefined, date: string, mayRead: boolean) =>
  useQuery({
    queryKey: ["deployment", operation, cycle, date],
    queryFn: () => api.coverage.deployment.query({ operation, cycle: cycle ?? "", date }),
    enabled: cycle !== undefined && mayRead,
  });

/** Bases that stand on a day (ISO), whether there is a cycle or not. */
export const useBases = (operation: string, date: string) =>
  useQuery({
    queryKey: ["bases", operation, date],
    queryFn: () => api.coverage.bases.query({ operation, date }),
  });

/** Coverage of the operation's newest cycle on a day. */
export function useCurrentCover(operation: string, date: string) {
  const cycle = useCycles(operation).data?.[0];
  const you = useOperation(operation).data?.you;
  return useDeployment(operation, cycle?.name, date, you !== undefined && readsCoverage(you)).data;
}

/** Before the first record of any operation: the start of "all years". */
const ALWAYS = "1900-01-01";

/** Districts that patrols entered in the period chosen; asked for when the layer is on and shared with this reader. */
function useEntered({ operation, filter, layers, today }: DashboardState, mayRead: boolean) {
  const from = filter.from == null ? ALWAYS : isoOf(filter.from);
  const to = filter.to == null ? today : isoOf(filter.to);
  return useQuery({
    queryKey: ["entered", operation, from, to],
    queryFn: () => api.coverage.entered.query({ operation, from, to }),
    enabled: mayRead && layers.includes("patrols"),
  }).data;
}

/** The day whose bases the map shows: the last of the period, and never one that has not come (ISO). */
export const baseDay = ({ filter, today }: DashboardState): string =>
  filter.to != null && isoOf(filter.to) < today ? isoOf(filter.to) : today;

/** Layers of the map for the view; a part that has not arrived is left out. */
export function useMapLayers(state: DashboardState) {
  const { operation } = state;
  const date = baseDay(state);
  const { tag } = useWords();
  const you = useOperation(operation).data?.you;
  const mayPatrols = you !== undefined && readsPatrols(you);
  const mayCover = you !== undefined && readsCoverage(you);
  const entered = useEntered(state, mayPatrols);
  const areas = useShapes(operation);
  const bases = useBases(operation, date).data;
  const cover = useCurrentCover(operation, date);
  const information = useInformationMap(operation);
  const matrix = useMatrix(operation, useCycles(operation).data?.[0]?.name).data;
  return useMemo(
    () => ({
      areas,
      bases: bases?.bases as readonly MapBase[] | undefined,
      categories: matrix && new Map(matrix.rows.map(({ code, category }) => [code, category])),
      coverage: cover && coverStates(cover, cover.areas),
      entered: entered && new Map(entered.map(({ code, visits }) => [code, visits])),
      information,
      closed: closedLayers(mayCover, mayPatrols),
      credits: bases?.list?.dataset ? `${bases.list.dataset.title} (${formatDate(date, tag)})` : undefined,
    }),
    [areas, bases, cover, matrix, entered, information, date, tag, mayCover, mayPatrols],
  );
}

/** What has no version for this reader is not offered either. */
const closedLayers = (mayCover: boolean, mayPatrols: boolean): MapLayer[] => [
  ...(mayCover ? [] : (["coverage"] as const)),
  ...(mayPatrols ? [] : (["patrols"] as const)),
];

/** What the map draws besides incidents, gathered from the rooms that own it: shapes, categories, coverage, bases. */
import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { readsCoverage } from "../../../shared/rooms/coverage.ts";
import { api } from "../../api.ts";
import type { CoverState, MapBase } from "../../map/data.ts";
import { useOperation } from "../../session.ts";
import { useShapes } from "../places/queries.ts";
import { useCycles } from "../priorities/queries.ts";

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

/** Layers of the map for a day (ISO); a part that has not arrived is left out. */
export function useMapLayers(operation: string, date: string) {
  const areas = useShapes(operation);
  const bases = useBases(operation, date).data;
  const cover = useCurrentCover(operation, date);
  return useMemo(
    () => ({
      areas,
      bases: bases?.bases as readonly MapBase[] | undefined,
      categories: cover && new Map(cover.areas.map(({ code, category }) => [code, category])),
      coverage: cover && new Map(cover.areas.map(({ code, covered }) => [code, coverOf(covered)])),
      credits: bases?.list?.dataset?.title,
    }),
    [areas, bases, cover],
  );
}

const coverOf = (covered: boolean): CoverState => (covered ? "covered" : "not");

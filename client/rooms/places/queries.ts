/**
 * Questions the room asks the server, kept in memory only. The second part of a key is the operation, so that a change
 * asks again; shapes are large and no person logs one, so they stay for an hour whatever changes.
 */
import { useMutation, useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { EMPTY_GAZETTEER, openGazetteer } from "../../../shared/places/gazetteer.ts";
import type { LocalPlaceForm } from "../../../shared/rooms/places.ts";
import { api, queryClient } from "../../api.ts";

const HOUR = 3_600_000;

/** Every area of the operation as a flat list with people, for pickers and names. */
export const useAreas = (operation: string) =>
  useQuery({
    queryKey: ["areas", operation],
    queryFn: () => api.places.areas.query({ operation }),
    staleTime: HOUR,
  });

const useLevel = (operation: string, level: 0 | 1 | 2) =>
  useQuery({
    queryKey: ["shapes", level, operation],
    queryFn: () => api.places.shapes.query({ operation, level }),
    staleTime: HOUR,
  });

/** Shapes of country, regions and districts as one collection for the map; undefined until all three are there. */
export function useShapes(operation: string) {
  const [country, regions, districts] = [
    useLevel(operation, 0),
    useLevel(operation, 1),
    useLevel(operation, 2),
  ];
  return useMemo(() => {
    if (!country.data || !regions.data || !districts.data) return undefined;
    const features = [country.data, regions.data, districts.data].flatMap((level) => level.features);
    return { type: "FeatureCollection" as const, features };
  }, [country.data, regions.data, districts.data]);
}

/** The shape of one area of any level. */
export const useShape = (operation: string, code: string) =>
  useQuery({
    queryKey: ["shape", code, operation],
    queryFn: () => api.places.shapeOf.query({ operation, code }),
    staleTime: HOUR,
  });

/** Everything the server knows of one area, by P-code or ref. */
export const useArea = (operation: string, code: string) =>
  useQuery({
    queryKey: ["area", operation, code],
    queryFn: () => api.places.area.query({ operation, code }),
  });

/** What each planning cycle says about the area. */
export const useAreaPriorities = (operation: string, code: string) =>
  useQuery({
    queryKey: ["area-priorities", operation, code],
    queryFn: () => api.priorities.forArea.query({ operation, code }),
  });

/** Bases in and near the area on a day (ISO), and the patrols that entered it; only for whom coverage is open to. */
export const useAreaPresence = (operation: string, code: string, date: string, mayRead: boolean) =>
  useQuery({
    queryKey: ["area-presence", operation, code, date],
    queryFn: () => api.coverage.forArea.query({ operation, code, date }),
    enabled: mayRead,
  });

/** Asked again every few minutes and after a place was saved, but not with every change of the log. */
const gazetteerKey = (operation: string) => ["gazetteer", "names", operation];
const MINUTES = 60_000;

/** Every name of the operation that this reader may know, ready for searching while typing. */
export function useGazetteer(operation: string) {
  const query = useQuery({
    queryKey: gazetteerKey(operation),
    queryFn: async () => openGazetteer(await api.places.gazetteer.query({ operation })),
    staleTime: 5 * MINUTES,
    // Entries lead to the areas around them; comparing the old with the new would walk all of it.
    structuralSharing: false,
  });
  return {
    gazetteer: query.data ?? EMPTY_GAZETTEER,
    isReady: query.data !== undefined,
    isFailed: query.isError && !query.data,
  };
}

/** A saved place as it stands now. */
export const useLocalPlace = (operation: string, ref: string | null) =>
  useQuery({
    queryKey: ["local-place", operation, ref],
    queryFn: () => api.places.local.query({ operation, ref: ref ?? "" }),
    enabled: ref !== null,
    staleTime: 0,
  });

/** Saves a place, or changes the one of `version`; the names are asked for again. */
export const useSavePlace = (operation: string, version: number | null) =>
  useMutation({
    mutationFn: (form: LocalPlaceForm) =>
      version === null
        ? api.places.save.mutate({ operation, form })
        : api.places.edit.mutate({ operation, version, form }),
    onSuccess: () => refreshGazetteer(operation),
  });

/** After a place was saved, changed or deleted. */
export const refreshGazetteer = (operation: string) =>
  queryClient.invalidateQueries({ queryKey: gazetteerKey(operation) });

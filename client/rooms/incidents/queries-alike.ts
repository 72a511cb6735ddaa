/** What is told already, and what becomes of two reports of one event. */
import { keepPreviousData, useMutation, useQuery } from "@tanstack/react-query";
import type { AlikeForm } from "../../../shared/rooms/incidents-alike.ts";
import type { MergeForm } from "../../../shared/rooms/incidents-merge.ts";
import { api } from "../../api.ts";
import { refresh } from "../../facts.ts";
import type { Answers } from "../../session.ts";

export type AlikeSeen = Answers["incidents"]["alike"];

/** What this reader sees that may be the same event; a warning only, so a failed try stays silent. */
export const useAlike = (operation: string, report: AlikeForm | null) =>
  useQuery({
    queryKey: ["alike", operation, report],
    queryFn: () => api.incidents.alike.mutate({ operation, form: report! }),
    enabled: report !== null,
    placeholderData: report === null ? undefined : keepPreviousData,
    retry: false,
  });

export type TwiceSeen = Answers["incidents"]["merging"]["pairs"];
export type MergeSeen = Answers["incidents"]["merging"]["list"][number];

/** Pairs of own reports of a period that may be one event. */
export const useTwice = (operation: string, period: { from: string; to: string }) =>
  useQuery({
    queryKey: ["alike-pairs", operation, period.from, period.to],
    queryFn: () => api.incidents.merging.pairs.query({ operation, ...period }),
    placeholderData: keepPreviousData,
  });

/** What was merged into an own report. */
export const useMerges = (operation: string, ref: string) =>
  useQuery({
    queryKey: ["merges", operation, ref],
    queryFn: () => api.incidents.merging.list.query({ operation, ref }),
  });

/** Merges; also after a refusal both are asked for again, since one was changed perhaps. */
export const useMerge = (operation: string) =>
  useMutation({
    mutationFn: (form: MergeForm) => api.incidents.merging.merge.mutate({ operation, form }),
    onSettled: () => refresh(operation),
  });

export const useUndoMerge = (operation: string) =>
  useMutation({
    mutationFn: (undo: { id: string; version: number }) =>
      api.incidents.merging.undo.mutate({ operation, ...undo }),
    onSettled: () => refresh(operation),
  });

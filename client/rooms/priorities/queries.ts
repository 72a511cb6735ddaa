/** Questions and writes of the room, kept in memory only. The second part of a key is the operation. */
import { useMutation, useQuery } from "@tanstack/react-query";
import { newId } from "../../../shared/ids.ts";
import type { CycleAct, CycleForm, OverrideForm, ScoreForm } from "../../../shared/rooms/priorities.ts";
import { api } from "../../api.ts";
import { refresh } from "../../facts.ts";

/** Planning cycles this reader sees, newest period first. */
export const useCycles = (operation: string) =>
  useQuery({ queryKey: ["cycles", operation], queryFn: () => api.priorities.cycles.query({ operation }) });

/** The matrix of a cycle (ref or name); waits while none is chosen. */
export const useMatrix = (operation: string, cycle: string | undefined) =>
  useQuery({
    queryKey: ["matrix", operation, cycle],
    queryFn: () => api.priorities.matrix.query({ operation, cycle: cycle! }),
    enabled: cycle !== undefined,
  });

/** Everything said about one area in a cycle. `area` is the area's ref. */
export const useHistory = (operation: string, cycle: string, area: string) =>
  useQuery({
    queryKey: ["priority-history", operation, cycle, area],
    queryFn: () => api.priorities.history.query({ operation, cycle, area }),
  });

/** What the same rule proposes for another window (ISO dates). */
export const useDiff = (operation: string, cycle: string, from: string, to: string) =>
  useQuery({
    queryKey: ["priority-diff", operation, cycle, from, to],
    queryFn: () => api.priorities.diff.query({ operation, cycle, from, to }),
    enabled: from !== "" && to !== "" && from <= to,
  });

export const usePropose = (operation: string) =>
  useMutation({
    mutationFn: (form: CycleForm) => api.priorities.propose.mutate({ operation, form }),
    onSuccess: () => refresh(operation),
  });

/** A side's word on a cycle. */
export const useSayOfCycle = (operation: string) =>
  useMutation({
    mutationFn: ({ act, cycleId }: { act: CycleAct; cycleId: string }) =>
      api.priorities[act].mutate({ operation, form: { id: newId(), cycleId } }),
    onSuccess: () => refresh(operation),
  });

/** `basedOn`: the record the author had before them; somebody faster makes it a conflict. */
export const useOverride = (operation: string) =>
  useMutation({
    mutationFn: ({ form, basedOn }: { form: OverrideForm; basedOn: string | null }) =>
      api.priorities.overrideCategory.mutate({ operation, form, basedOn }),
    onSuccess: () => refresh(operation),
  });

export const useScore = (operation: string) =>
  useMutation({
    mutationFn: ({ form, basedOn }: { form: ScoreForm; basedOn: string | null }) =>
      api.priorities.score.mutate({ operation, form, basedOn }),
    onSuccess: () => refresh(operation),
  });

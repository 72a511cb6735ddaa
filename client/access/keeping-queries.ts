/** Questions and acts of deleting, bringing back and keeping, in memory only. */
import { useMutation, useQuery } from "@tanstack/react-query";
import type { DeletableKind, RetentionKind } from "../../shared/rooms/access-keeping.ts";
import { api } from "../api.ts";
import { refresh } from "../facts.ts";

export interface Deleted {
  kind: DeletableKind;
  ref: string;
}

/** What the own organisation deleted, newest first. */
export const useDeleted = (operation: string) =>
  useQuery({
    queryKey: ["deleted", operation],
    queryFn: () => api.access.records.deleted.query({ operation }),
  });

export const useDelete = (operation: string) =>
  useMutation({
    mutationFn: (form: Deleted & { reason: string }) =>
      api.access.records.delete.mutate({ operation, ...form }),
    onSuccess: () => refresh(operation),
  });

/** Brings a record back; also from where no component is left to wait for it. */
export async function undelete(operation: string, deleted: Deleted): Promise<void> {
  await api.access.records.undelete.mutate({ operation, ...deleted });
  refresh(operation);
}

export const useUndelete = (operation: string) =>
  useMutation({ mutationFn: (deleted: Deleted) => undelete(operation, deleted) });

export const useRetention = (operation: string) =>
  useQuery({
    queryKey: ["retention", operation],
    queryFn: () => api.access.retention.get.query({ operation }),
  });

export const useSetRetention = (operation: string) =>
  useMutation({
    mutationFn: (form: { kind: RetentionKind; months: number | null }) =>
      api.access.retention.set.mutate({ operation, ...form }),
    onSuccess: () => refresh(operation),
  });

/** Questions and switches of watching over an operation, kept in memory only. The second part of a key is the operation. */
import { useInfiniteQuery, useMutation, useQuery } from "@tanstack/react-query";
import type { AuditGroup } from "../../shared/rooms/access-audit.ts";
import type { Lock } from "../../shared/rooms/access-lock.ts";
import { api } from "../api.ts";
import { refresh } from "../facts.ts";

const MINUTE = 60_000;

/** Lock, own broken glass, how many notices wait. Asked again each minute, because a glass closes by itself. */
export const useWatch = (operation: string) =>
  useQuery({
    queryKey: ["watch", operation],
    queryFn: () => api.access.watch.query({ operation }),
    refetchInterval: MINUTE,
  });

/** The newest notices; asked when the list is opened. */
export const useNotices = (operation: string, enabled: boolean) =>
  useQuery({
    queryKey: ["notices", operation],
    queryFn: () => api.access.notices.query({ operation }),
    enabled,
  });

/** Who broke the glass, newest first. */
export const useGlasses = (operation: string) =>
  useQuery({ queryKey: ["glasses", operation], queryFn: () => api.access.glasses.query({ operation }) });

export interface AuditChoice {
  group: AuditGroup | null;
  actor: string | null;
  from: string | null;
  to: string | null;
  record: string | null;
}

/** The log, newest first, page by page. */
export const useAudit = (operation: string, choice: AuditChoice) =>
  useInfiniteQuery({
    queryKey: ["audit", operation, choice],
    queryFn: ({ pageParam }) => api.access.audit.query({ operation, ...choice, before: pageParam }),
    initialPageParam: null as number | null,
    getNextPageParam: (page) => page.next,
  });

export const useAuditPeople = (operation: string) =>
  useQuery({
    queryKey: ["audit-people", operation],
    queryFn: () => api.access.auditPeople.query({ operation }),
  });

export const useMarkRead = (operation: string) =>
  useMutation({
    mutationFn: () => api.access.markRead.mutate({ operation }),
    onSuccess: () => refresh(operation),
  });

export const useSetLock = (operation: string) =>
  useMutation({
    mutationFn: (form: { lock: Lock; reason: string }) => api.access.setLock.mutate({ operation, ...form }),
    onSuccess: () => refresh(operation),
  });

export const useOpenGlass = (operation: string) =>
  useMutation({
    mutationFn: (form: { id: string; reason: string; minutes: number }) =>
      api.access.glassOpen.mutate({ operation, ...form }),
    onSuccess: () => refresh(operation),
  });

export const useCloseGlass = (operation: string) =>
  useMutation({
    mutationFn: (id: string) => api.access.glassClose.mutate({ operation, id }),
    onSuccess: () => refresh(operation),
  });

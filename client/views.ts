/** Saved views and what is new in them, kept in memory only. The second part of a key is the operation. */
import { useMutation, useQuery } from "@tanstack/react-query";
import type { ViewForm } from "../shared/rooms/views.ts";
import { api, queryClient } from "./api.ts";

const MINUTE = 60_000;

export const useViews = (operation: string, enabled = true) =>
  useQuery({
    queryKey: ["views", operation],
    queryFn: () => api.views.list.query({ operation }),
    enabled,
  });

/** Asked again when something changes in the operation, and each minute. */
export const useNews = (operation: string) =>
  useQuery({
    queryKey: ["views-news", operation],
    queryFn: () => api.views.news.query({ operation }),
    refetchInterval: MINUTE,
  });

const askAgain = (operation: string) => async () => {
  await queryClient.invalidateQueries({ queryKey: ["views", operation] });
  await queryClient.invalidateQueries({ queryKey: ["views-news", operation] });
};

export const useSaveView = (operation: string) =>
  useMutation({
    mutationFn: (form: ViewForm) => api.views.save.mutate({ operation, form }),
    onSuccess: askAgain(operation),
  });

export const useDeleteView = (operation: string) =>
  useMutation({
    mutationFn: (ref: string) => api.views.delete.mutate({ operation, ref }),
    onSuccess: askAgain(operation),
  });

export const useTell = (operation: string) =>
  useMutation({
    mutationFn: (change: { ref: string; tell: boolean }) => api.views.tell.mutate({ operation, ...change }),
    onSuccess: askAgain(operation),
  });

/** The person was shown what is new in these views (null: in all). */
export const useMarkViews = (operation: string) =>
  useMutation({
    mutationFn: (shown: { refs: string[] | null; asOf: string }) =>
      api.views.mark.mutate({ operation, ...shown }),
    onSuccess: askAgain(operation),
  });

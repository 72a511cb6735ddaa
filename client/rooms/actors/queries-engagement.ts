/** Engagements, field missions and briefs, kept in memory only. The second part of a key is the operation. */
import { useQuery } from "@tanstack/react-query";
import { api } from "../../api.ts";

export const useEngagements = (operation: string, enabled = true) =>
  useQuery({
    queryKey: ["engagements", operation],
    queryFn: () => api.actors.engagements.query({ operation }),
    enabled,
  });
export const useMissions = (operation: string, enabled = true) =>
  useQuery({
    queryKey: ["missions", operation],
    queryFn: () => api.actors.missions.query({ operation }),
    enabled,
  });
export const useBriefs = (operation: string, enabled = true) =>
  useQuery({
    queryKey: ["briefs", operation],
    queryFn: () => api.actors.briefs.query({ operation }),
    enabled,
  });

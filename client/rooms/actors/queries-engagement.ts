/** Engagements, field missions, briefs, options and who is in reach of whom, kept in memory only. The second part of a key is the operation. */
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
export const useMitigations = (operation: string, enabled = true) =>
  useQuery({
    queryKey: ["mitigations", operation],
    queryFn: () => api.actors.mitigations.query({ operation }),
    enabled,
  });

/** Which areas lie in reach of whom on an ISO day: of an actor and its units, or of everybody for one area. */
export const useReach = (operation: string, about: { on: string; actor?: string; area?: string }) =>
  useQuery({
    queryKey: ["reach", operation, about],
    queryFn: () => api.actors.reach.query({ operation, ...about }),
  });

/** Weapons and victims of incidents attributed to an actor alone; nothing is asked without a dataset. */
export interface ConductAsked {
  ref: string;
  dataset: string;
  illustrative: boolean;
  from: string | null;
  to: string | null;
  /** Name the incidents behind each number. */
  records?: boolean;
}

export const useConduct = (operation: string, about: ConductAsked) =>
  useQuery({
    queryKey: ["conduct", operation, about],
    queryFn: () => api.actors.conduct.query({ operation, ...about }),
    enabled: about.dataset !== "",
  });

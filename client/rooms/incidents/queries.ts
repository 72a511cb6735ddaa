/** Answers and writes of the room `incidents`. A saved incident appears everywhere through the facts' change stream. */
import { useMutation, useQuery } from "@tanstack/react-query";
import type { IncidentEdit, IncidentForm } from "../../../shared/rooms/incidents.ts";
import { api } from "../../api.ts";
import { refresh } from "../../facts.ts";
import type { Answers } from "../../session.ts";

export type IncidentSeen = Answers["incidents"]["get"];

/** One incident as this reader may see it. */
export const useIncident = (operation: string, ref: string) =>
  useQuery({
    queryKey: ["incident", operation, ref],
    queryFn: () => api.incidents.get.query({ operation, ref }),
  });

/** Logs an incident; a repeated try with the same id is recognised by the server. */
export const useLogIncident = (operation: string) =>
  useMutation({
    mutationFn: (form: IncidentForm) => api.incidents.log.mutate({ operation, form }),
    onSuccess: () => refresh(operation),
  });

/** Changes a report of the own organisation; an outdated `version` is refused as `conflict`. */
export const useEditIncident = (operation: string) =>
  useMutation({
    mutationFn: (change: { version: number; form: IncidentEdit }) =>
      api.incidents.edit.mutate({ operation, ...change }),
    onSuccess: () => refresh(operation),
  });

/** Answers and writes of the room `incidents`. A saved incident appears everywhere through the facts' change stream. */
import { useMutation, useQuery } from "@tanstack/react-query";
import type { IncidentEdit, IncidentForm } from "../../../shared/rooms/incidents.ts";
import { api } from "../../api.ts";
import { actOfEdit, deliver, type Report } from "../../device/reports.ts";
import { refresh } from "../../facts.ts";
import type { Answers } from "../../session.ts";

export type IncidentSeen = Answers["incidents"]["get"];

const incidentKey = (operation: string, ref: string) => ["incident", operation, ref] as const;

/** Without what a form does not need and a device must not hold: who told us, the messages, who changed what. */
const withoutSources = (seen: IncidentSeen): IncidentSeen => ({
  ...seen,
  sources: [],
  originals: [],
  history: [],
});

/** One incident as this reader may see it. */
export const useIncident = (operation: string, ref: string) =>
  useQuery({
    queryKey: incidentKey(operation, ref),
    queryFn: () => api.incidents.get.query({ operation, ref }),
  });

/** What goes with a write, for the case that it has to wait on the device. */
type Kept = Pick<Report, "draft">;
interface Written {
  ref: string;
  kept?: boolean;
}

/** Logs an incident; a repeated try with the same id is recognised by the server. `kept`: it waits on the device. */
export const useLogIncident = (operation: string) =>
  useMutation({
    mutationFn: async ({ form, draft }: Kept & { form: IncidentForm }): Promise<Written> => {
      const report = {
        ...({ call: "incidents.log", act: form.id, record: form.id, operation, draft } as const),
        ...{ input: { operation, form }, about: aboutOf(form) },
      };
      return { ref: form.id, ...(await deliver(report, () => api.incidents.log.mutate(report.input))) };
    },
    onSuccess: () => refresh(operation),
  });

interface Editing extends Kept {
  version: number;
  form: IncidentEdit;
  /** The report as it is stored, beside which the form opens. */
  seen: IncidentSeen;
}

/** Changes a report of the own organisation; an outdated `version` is refused as `conflict`. */
export const useEditIncident = (operation: string) =>
  useMutation({
    mutationFn: async ({ draft, version, form, seen }: Editing): Promise<Written> => {
      const act = actOfEdit(version, form);
      const report = {
        ...({ call: "incidents.edit", act, record: form.id, operation, draft } as const),
        ...{ input: { operation, act, version, form }, about: aboutOf(form) },
        beside: { operation, key: incidentKey(operation, form.id), answer: withoutSources(seen) },
      };
      return { ref: form.id, ...(await deliver(report, () => api.incidents.edit.mutate(report.input))) };
    },
    onSuccess: () => refresh(operation),
  });

const aboutOf = ({ kind, occurredFrom }: IncidentEdit) => ({
  list: "incidentKind",
  code: kind,
  day: occurredFrom,
});

/** Questions and writes of the room, kept in memory only. The second part of a key is the operation. */
import { useMutation, useQuery } from "@tanstack/react-query";
import type {
  CaseOutcomeForm,
  DisplacedCaseForm,
  DisplacedReportEdit,
  DisplacedReportForm,
} from "../../../shared/rooms/displacement.ts";
import type { ReportDossier } from "../../../shared/rooms/displacement-answers.ts";
import { api } from "../../api.ts";
import { actOfEdit, deliver, type Report } from "../../device/reports.ts";
import { refresh } from "../../facts.ts";

export const useDisplacement = (operation: string) =>
  useQuery({
    queryKey: ["displacement", operation],
    queryFn: () => api.displacement.overview.query({ operation }),
  });

const reportKey = (operation: string, ref: string) => ["displaced-report", operation, ref] as const;

export const useReport = (operation: string, ref: string) =>
  useQuery({
    queryKey: reportKey(operation, ref),
    queryFn: () => api.displacement.report.query({ operation, ref }),
  });

export const useCase = (operation: string, ref: string) =>
  useQuery({
    queryKey: ["displaced-case", operation, ref],
    queryFn: () => api.displacement.case.query({ operation, ref }),
  });

interface Saving {
  form: DisplacedReportForm | DisplacedReportEdit;
  draft: Report["draft"];
  /** The report as it is stored, where one is corrected. */
  stored: ReportDossier | undefined;
}

/** Logs a report, or corrects one where a version is given. `kept`: it waits on the device. */
export const useSaveReport = (operation: string, version: number | null) =>
  useMutation({
    mutationFn: async ({ form, draft, stored }: Saving): Promise<{ ref: string; kept?: boolean }> => {
      const about = { list: "incidentKind", code: form.violation, day: form.occurredFrom };
      const rest = { record: form.id, operation, draft, about };
      if (version !== null) {
        const act = actOfEdit(version, form);
        const input = { operation, act, version, form };
        // Neither the history nor a note about the source is needed to go on writing.
        const answer = stored && { report: { ...stored.report, sourceNote: null }, history: [] };
        const beside = { operation, key: reportKey(operation, form.id), answer };
        const change = { ...rest, call: "displacement.edit" as const, act, input, beside };
        return { ref: form.id, ...(await deliver(change, () => api.displacement.edit.mutate(input))) };
      }
      const input = { operation, form: form as DisplacedReportForm };
      const report = { ...rest, call: "displacement.log" as const, act: form.id, input };
      return { ref: form.id, ...(await deliver(report, () => api.displacement.log.mutate(input))) };
    },
    onSuccess: () => refresh(operation),
  });

/** Makes a case, or changes one where a version is given. */
export const useSaveCase = (operation: string, version: number | null) =>
  useMutation({
    mutationFn: (form: DisplacedCaseForm) =>
      version === null
        ? api.displacement.makeCase.mutate({ operation, form })
        : api.displacement.editCase.mutate({ operation, version, form }),
    onSuccess: () => refresh(operation),
  });

export const useShareNow = (operation: string) =>
  useMutation({
    mutationFn: (form: { ref: string; version: number; reason: string }) =>
      api.displacement.shareNow.mutate({ operation, form }),
    onSuccess: () => refresh(operation),
  });

export const useOutcome = (operation: string) =>
  useMutation({
    mutationFn: (form: CaseOutcomeForm) => api.displacement.outcome.mutate({ operation, form }),
    onSuccess: () => refresh(operation),
  });

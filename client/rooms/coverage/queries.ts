/** Questions and writes of the room, kept in memory only. The second part of a key is the operation. */
import { keepPreviousData, useMutation, useQuery } from "@tanstack/react-query";
import type { PatrolForm } from "../../../shared/rooms/coverage.ts";
import type { PatrolWindows } from "../../../shared/rooms/coverage-answers.ts";
import { api } from "../../api.ts";
import { deliver, type Report } from "../../device/reports.ts";
import { refresh } from "../../facts.ts";

/** Which cycle (ref or name), day (ISO) and list of bases is asked about; without a list the first. */
export interface Asked {
  cycle: string;
  date: string;
  list?: string | undefined;
}

export const useDeployment = (operation: string, asked: Asked | undefined) =>
  useQuery({
    queryKey: ["coverage", operation, asked],
    queryFn: () => api.coverage.deployment.query({ operation, ...asked! }),
    enabled: asked !== undefined,
    placeholderData: keepPreviousData,
  });

export const useYears = (operation: string, { cycle, list }: Asked) =>
  useQuery({
    queryKey: ["coverage-years", operation, cycle, list],
    queryFn: () => api.coverage.years.query({ operation, cycle, list }),
  });

/** Patrol coverage of the cycle; `windows` in days, without them the usual ones. */
export const usePatrolCover = (operation: string, { cycle, date }: Asked, windows?: PatrolWindows) =>
  useQuery({
    queryKey: ["patrol-coverage", operation, cycle, date, windows],
    queryFn: () => api.coverage.patrolCoverage.query({ operation, cycle, date, windows }),
    placeholderData: keepPreviousData,
  });

/** Patrols that touch an interval of ISO dates, both ends inclusive. */
export const usePatrols = (operation: string, from: string, to: string) =>
  useQuery({
    queryKey: ["patrols", operation, from, to],
    queryFn: () => api.coverage.patrols.query({ operation, from, to }),
    enabled: from !== "" && to !== "" && from <= to,
  });

/** `kept`: without a connection it waits on the device (device/reports.ts). */
export const useLogPatrol = (operation: string) =>
  useMutation({
    mutationFn: async ({
      form,
      draft,
    }: Pick<Report, "draft"> & { form: PatrolForm }): Promise<{ ref: string; kept?: boolean }> => {
      const report = {
        ...({ call: "coverage.logPatrol", act: form.id, record: form.id, operation, draft } as const),
        ...{ input: { operation, form }, about: { list: "patrolState", code: form.state, day: form.date } },
      };
      return { ref: form.id, ...(await deliver(report, () => api.coverage.logPatrol.mutate(report.input))) };
    },
    onSuccess: () => refresh(operation),
  });

/** All rows or none. */
export const useLogPatrols = (operation: string) =>
  useMutation({
    mutationFn: (rows: PatrolForm[]) => api.coverage.logPatrols.mutate({ operation, rows }),
    onSuccess: () => refresh(operation),
  });

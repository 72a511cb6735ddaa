/** Information coverage: questions and the one write, kept in memory only. The second part of a key is the operation. */
import { useMutation, useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { readsCoverage } from "../../../shared/rooms/coverage.ts";
import type { InformationForm } from "../../../shared/rooms/coverage-information.ts";
import { api } from "../../api.ts";
import { refresh } from "../../facts.ts";
import type { InformationByCode } from "../../map/data.ts";
import { useOperation } from "../../session.ts";

/** Every district's level on a day (ISO; today without one); nothing for whom coverage has no version. */
export function useInformation(operation: string, date?: string) {
  const you = useOperation(operation).data?.you;
  return useQuery({
    queryKey: ["information", operation, date],
    queryFn: () => api.coverage.information.query({ operation, date }),
    enabled: you !== undefined && readsCoverage(you),
  });
}

/** Today's level by area code, for lists; undefined while it is asked for, or not shared. */
export function useInformationLevels(operation: string) {
  const answer = useInformation(operation).data;
  return useMemo(
    () => (answer?.shared ? new Map(answer.areas.map(({ code, level }) => [code, level])) : undefined),
    [answer],
  );
}

/** The same for maps, which tell illustrative words apart. */
export function useInformationMap(operation: string): InformationByCode | undefined {
  const answer = useInformation(operation).data;
  return useMemo(
    () => (answer?.shared ? new Map(answer.areas.map((area) => [area.code, area])) : undefined),
    [answer],
  );
}

/** What was logged about one area, newest first; of one ISO week only, where one is named. */
export const useInformationWords = (operation: string, code: string, mayRead: boolean, week?: string) =>
  useQuery({
    queryKey: ["information-words", operation, code, week],
    queryFn: () => api.coverage.informationWords.query({ operation, code, week }),
    enabled: mayRead,
  });

export const useLogInformation = (operation: string) =>
  useMutation({
    mutationFn: (form: InformationForm) => api.coverage.logInformation.mutate({ operation, form }),
    onSuccess: () => refresh(operation),
  });

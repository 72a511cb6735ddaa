/** What is told already, and what becomes of two reports of one event. */
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import type { AlikeForm } from "../../../shared/rooms/incidents-alike.ts";
import { api } from "../../api.ts";
import type { Answers } from "../../session.ts";

export type AlikeSeen = Answers["incidents"]["alike"];

/** What this reader sees that may be the same event; a warning only, so a failed try stays silent. */
export const useAlike = (operation: string, report: AlikeForm | null) =>
  useQuery({
    queryKey: ["alike", operation, report],
    queryFn: () => api.incidents.alike.mutate({ operation, form: report! }),
    enabled: report !== null,
    placeholderData: report === null ? undefined : keepPreviousData,
    retry: false,
  });

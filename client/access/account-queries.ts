/** Answers about the own account, in one place, so that every change asks for them again. */
import { useQuery } from "@tanstack/react-query";
import { api, queryClient } from "../api.ts";
import type { Answers } from "../session.ts";

export type Account = Answers["access"]["account"]["get"];
export type Token = Answers["access"]["tokens"]["list"][number];

export const useAccount = () =>
  useQuery({ queryKey: ["account"], queryFn: () => api.access.account.get.query() });

export const useTokens = (operation: string) =>
  useQuery({
    queryKey: ["tokens", operation],
    queryFn: () => api.access.tokens.list.query({ operation }),
    enabled: operation !== "",
  });

/** A second factor changes what the operation shows too, so everything is asked for again. */
export const accountChanged = (): Promise<void> => queryClient.invalidateQueries();

/** Answers and acts of releases. What changes by an act shows everywhere through the operation's change stream. */
import { useMutation, useQuery } from "@tanstack/react-query";
import type { Community } from "../../shared/rooms/access.ts";
import {
  mayRelease,
  type RegisterFilter,
  type ReleaseForm,
  type ReleaseKind,
  type RenewForm,
  type SplitKind,
} from "../../shared/rooms/releases.ts";
import { api } from "../api.ts";
import { refresh } from "../facts.ts";
import type { Answers } from "../session.ts";

export type ReleaseRow = Answers["sharing"]["register"][number];
export type Pane = Answers["incidents"]["seenBy"][number];
export type ActorPane = Answers["actors"]["seenBy"][number];
export type SummaryPane = Answers["sharing"]["seenBy"][number];
export type Terms = Answers["sharing"]["terms"][number];
export type Summary = Answers["sharing"]["outcome"][number]["generalised"];

/** An own incident with the eyes of communities. */
export const useSeenBy = (operation: string, ref: string, communities: readonly Community[]) =>
  useQuery({
    queryKey: ["seen-by", operation, ref, communities],
    queryFn: () => api.incidents.seenBy.query({ operation, ref, communities: [...communities] }),
    enabled: communities.length > 0,
    placeholderData: (before) => before,
  });

/** An own actor with the eyes of communities. */
export const useActorSeenBy = (operation: string, ref: string, communities: readonly Community[]) =>
  useQuery({
    queryKey: ["actor-seen-by", operation, ref, communities],
    queryFn: () => api.actors.seenBy.query({ operation, ref, communities: [...communities] }),
    enabled: communities.length > 0,
    placeholderData: (before) => before,
  });

/** An own record of another kind, in short. */
export const useOwnSummary = (operation: string, kind: SplitKind, ref: string) =>
  useQuery({
    queryKey: ["own-summary", operation, kind, ref],
    queryFn: () => api.sharing.own.query({ operation, kind, ref }),
  });

/** The hook that asks for records of a kind with the eyes of communities. */
export const summaryEyes =
  (kind: SplitKind) => (operation: string, ref: string, communities: readonly Community[]) =>
    useQuery({
      queryKey: ["summary-seen-by", operation, kind, ref, communities],
      queryFn: () => api.sharing.seenBy.query({ operation, kind, ref, communities: [...communities] }),
      enabled: communities.length > 0,
      placeholderData: (before) => before,
    });

/** What each community reads of an own record by rule, and the most a person may hand over. */
export const useTerms = (operation: string, kind: ReleaseKind, ref: string) =>
  useQuery({
    queryKey: ["release-terms", operation, kind, ref],
    queryFn: () => api.sharing.terms.query({ operation, kind, ref }),
  });

/** May this reader release now? In a locked operation nobody writes anything. */
export const releasesNow = (you: { role: string; writes: readonly string[] }) =>
  mayRelease(you) && you.writes.length > 0;

/** What a community would get of own records. */
export const useOutcome = (
  operation: string,
  kind: ReleaseKind,
  refs: readonly string[],
  community: Community | null,
) =>
  useQuery({
    queryKey: ["release-outcome", operation, kind, refs, community],
    queryFn: () =>
      api.sharing.outcome.query({ operation, kind, refs: [...refs], community: community as Community }),
    enabled: community !== null && refs.length > 0,
  });

export const useRegister = (operation: string, filter: Partial<RegisterFilter>) =>
  useQuery({
    queryKey: ["releases", operation, filter],
    queryFn: () => api.sharing.register.query({ operation, ...filter }),
    placeholderData: (before) => before,
  });

export const useOffices = (operation: string) =>
  useQuery({ queryKey: ["offices", operation], queryFn: () => api.sharing.offices.query({ operation }) });

export const useRenewal = (operation: string, ref: string) =>
  useQuery({
    queryKey: ["renewal", operation, ref],
    queryFn: () => api.sharing.renewal.query({ operation, ref }),
  });

export const useCounts = (operation: string) =>
  useQuery({
    queryKey: ["incident-counts", operation],
    queryFn: () => api.sharing.counts.query({ operation }),
  });

export const useRelease = (operation: string) =>
  useMutation({
    mutationFn: (form: ReleaseForm) => api.sharing.release.mutate({ operation, form }),
    onSuccess: () => refresh(operation),
  });

export const useRenew = (operation: string) =>
  useMutation({
    mutationFn: (form: RenewForm) => api.sharing.renew.mutate({ operation, form }),
    onSuccess: () => refresh(operation),
  });

/** What a person does with one release. */
export type Step =
  | { does: "agree" }
  | { does: "accept" }
  | { does: "refuse"; said: string; confirmed: boolean }
  | { does: "withdraw"; said: string; confirmed: boolean };

export const useStep = (operation: string, ref: string) =>
  useMutation({
    mutationFn: (step: Step) => {
      if (step.does === "agree") return api.sharing.agree.mutate({ operation, ref });
      if (step.does === "accept") return api.sharing.answer.mutate({ operation, ref, accept: true });
      const { said, confirmed } = step;
      if (step.does === "withdraw") return api.sharing.withdraw.mutate({ operation, ref, said, confirmed });
      return api.sharing.answer.mutate({ operation, ref, accept: false, said, confirmed });
    },
    onSuccess: () => refresh(operation),
  });

/** Answers and steps of verification. After a step everything of the operation is asked for again. */
import { useMutation, useQuery } from "@tanstack/react-query";
import { newId } from "../../../shared/ids.ts";
import type { DecisionForm } from "../../../shared/rooms/incidents-review.ts";
import { api } from "../../api.ts";
import { refresh } from "../../facts.ts";
import type { Answers } from "../../session.ts";

export type ReviewSeen = Answers["incidents"]["review"]["get"];
export type QueueSeen = Answers["incidents"]["review"]["queue"];
export type Queued = QueueSeen["rows"][number];

/** How one incident is verified, as this reader may see it. */
export const useReview = (operation: string, ref: string) =>
  useQuery({
    queryKey: ["review", operation, ref],
    queryFn: () => api.incidents.review.get.query({ operation, ref }),
  });

/** What waits in the own organisation; `enabled` is false for whoever has nothing in it. */
export const useReviewQueue = (operation: string, enabled = true) =>
  useQuery({
    queryKey: ["review-queue", operation],
    queryFn: () => api.incidents.review.queue.query({ operation }),
    enabled,
  });

/** A mutation after which the operation is looked at again. */
const useStep = <Input, Answer>(operation: string, mutationFn: (input: Input) => Promise<Answer>) =>
  useMutation({ mutationFn, onSuccess: () => refresh(operation) });

export const useDecide = (operation: string) =>
  useStep(operation, (form: DecisionForm) => api.incidents.review.decide.mutate({ operation, form }));

export const useAsk = (operation: string, incident: string) =>
  useStep(operation, (ask: { question: string; assigned: string | null }) =>
    api.incidents.review.ask.mutate({ operation, form: { id: newId(), incident, ...ask } }),
  );

export type ReviewAct = "ask" | "answer" | "withdraw" | "assign" | "reopen";

export const useAct = (operation: string, incident: string) =>
  useStep(operation, (step: { act: ReviewAct; said: string; person?: string | null }) =>
    api.incidents.review.act.mutate({ operation, id: newId(), incident, ...step }),
  );

export const useComment = (operation: string, incident: string) =>
  useStep(operation, (said: string) =>
    api.incidents.review.comment.mutate({ operation, form: { id: newId(), incident, said } }),
  );

interface CallBack {
  who: string;
  channel: "phone" | "radio" | "visit" | "meeting" | "email" | "partner";
  about: string;
  dueOn: string;
}

export const useCallBack = (operation: string, incident: string) =>
  useStep(operation, (wanted: CallBack) =>
    api.incidents.review.callBack.mutate({ operation, form: { id: newId(), incident, ...wanted } }),
  );

export const useCalledBack = (operation: string) =>
  useStep(operation, (done: { ref: string; outcome: string }) =>
    api.incidents.review.calledBack.mutate({ operation, ...done }),
  );

export const useHub = (operation: string) =>
  useStep(operation, (hub: string) => api.incidents.review.setHub.mutate({ operation, hub }));

export const useRule = (operation: string) =>
  useStep(operation, (rule: { independent: number; direct: number }) =>
    api.incidents.review.setRule.mutate({ operation, ...rule }),
  );

export type PairsSeen = Answers["incidents"]["review"]["pairs"];

/** Own reports of a period beside those of other recorders. */
export const usePairs = (operation: string, period: { from: string; to: string }) =>
  useQuery({
    queryKey: ["review-pairs", operation, period.from, period.to],
    queryFn: () => api.incidents.review.pairs.query({ operation, ...period }),
    placeholderData: (before) => before,
  });

export const useSaySame = (operation: string) =>
  useStep(operation, (said: { incident: string; other: string; state: "same" | "different" | null }) =>
    api.incidents.review.same.mutate({ operation, ...said }),
  );

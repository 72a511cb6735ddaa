/** Answers about an operation's people, asked for again after every change. */
import { useQuery } from "@tanstack/react-query";
import { api, queryClient } from "../api.ts";
import type { Answers } from "../session.ts";

export type Person = Answers["access"]["people"]["list"][number];
export type Invitation = Answers["access"]["people"]["invitations"][number];

export const usePeople = (operation: string) =>
  useQuery({
    queryKey: ["people", operation],
    queryFn: () => api.access.people.list.query({ operation }),
  });

export const useInvitations = (operation: string) =>
  useQuery({
    queryKey: ["invitations", operation],
    queryFn: () => api.access.people.invitations.query({ operation }),
  });

/** Organisations may be new, so what the operation says of itself is asked for too. */
export const peopleChanged = (operation: string): Promise<void> =>
  queryClient.invalidateQueries({ predicate: ({ queryKey }) => queryKey[1] === operation });

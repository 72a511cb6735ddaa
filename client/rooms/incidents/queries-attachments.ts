/** Photos and documents of an own incident: the list, the addresses of their bytes, and taking one away. */
import { useMutation, useQuery } from "@tanstack/react-query";
import { api } from "../../api.ts";
import { refresh } from "../../facts.ts";
import type { Answers } from "../../session.ts";

export type AttachmentSeen = Answers["incidents"]["attachments"]["list"][number];

export const useAttachments = (operation: string, ref: string, enabled: boolean) =>
  useQuery({
    queryKey: ["attachments", operation, ref],
    queryFn: () => api.incidents.attachments.list.query({ operation, ref }),
    enabled,
  });

/** Where the bytes are; `preview` is the small one of a photo. */
export const addressOf = (operation: string, ref: string, part: "file" | "preview"): string =>
  `/attachments/${ref}?operation=${encodeURIComponent(operation)}&part=${part}`;

export const useRemoveAttachment = (operation: string) =>
  useMutation({
    mutationFn: (gone: { ref: string; reason: string }) =>
      api.incidents.attachments.remove.mutate({ operation, ...gone }),
    onSuccess: () => refresh(operation),
  });

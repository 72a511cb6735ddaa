/** Questions and acts of intake. Texts of items are kept in memory only and are not asked for twice while one is open. */
import { useMutation, useQuery } from "@tanstack/react-query";
import type { IncidentForm } from "../../../shared/rooms/incidents.ts";
import type { RowIn, TakenIn } from "../../../shared/rooms/intake.ts";
import { MAX_ROWS } from "../../../shared/rooms/intake.ts";
import { api, queryClient } from "../../api.ts";
import { deliver, type Report } from "../../device/reports.ts";
import { refresh } from "../../facts.ts";

const queueKey = (operation: string) => ["intake", operation];

/** What waits, and what was decided last. */
export const useIntakeQueue = (operation: string, enabled = true) =>
  useQuery({
    queryKey: queueKey(operation),
    queryFn: () => api.exchange.intake.list.query({ operation }),
    enabled,
  });

export const useIntakeItem = (operation: string, ref: string) =>
  useQuery({
    queryKey: ["intake-item", operation, ref],
    queryFn: () => api.exchange.intake.get.query({ operation, ref }),
  });

const again = (operation: string) =>
  Promise.all([
    queryClient.invalidateQueries({ queryKey: queueKey(operation) }),
    queryClient.invalidateQueries({ queryKey: ["intake-item", operation] }),
  ]);

/** What was pasted, on which day of the operation, and the form it came from. */
interface Pasted extends Pick<Report, "draft"> {
  batch: string;
  text: string;
  today: string;
}

/** Takes messages in; `kept`: they wait on the device, sealed. What arrives twice is known by its own words. */
export const usePaste = (operation: string) =>
  useMutation({
    mutationFn: ({ batch, text, today, draft }: Pasted) => {
      const input = { operation, batch, text };
      const report = {
        ...({ call: "exchange.intake.paste", act: batch, record: batch, operation, input, draft } as const),
        about: { list: "", code: "", day: today },
      };
      return deliver(report, () => api.exchange.intake.paste.mutate(input));
    },
    onSuccess: () => again(operation),
  });

/** Sends the rows of a sheet, as many at once as the server takes. */
export const useRows = (operation: string) =>
  useMutation({
    mutationFn: async ({
      batch,
      channel,
      rows,
    }: {
      batch: string;
      channel: "sheet" | "kobo";
      rows: RowIn[];
    }) => {
      const all: TakenIn = { added: 0, known: 0, first: null, faults: [] };
      for (let at = 0; at < rows.length; at += MAX_ROWS) {
        const part = rows.slice(at, at + MAX_ROWS);
        const done = await api.exchange.intake.rows.mutate({ operation, batch, channel, rows: part });
        all.added += done.added;
        all.known += done.known;
        all.first ??= done.first;
        all.faults.push(...done.faults);
      }
      return all;
    },
    onSettled: () => again(operation),
  });

export const useAccept = (operation: string) =>
  useMutation({
    mutationFn: (accepted: { ref: string; version: number; form: IncidentForm }) =>
      api.exchange.intake.accept.mutate({ operation, ...accepted }),
    onSuccess: async () => {
      refresh(operation);
      await again(operation);
    },
  });

export const useSetAside = (operation: string) =>
  useMutation({
    mutationFn: (item: { ref: string; version: number }) =>
      api.exchange.intake.setAside.mutate({ operation, ...item }),
    onSuccess: () => again(operation),
  });

export const useUndo = (operation: string) =>
  useMutation({
    mutationFn: (ref: string) => api.exchange.intake.undo.mutate({ operation, ref }),
    onSuccess: async () => {
      refresh(operation);
      await again(operation);
    },
  });

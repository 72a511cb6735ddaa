/**
 * The sharing protocol as the server tells it: one question asked by every form and by "You see as", so kept longer than
 * others; the change stream asks it again when a version comes into effect.
 */
import { useQuery } from "@tanstack/react-query";
import type { Table } from "../shared/rooms/protocol-table.ts";
import { api } from "./api.ts";

const MINUTES = 60_000;

export const useProtocol = (operation: string) =>
  useQuery({
    queryKey: ["protocol", operation],
    queryFn: () => api.sharing.protocol.query({ operation }),
    staleTime: 5 * MINUTES,
  });

export const useVersions = (operation: string) =>
  useQuery({
    queryKey: ["protocols", operation],
    queryFn: () => api.sharing.protocols.query({ operation }),
  });

/** One version by its number; null asks nothing. */
export const useVersion = (operation: string, version: number | null) =>
  useQuery({
    queryKey: ["protocol-version", operation, version],
    queryFn: () => api.sharing.protocolVersion.query({ operation, version: version! }),
    enabled: version !== null,
  });

/** What a table would change; the answer before stays while the next is on its way, and `isPlaceholderData` says so. */
export const usePreview = (operation: string, table: Table) =>
  useQuery({
    queryKey: ["protocol-preview", operation, table],
    queryFn: () => api.sharing.preview.query({ operation, table }),
    placeholderData: (before) => before,
  });

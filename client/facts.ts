/**
 * The facts of an operation in memory: bytes are asked for with If-None-Match by hand (they are `no-store`), decoded
 * once per version, and asked for again when the server's stream says that something changed. The refs of the rows are
 * a second, smaller part, fetched after the first picture.
 */
import { useQuery } from "@tanstack/react-query";
import { useEffect } from "react";
import type { Facts } from "../shared/rooms/analysis.ts";
import { decodeFacts } from "../shared/rooms/facts-wire.ts";
import { queryClient } from "./api.ts";
import { HttpFault } from "./faults.ts";
import { reaching } from "./line.ts";

interface Kept<T> {
  etag: string | null;
  value: T;
}

const REF_BYTES = 16;
const factsKey = (operation: string) => ["facts", operation];

/** Downloads with the ETag of what is kept under `key`; 304 gives the kept value itself, so nothing redraws. */
async function fetchKept<T>(key: string[], path: string, decode: (bytes: Uint8Array) => T): Promise<Kept<T>> {
  const kept = queryClient.getQueryData<Kept<T>>(key);
  const headers: HeadersInit = kept?.etag ? { "if-none-match": kept.etag } : {};
  const response = await reaching(path, { headers, cache: "no-store" });
  if (response.status === 304 && kept) return kept;
  if (!response.ok) throw new HttpFault(response);
  const bytes = new Uint8Array(await response.arrayBuffer());
  return { etag: response.headers.get("etag"), value: decode(bytes) };
}

/** The facts a person may see in an operation; undefined until decoded. */
export function useFacts(operation: string) {
  const key = factsKey(operation);
  return useQuery({
    queryKey: key,
    queryFn: () =>
      fetchKept<Facts>(key, `/facts/incidents?operation=${encodeURIComponent(operation)}`, decodeFacts),
    structuralSharing: false,
    staleTime: 5 * 60_000,
    gcTime: Number.POSITIVE_INFINITY,
  });
}

/** The refs of the rows of `version`, 16 bytes each, in the order of the facts. */
export function useRefs(operation: string, version: string | undefined) {
  const key = ["facts-refs", operation, version ?? ""];
  return useQuery({
    queryKey: key,
    queryFn: () =>
      fetchKept(key, `/facts/incidents/refs?operation=${encodeURIComponent(operation)}`, (bytes) => bytes),
    enabled: version !== undefined,
    structuralSharing: false,
    staleTime: Number.POSITIVE_INFINITY,
  });
}

const hex = (byte: number) => byte.toString(16).padStart(2, "0");

/** The UUID of a row, or undefined where the refs have not arrived or are older than the facts. */
export function refAt(refs: Uint8Array | undefined, row: number): string | undefined {
  if (!refs || refs.length < (row + 1) * REF_BYTES) return undefined;
  const text = Array.from(refs.subarray(row * REF_BYTES, (row + 1) * REF_BYTES), hex).join("");
  return [text.slice(0, 8), text.slice(8, 12), text.slice(12, 16), text.slice(16, 20), text.slice(20)].join(
    "-",
  );
}

/** The row of a UUID, or -1. A plain scan: 385,000 rows take a few milliseconds and need no index to keep. */
export function rowAt(refs: Uint8Array | undefined, ref: string): number {
  const text = ref.replaceAll("-", "");
  if (!refs || !/^[0-9a-f]{32}$/i.test(text)) return -1;
  const wanted = Uint8Array.from({ length: REF_BYTES }, (_, at) =>
    Number.parseInt(text.slice(at * 2, at * 2 + 2), 16),
  );
  for (let start = 0; start < refs.length; start += REF_BYTES) {
    let same = 0;
    while (same < REF_BYTES && refs[start + same] === wanted[same]) same += 1;
    if (same === REF_BYTES) return start / REF_BYTES;
  }
  return -1;
}

/**
 * Asks for everything of an operation again: facts by their ETag, and what open views show. The facts come first, because
 * map, list and charts wait for them and a slow line has no room for all at once.
 */
export function refresh(operation: string): void {
  const isFacts = (key: readonly unknown[]) => key[0] === "facts";
  const ask = (wanted: (key: readonly unknown[]) => boolean) =>
    queryClient.invalidateQueries({
      predicate: ({ queryKey }) => queryKey[1] === operation && wanted(queryKey),
    });
  void ask(isFacts).finally(() => ask((key) => !isFacts(key)));
}

/** Takes everything of an operation out of memory, except why it cannot be seen. */
export function forgetOperation(operation: string): void {
  queryClient.removeQueries({
    predicate: ({ queryKey }) => queryKey[1] === operation && queryKey[0] !== "operation",
  });
}

/** Listens for changes while an operation is open. The browser reconnects by itself; the stream says only that, not what. */
export function useChanges(operation: string, isOpen: boolean): void {
  useEffect(() => {
    if (!isOpen) return;
    const stream = new EventSource(`/facts/stream?operation=${encodeURIComponent(operation)}`);
    const changed = () => refresh(operation);
    let lost = false;
    stream.addEventListener("reset", changed);
    stream.addEventListener("error", () => {
      lost = true;
      // Sent away for good: whoever is signed out, shut out or somebody else now is asked for again.
      if (stream.readyState === EventSource.CLOSED) void queryClient.invalidateQueries();
    });
    // What happened while the line was cut is unknown, so everything is asked for again (unchanged facts cost a 304).
    stream.addEventListener("ready", () => {
      if (lost) changed();
      lost = false;
    });
    return () => stream.close();
  }, [operation, isOpen]);
}

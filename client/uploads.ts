/**
 * Files chosen for a report and on their way to the server, by the report's id, so that an error, a lost line or an ended
 * session takes nothing. Without a PIN they are in this tab's memory only; with one they lie sealed on the device as well
 * (device/files.ts) until they were sent. Each has an id of its own, so that a repeated try is stored once.
 */
import { useSyncExternalStore } from "react";
import { newId } from "../shared/ids.ts";
import { ATTACHMENT_HEADER, ATTACHMENT_LIMITS, attachmentForm } from "../shared/rooms/attachments.ts";
import { queryClient } from "./api.ts";
import { isOpen, onDevice } from "./device/device.ts";
import { dropFile, type FileSaid, filesHere, keepFile, keepSaid } from "./device/files.ts";
import { type Fault, faultOf, HttpFault } from "./faults.ts";
import { smallPhoto } from "./ui/photo.ts";

export interface Upload extends FileSaid {
  file: Blob;
  /** Address of the picture in memory; "" for a document. */
  picture: string;
  /** `refused`: it cannot be sent as it is, which is told before anything else is asked of it. */
  state: "preparing" | "chosen" | "refused" | "sending" | "failed";
  /** Share of the bytes that are sent, 0 to 1. */
  sent: number;
  fault: Fault | null;
}

let uploads: readonly Upload[] = [];
const listeners = new Set<() => void>();

function put(next: readonly Upload[]): void {
  uploads = next;
  const isLostWithTab = next.length > 0 && !isOpen();
  window.onbeforeunload = isLostWithTab ? (event) => event.preventDefault() : null;
  for (const tell of listeners) tell();
}

const update = (id: string, change: Partial<Upload>): void =>
  put(uploads.map((one) => (one.id === id ? { ...one, ...change } : one)));

/** What a person says of it. */
export function changeUpload(id: string, change: Partial<FileSaid>): void {
  update(id, change);
  for (const one of uploads) if (one.id === id) keepSaid(one);
}

/** The device was opened: what lies there joins what was chosen before, and that is sealed too. */
export function joinFiles(): void {
  const known = new Set(uploads.map(({ id }) => id));
  for (const one of uploads) if (!["preparing", "refused"].includes(one.state)) void keepFile(one, one.file);
  const kept = filesHere().filter(({ said }) => !known.has(said.id));
  put([...uploads, ...kept.map(({ said, file }) => ({ ...said, ...fresh(said.isPhoto, file) }))]);
}

const fresh = (isPhoto: boolean, file: Blob) => ({
  ...{ file, picture: isPhoto ? URL.createObjectURL(file) : "" },
  ...({ state: "chosen", sent: 0, fault: null } as const),
});

/** A device that was locked or emptied forgets them here too; what lies sealed comes back with the PIN. */
let wasOpen = false;
onDevice(() => {
  if (wasOpen && !isOpen()) forget(() => true);
  wasOpen = isOpen();
});

function listen(tell: () => void): () => void {
  listeners.add(tell);
  return () => listeners.delete(tell);
}

/** Those of one report, in the order they were chosen. */
export function useUploads(incident: string): readonly Upload[] {
  const all = useSyncExternalStore(listen, () => uploads);
  return all.filter((one) => one.incident === incident);
}

export function chooseFiles(operation: string, incident: string, files: Iterable<File>): void {
  for (const file of files) {
    const isPhoto = file.type.startsWith("image/");
    const id = newId();
    put([
      ...uploads,
      {
        ...{ id, operation, incident, file, isPhoto, picture: "", caption: "", pictured: null },
        ...{ sensitivity: null, due: false, state: "preparing", sent: 0, fault: null },
      },
    ]);
    void smallPhoto(file).then((small) => {
      const fault = faultOfSize(small.size);
      update(id, { ...fresh(isPhoto, small), ...(fault ? { state: "refused", fault } : {}) });
      const chosen = uploads.find((one) => one.id === id);
      if (chosen && !fault) void keepFile(chosen, small);
    });
  }
}

/** What the server would say of its size, before a slow line carries it there. */
function faultOfSize(bytes: number): Fault | null {
  if (bytes > ATTACHMENT_LIMITS.sent) return { code: "too_large", fields: [] };
  return bytes === 0 ? { code: "invalid_input", fields: [{ path: "file", reason: "empty" }] } : null;
}

function forget(chosen: (one: Upload) => boolean): void {
  for (const { picture } of uploads.filter(chosen)) if (picture) URL.revokeObjectURL(picture);
  put(uploads.filter((one) => !chosen(one)));
}

export function dropUploads(chosen: (one: Upload) => boolean): void {
  for (const { id } of uploads.filter(chosen)) dropFile(id);
  forget(chosen);
}

/** Is everything said of it that must be? Of what is not sent nothing must. */
export const isSaid = ({ id, incident, caption, pictured, sensitivity, state }: Upload): boolean =>
  state === "refused" || attachmentForm.safeParse({ id, incident, caption, pictured, sensitivity }).success;

/** Sends what waits for this report, which is stored, one after the other. Answers how many arrived. */
export async function sendUploads(incident: string): Promise<number> {
  let arrived = 0;
  const waiting = uploads.filter(
    (one) => one.incident === incident && ["chosen", "failed"].includes(one.state),
  );
  markDue(incident);
  for (const one of waiting) if (await send(one)) arrived++;
  return arrived;
}

/** The report is stored: its files may follow. */
export function markDue(incident: string): void {
  for (const one of uploads) if (one.incident === incident) changeUpload(one.id, { due: true });
}

/** How many files wait whose reports are stored. */
export const dueUploads = (): number => uploads.filter(isDue).length;
export const useDueUploads = (): number => useSyncExternalStore(listen, dueUploads);
const isDue = ({ due, state, fault }: Upload): boolean =>
  due && state !== "refused" && (state !== "failed" || fault?.code === "network");

/** Sends every file whose report is stored; answers whether none is left for want of a connection. */
export async function sendDue(): Promise<boolean> {
  const incidents = new Set(uploads.filter(isDue).map(({ incident }) => incident));
  for (const incident of incidents) await sendUploads(incident);
  return dueUploads() === 0;
}

async function send(upload: Upload): Promise<boolean> {
  update(upload.id, { state: "sending", sent: 0, fault: null });
  try {
    await post(upload, (sent) => update(upload.id, { sent }));
    dropUploads(({ id }) => id === upload.id);
    await queryClient.invalidateQueries({ queryKey: ["attachments", upload.operation, upload.incident] });
    return true;
  } catch (error) {
    update(upload.id, { state: "failed", fault: faultOf(error) });
    return false;
  }
}

/** fetch does not say how much of a body is gone. */
function post(
  { id, operation, incident, caption, pictured, sensitivity, file }: Upload,
  tell: (share: number) => void,
) {
  const said = JSON.stringify({ id, incident, caption: caption.trim(), pictured, sensitivity });
  return new Promise<void>((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("POST", `/attachments?operation=${encodeURIComponent(operation)}`);
    request.setRequestHeader("content-type", "application/octet-stream");
    request.setRequestHeader(ATTACHMENT_HEADER, base64url(said));
    request.upload.onprogress = ({ loaded, total }) => tell(total > 0 ? loaded / total : 0);
    request.onload = () => {
      if (request.status === 200) return resolve();
      const headers = { "x-request-id": request.getResponseHeader("x-request-id") ?? "" };
      reject(
        new HttpFault(new Response(null, { status: request.status, headers }), bodyOf(request.responseText)),
      );
    };
    request.onerror = () => reject(new TypeError("failed to fetch"));
    request.send(file);
  });
}

function base64url(text: string): string {
  const bytes = new TextEncoder().encode(text);
  const letters = btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
  return letters.replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

function bodyOf(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

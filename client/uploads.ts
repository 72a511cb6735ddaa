/**
 * Files chosen for a report and on their way to the server: kept in this tab's memory only, by the report's id, so that
 * an error, a lost line or an ended session takes nothing, and nothing of them lies on the device afterwards. Each has
 * an id of its own, so that a repeated try is stored once.
 */
import { useSyncExternalStore } from "react";
import { newId } from "../shared/ids.ts";
import { ATTACHMENT_HEADER, attachmentForm, type Pictured } from "../shared/rooms/attachments.ts";
import type { Sensitivity } from "../shared/rooms/records.ts";
import { queryClient } from "./api.ts";
import { type Fault, faultOf, HttpFault } from "./faults.ts";
import { smallPhoto } from "./ui/photo.ts";

export interface Upload {
  id: string;
  operation: string;
  /** Id of the report, which may not be stored yet. */
  incident: string;
  file: Blob;
  isPhoto: boolean;
  /** Address of the picture in memory; "" for a document. */
  picture: string;
  caption: string;
  pictured: Pictured | null;
  sensitivity: Sensitivity | null;
  state: "preparing" | "chosen" | "sending" | "failed";
  /** Share of the bytes that are sent, 0 to 1. */
  sent: number;
  fault: Fault | null;
}

let uploads: readonly Upload[] = [];
const listeners = new Set<() => void>();

function put(next: readonly Upload[]): void {
  uploads = next;
  window.onbeforeunload = next.length > 0 ? (event) => event.preventDefault() : null;
  for (const tell of listeners) tell();
}

export const changeUpload = (id: string, change: Partial<Upload>): void =>
  put(uploads.map((one) => (one.id === id ? { ...one, ...change } : one)));

/** Those of one report, in the order they were chosen. */
export function useUploads(incident: string): readonly Upload[] {
  const all = useSyncExternalStore(
    (tell) => {
      listeners.add(tell);
      return () => listeners.delete(tell);
    },
    () => uploads,
  );
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
        ...{ sensitivity: null, state: "preparing", sent: 0, fault: null },
      },
    ]);
    void smallPhoto(file).then((small) => {
      const picture = isPhoto ? URL.createObjectURL(small) : "";
      changeUpload(id, { file: small, picture, state: "chosen" });
    });
  }
}

export function dropUploads(chosen: (one: Upload) => boolean): void {
  for (const { picture } of uploads.filter(chosen)) if (picture) URL.revokeObjectURL(picture);
  put(uploads.filter((one) => !chosen(one)));
}

/** Is everything said of it that must be? */
export const isSaid = ({ id, incident, caption, pictured, sensitivity }: Upload): boolean =>
  attachmentForm.safeParse({ id, incident, caption, pictured, sensitivity }).success;

/** Sends what waits for this report, one after the other. Answers how many arrived. */
export async function sendUploads(incident: string): Promise<number> {
  let arrived = 0;
  const waiting = uploads.filter(
    (one) => one.incident === incident && ["chosen", "failed"].includes(one.state),
  );
  for (const one of waiting) if (await send(one)) arrived++;
  return arrived;
}

async function send(upload: Upload): Promise<boolean> {
  changeUpload(upload.id, { state: "sending", sent: 0, fault: null });
  try {
    await post(upload, (sent) => changeUpload(upload.id, { sent }));
    dropUploads(({ id }) => id === upload.id);
    await queryClient.invalidateQueries({ queryKey: ["attachments", upload.operation, upload.incident] });
    return true;
  } catch (error) {
    changeUpload(upload.id, { state: "failed", fault: faultOf(error) });
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

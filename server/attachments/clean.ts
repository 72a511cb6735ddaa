// What is kept of a file that somebody sent: found out by its content, never by its name, and written anew.
import { createHash } from "node:crypto";
import {
  ATTACHMENT_LIMITS,
  type AttachmentFault,
  type AttachmentKind,
} from "../../shared/rooms/attachments.ts";
import type { NewFile } from "../rooms/incidents/write-attachment.ts";
import { rewriteDocument } from "./document.ts";
import { rewritePhoto } from "./photo.ts";
import { refuseFile } from "./refuse.ts";

/** @throws AppError invalid_input or too_large on `file`, with a code of ATTACHMENT_FAULTS */
export async function cleanFile(sent: Buffer): Promise<NewFile> {
  const kind = kindOf(sent);
  if (kind !== "photo" && kind !== "document") throw refuseFile(kind);
  const made =
    kind === "photo"
      ? { ...(await rewritePhoto(sent)), pages: null }
      : { ...(await rewriteDocument(sent)), preview: null, width: null, height: null };
  if (made.file.length > ATTACHMENT_LIMITS.kept) throw refuseFile("too_large");
  return { kind, ...made, sent: createHash("sha256").update(sent).digest() };
}

type Found = AttachmentKind | AttachmentFault;

/** Letters at a place of the first bytes, and what begins with them. Bytes are written as Latin letters. */
const BEGINNINGS: [at: number, letters: readonly string[], Found][] = [
  [0, ["\xff\xd8\xff", "\x89PNG\r\n\x1a\n"], "photo"],
  [8, ["WEBP"], "photo"],
  [0, ["%PDF-"], "document"],
  [4, ["ftyphei", "ftyphev", "ftypmif1", "ftypmsf1", "ftypavif"], "heic"],
  [0, ["PK\x03\x04", "\xd0\xcf\x11\xe0", "{\\rtf"], "office"],
  [4, ["ftyp"], "media"],
  [0, ["ID3", "OggS", "\xff\xfb", "\xff\xf3", "#!AMR", "\x1aE\xdf\xa3"], "media"],
  [8, ["WAVE", "AVI "], "media"],
];

function kindOf(sent: Buffer): Found {
  if (sent.length === 0) return "empty";
  const head = sent.subarray(0, 16).toString("latin1");
  const found = BEGINNINGS.find(([at, letters]) => letters.some((one) => head.startsWith(one, at)));
  return found?.[2] ?? "kind_unknown";
}

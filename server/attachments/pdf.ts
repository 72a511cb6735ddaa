// Documents, written anew: only the pages are copied into an empty document, and of each page only what is drawn. What
// acts (scripts, launches, forms, links, attached files) and what tells (author, times, programs, remarks, pictures'
// own notes) is not carried over. What cannot be cleaned is refused. ISO 32000-2, 7.7.3 (pages) and 14.3 (metadata).
// Pictures written inside a page's drawing itself (a few kilobytes at most by the standard) are left as they are.
import { inflateSync } from "node:zlib";
import {
  PDFArray,
  PDFDict,
  PDFDocument,
  PDFName,
  PDFNumber,
  type PDFObject,
  PDFRawStream,
} from "@cantoo/pdf-lib";
import { ATTACHMENT_LIMITS, type AttachmentFault } from "../../shared/rooms/attachments.ts";
import { withoutNotes } from "./jpeg.ts";

export type RewrittenPdf = { file: Uint8Array; pages: number } | { fault: AttachmentFault };

/** Entries of a page that say what it shows; no other one is kept. */
const OF_A_PAGE = new Set(
  [
    "Type",
    "Parent",
    "Resources",
    "MediaBox",
    "CropBox",
    "BleedBox",
    "TrimBox",
    "ArtBox",
    "Contents",
    "Rotate",
    "Group",
    "UserUnit",
  ].map((name) => `/${name}`),
);
/** Entries of whatever a page draws that say something of it, lead out of the file, or act. */
const NEVER = [
  "Metadata",
  "PieceInfo",
  "LastModified",
  "AF",
  "OPI",
  "Ref",
  "Alternates",
  "StructParent",
  "StructParents",
  "Properties",
  "OC",
];
/** A stream's content in another file. */
const ELSEWHERE = ["F", "FFilter", "FDecodeParms"];
const LARGEST_PICTURE = 64 * 1024 * 1024;

class Uncleanable extends Error {}

/** The pages alone. Never throws for what is in the file: answers why it is not kept. */
export async function rewritePdf(sent: Uint8Array): Promise<RewrittenPdf> {
  try {
    const from = await PDFDocument.load(sent, { updateMetadata: false, throwOnInvalidObject: true });
    const pages = from.getPageCount();
    if (pages === 0) return { fault: "unreadable" };
    if (pages > ATTACHMENT_LIMITS.pages) return { fault: "pdf_too_many_pages" };
    for (const page of from.getPages()) keepOnly(page.node, OF_A_PAGE);
    const to = await PDFDocument.create({ updateMetadata: false });
    for (const page of await to.copyPages(from, from.getPageIndices())) to.addPage(page);
    for (const [, object] of to.context.enumerateIndirectObjects()) clean(object, new Set());
    delete to.context.trailerInfo.Info;
    const file = await to.save({
      useObjectStreams: true,
      addDefaultPage: false,
      updateFieldAppearances: false,
    });
    return { file, pages };
  } catch (error) {
    if (error instanceof Uncleanable) return { fault: "pdf_uncleanable" };
    return { fault: /encrypted|password/i.test(String(error)) ? "pdf_locked" : "unreadable" };
  }
}

function keepOnly(dict: PDFDict, wanted: ReadonlySet<string>): void {
  for (const key of dict.keys()) if (!wanted.has(key.toString())) dict.delete(key);
}

function clean(object: PDFObject | undefined, seen: Set<PDFObject>): void {
  if (!object || seen.has(object)) return;
  seen.add(object);
  if (object instanceof PDFRawStream) cleanStream(object);
  const dict = object instanceof PDFRawStream ? object.dict : object;
  if (dict instanceof PDFDict) {
    for (const name of NEVER) dict.delete(PDFName.of(name));
    for (const value of dict.values()) clean(value, seen);
  }
  if (object instanceof PDFArray) for (let at = 0; at < object.size(); at++) clean(object.get(at), seen);
}

/** What a picture says of itself stands inside its bytes. */
function cleanStream(stream: PDFRawStream): void {
  for (const name of ELSEWHERE) stream.dict.delete(PDFName.of(name));
  if (stream.dict.get(PDFName.of("Subtype")) === PDFName.of("PS")) throw new Uncleanable();
  const filters = filtersOf(stream);
  if (filters.includes("/JPXDecode") || filters.includes("/Crypt")) throw new Uncleanable();
  if (!filters.includes("/DCTDecode")) return;
  if (filters.at(-1) !== "/DCTDecode" || filters.slice(0, -1).some((name) => name !== "/FlateDecode"))
    throw new Uncleanable();
  const packed = filters.slice(0, -1);
  const jpeg = packed.reduce<Uint8Array>(
    (bytes) => inflateSync(bytes, { maxOutputLength: LARGEST_PICTURE }),
    stream.contents,
  );
  const plain = withoutNotes(jpeg);
  if (!plain) throw new Uncleanable();
  stream.updateContents(plain);
  stream.dict.set(PDFName.of("Length"), PDFNumber.of(plain.length));
  if (packed.length === 0) return;
  stream.dict.set(PDFName.of("Filter"), PDFName.of("DCTDecode"));
  stream.dict.delete(PDFName.of("DecodeParms"));
}

function filtersOf({ dict }: PDFRawStream): string[] {
  const filter = dict.lookup(PDFName.of("Filter"));
  if (filter instanceof PDFArray) return filter.asArray().map((one) => String(dict.context.lookup(one)));
  return filter ? [String(filter)] : [];
}

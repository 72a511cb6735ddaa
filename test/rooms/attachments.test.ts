/** What is kept of a photo or document: its pixels and pages, and nothing else of the file. */
import { PDFDocument } from "@cantoo/pdf-lib";
import sharp from "sharp";
import { describe, expect, test } from "vitest";
import { cleanFile } from "../../server/attachments/clean.ts";
import { withoutNotes } from "../../server/attachments/jpeg.ts";
import { AppError } from "../../shared/errors.ts";
import { ATTACHMENT_LIMITS } from "../../shared/rooms/attachments.ts";
import { CANARY, documentWithNotes, photoWithNotes, readableBytes } from "../support/files.ts";

const blank = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 4, background: "#00000000" }, limitInputPixels: false });

/** The code a file is refused with. */
async function faultOf(sent: Buffer): Promise<string> {
  try {
    await cleanFile(sent);
  } catch (error) {
    if (error instanceof AppError) return error.fields[0]!.reason;
    throw error;
  }
  return "kept";
}

describe("a photo", () => {
  test("loses place, device, remark, and what stands behind it; keeps its pixels upright", async () => {
    const sent = await photoWithNotes();
    expect(sent.toString("latin1")).toContain(CANARY);
    expect((await sharp(sent).metadata()).exif?.length).toBeGreaterThan(100);
    const { file, preview, kind, width, height } = await cleanFile(sent);
    for (const bytes of [file, preview!]) {
      expect(bytes.toString("latin1")).not.toContain(CANARY);
      expect(bytes.toString("latin1")).not.toMatch(/Exif|http|Photoshop|ICC_PROFILE/);
      const { exif, xmp, iptc, icc, orientation, format } = await sharp(bytes).metadata();
      expect({ exif, xmp, iptc, icc, orientation }).toEqual({});
      expect(format).toBe("jpeg");
    }
    // Its camera was held upright.
    expect({ kind, width, height }).toEqual({ kind: "photo", width: 600, height: 800 });
  });
  test("is made smaller, never larger, and has a small one beside it", async () => {
    const large = await cleanFile(await blank(4000, 1000).png().toBuffer());
    expect([large.width, large.height]).toEqual([2048, 512]);
    const { width } = await sharp(large.preview!).metadata();
    expect(width).toBe(ATTACHMENT_LIMITS.preview);
    const small = await cleanFile(await blank(20, 10).webp().toBuffer());
    expect([small.width, small.height]).toEqual([20, 10]);
  });
  test("of too many pixels is refused before they are decoded", async () => {
    const bomb = await blank(10_000, 10_000).png({ compressionLevel: 9 }).toBuffer();
    expect(bomb.length).toBeLessThan(ATTACHMENT_LIMITS.sent);
    expect(await faultOf(bomb)).toBe("too_many_pixels");
  });
  test("that is cut off or damaged is refused", async () => {
    const sent = await photoWithNotes();
    expect(await faultOf(sent.subarray(0, 2_000))).toBe("unreadable");
    expect(await faultOf(Buffer.concat([sent.subarray(0, 40), Buffer.alloc(400)]))).toBe("unreadable");
  });
});

describe("a document", () => {
  test("keeps its pages and nothing that acts or tells", async () => {
    const sent = await documentWithNotes();
    const before = await readableBytes(sent);
    expect(before).toContain(CANARY);
    expect(before).toMatch(/Launch/);
    const { file, kind, pages } = await cleanFile(sent);
    const after = await readableBytes(file);
    expect({ kind, pages }).toEqual({ kind: "document", pages: 1 });
    expect(after).not.toContain(CANARY);
    expect(after).not.toMatch(
      /JavaScript|Launch|EmbeddedFile|Metadata|Annots|OpenAction|Author|Producer|Creator|Exif/,
    );
    expect(after).toContain("DCTDecode");
    const opened = await PDFDocument.load(file, { updateMetadata: false });
    expect([opened.getAuthor(), opened.getProducer(), opened.getPage(0).getWidth()]).toEqual([
      undefined,
      undefined,
      300,
    ]);
  });
  test("that is damaged, too long, or no document at all is refused", async () => {
    expect(await faultOf(Buffer.from("%PDF-1.7\nnothing"))).toBe("unreadable");
    const long = await PDFDocument.create();
    for (let page = 0; page <= ATTACHMENT_LIMITS.pages; page++) long.addPage();
    expect(await faultOf(Buffer.from(await long.save()))).toBe("pdf_too_many_pages");
  });
});

describe("other files", () => {
  test.each([
    ["", "empty"],
    ["PK\x03\x04 a table", "office"],
    ["\0\0\0\x18ftypheic", "heic"],
    ["\0\0\0\x18ftypmp42", "media"],
    ["<svg onload=alert(1)>", "kind_unknown"],
    ["GIF89a", "kind_unknown"],
    ["MZ a program", "kind_unknown"],
  ])("%j is refused as %s", async (text, fault) => {
    expect(await faultOf(Buffer.from(text, "latin1"))).toBe(fault);
  });
});

describe("pictures inside documents", () => {
  test("what is no picture is not guessed at", () => {
    for (const text of ["", "\xff\xd8", "\xff\xd8\xff\xe1\x00\x01", "\xff\xd8\xff\xe1\xff\xffrest", "plain"])
      expect(withoutNotes(Buffer.from(text, "latin1"))).toBeNull();
  });
  test("their pixels are the same as before", async () => {
    const sent = await photoWithNotes(64, 48);
    const plain = withoutNotes(sent)!;
    const pixels = (bytes: Uint8Array) => sharp(bytes).raw().toBuffer();
    expect(Buffer.from(plain).toString("latin1")).not.toContain(CANARY);
    expect(await pixels(plain)).toEqual(await pixels(sent));
  });
});

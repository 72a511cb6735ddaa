// Files as people send them, made here: a photo with the notes of a camera (place, owner, thumbnail, remark), and a
// document with everything that a document can carry besides its pages.
import { PDFDocument, PDFName, PDFString } from "@cantoo/pdf-lib";
import sharp from "sharp";

/** Stands in every place of a file where nothing may stand afterwards. */
export const CANARY = "LEAK-FILE-CANARY";

/** A photo of one colour, 800 × 600 unless said otherwise, with the notes of a camera at 5.76 N, 20.67 E. */
export async function photoWithNotes(width = 800, height = 600): Promise<Buffer> {
  const plain = await sharp({ create: { width, height, channels: 3, background: "#8a5a2b" } })
    .withMetadata({ orientation: 6 })
    .withExifMerge({
      IFD0: { Artist: CANARY, Make: CANARY, ImageDescription: CANARY },
      IFD3: {
        GPSLatitudeRef: "N",
        GPSLatitude: "5/1 45/1 36/1",
        GPSLongitudeRef: "E",
        GPSLongitude: "20/1 40/1 12/1",
      },
    })
    .withXmp(`<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF>${CANARY}</rdf:RDF></x:xmpmeta>`)
    .jpeg()
    .toBuffer();
  const remark = Buffer.from(`\xff\xfe\x00${String.fromCharCode(CANARY.length + 2)}${CANARY}`, "latin1");
  // A second picture behind the end of the first, as phones append them.
  return Buffer.concat([plain.subarray(0, 2), remark, plain.subarray(2), Buffer.from(CANARY)]);
}

/** A document of one page with that photo on it, and notes, a script, an attached file and a link that starts a program. */
export async function documentWithNotes(): Promise<Buffer> {
  const made = await PDFDocument.create();
  made.setAuthor(CANARY);
  made.setTitle(CANARY);
  made.addJavaScript("open", `app.alert("${CANARY}")`);
  await made.attach(Buffer.from(CANARY), "note.txt", { mimeType: "text/plain", description: CANARY });
  const page = made.addPage([300, 200]);
  const photo = await made.embedJpg(await photoWithNotes(200, 100));
  page.drawImage(photo, { x: 10, y: 10, width: 200, height: 100 });
  const { context } = made;
  const launch = context.register(
    context.obj({
      ...{ Type: "Annot", Subtype: "Link", Rect: [0, 0, 50, 50] },
      ...{ Contents: PDFString.of(CANARY), A: { S: "Launch", F: PDFString.of(CANARY) } },
    }),
  );
  page.node.set(PDFName.of("Annots"), context.obj([launch]));
  page.node.set(PDFName.of("AA"), context.obj({ O: { S: "JavaScript", JS: PDFString.of(CANARY) } }));
  const notes = context.register(
    context.stream(`<rdf>${CANARY}</rdf>`, { Type: "Metadata", Subtype: "XML" }),
  );
  made.catalog.set(PDFName.of("Metadata"), notes);
  page.node.set(PDFName.of("Metadata"), notes);
  return Buffer.from(await made.save({ useObjectStreams: false }));
}

/** Every byte of a document that can be read: its streams unpacked, so that nothing hides in them. */
export async function readableBytes(file: Uint8Array): Promise<string> {
  const opened = await PDFDocument.load(file, { updateMetadata: false });
  const plain = await opened.save({ useObjectStreams: false });
  const streams = opened.context.enumerateIndirectObjects().map(([, object]) => object.toString());
  return [Buffer.from(file), Buffer.from(plain)]
    .map((bytes) => bytes.toString("latin1"))
    .concat(streams)
    .join("\n");
}

// Photos, written anew: decoded to pixels and encoded again, so that nothing else of the file remains: no place, no
// device, no time, no thumbnail of what was cut away, no comment, no colour profile, no second picture behind the first.
// sharp (libvips) decodes off the main thread; it may open three formats from memory and no other.
import sharp from "sharp";
import { ATTACHMENT_LIMITS } from "../../shared/rooms/attachments.ts";
import { refuseFile } from "./refuse.ts";

sharp.block({ operation: ["VipsForeignLoad"] });
sharp.unblock({
  operation: ["VipsForeignLoadJpegBuffer", "VipsForeignLoadPngBuffer", "VipsForeignLoadWebpBuffer"],
});
// One photo is decoded in one thread: several at once come from several people.
sharp.concurrency(1);
sharp.cache(false);

const TIMEOUT_S = 20;

export interface Photo {
  file: Buffer;
  preview: Buffer;
  width: number;
  height: number;
}

/** A photo as it is kept, and a small one of the same pixels. @throws AppError invalid_input on `file` */
export async function rewritePhoto(sent: Buffer): Promise<Photo> {
  const { data: file, info } = await fitted(sent, ATTACHMENT_LIMITS.side, 82);
  const { data: preview } = await fitted(file, ATTACHMENT_LIMITS.preview, 70);
  return { file, preview, width: info.width, height: info.height };
}

async function fitted(bytes: Buffer, side: number, quality: number) {
  try {
    return await sharp(bytes, { limitInputPixels: ATTACHMENT_LIMITS.pixels, failOn: "error", pages: 1 })
      .timeout({ seconds: TIMEOUT_S })
      .autoOrient()
      .resize({ width: side, height: side, fit: "inside", withoutEnlargement: true })
      .flatten({ background: "#ffffff" })
      .toColourspace("srgb")
      .jpeg({ quality })
      .toBuffer({ resolveWithObject: true });
  } catch (error) {
    throw refuseFile(/pixel limit/i.test((error as Error).message) ? "too_many_pixels" : "unreadable");
  }
}

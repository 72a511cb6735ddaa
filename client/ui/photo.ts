/**
 * Photos made small on the device before they are sent: a field connection carries a tenth of the bytes, and what the
 * camera wrote beside the pixels does not even leave the phone. The server writes it anew all the same.
 */
import { ATTACHMENT_LIMITS } from "../../shared/rooms/attachments.ts";

const QUALITY = 0.85;

/** The photo as a JPEG of at most 2048 pixels; whatever cannot be drawn here stays as it is, for the server to judge. */
export async function smallPhoto(file: Blob): Promise<Blob> {
  if (!file.type.startsWith("image/")) return file;
  try {
    return (await drawn(file)) ?? file;
  } catch {
    return file;
  }
}

async function drawn(file: Blob): Promise<Blob | null> {
  const picture = await createImageBitmap(file, { imageOrientation: "from-image" });
  const share = Math.min(1, ATTACHMENT_LIMITS.side / Math.max(picture.width, picture.height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.round(picture.width * share));
  canvas.height = Math.max(1, Math.round(picture.height * share));
  const pen = canvas.getContext("2d");
  if (!pen) return null;
  // Where a picture is see-through, paper is white.
  pen.fillStyle = "#ffffff";
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.drawImage(picture, 0, 0, canvas.width, canvas.height);
  picture.close();
  return new Promise((resolve) => canvas.toBlob(resolve, "image/jpeg", QUALITY));
}

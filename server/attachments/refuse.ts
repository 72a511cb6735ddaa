// How a file is refused: always the same shape, with a code whose sentence says what to do instead.
import { AppError } from "../../shared/errors.ts";
import type { AttachmentFault } from "../../shared/rooms/attachments.ts";

export const refuseFile = (reason: AttachmentFault): AppError =>
  new AppError(reason === "too_large" ? "too_large" : "invalid_input", {
    fields: [{ path: "file", reason }],
  });

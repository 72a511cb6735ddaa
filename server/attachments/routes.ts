// Files over HTTP: one comes in as a stream of bytes that is counted while it arrives, and leaves as a file to keep,
// never as a page of its own. What a person says of it stands in a header, so that no address and no log holds it.
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { asPrincipal } from "../../db/tx.ts";
import { AppError } from "../../shared/errors.ts";
import {
  ATTACHMENT_HEADER,
  ATTACHMENT_LIMITS,
  type AttachmentForm,
  attachmentForm,
} from "../../shared/rooms/attachments.ts";
import { fieldIssues } from "../../shared/rooms/records.ts";
import { refuseLocked } from "../access/lock.ts";
import { noteRefusal } from "../access/refusals.ts";
import { secretOf } from "../access/session.ts";
import { grantWrite } from "../access/write.ts";
import { operationOf } from "../facts/address.ts";
import { type AttachmentBytes, readAttachmentBytes } from "../rooms/incidents/read-attachments.ts";
import { addAttachment, refuseFull } from "../rooms/incidents/write-attachment.ts";
import { entryOf } from "../rpc/context.ts";
import { toFailure } from "../rpc/errors.ts";
import type { Service } from "../service.ts";
import { cleanFile } from "./clean.ts";
import { refuseFile } from "./refuse.ts";
import { openTurns } from "./turns.ts";

/** What a browser may do with a file that it opens all the same: nothing. */
const SANDBOX = "default-src 'none'; sandbox; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";
const BYTES = "application/octet-stream";

export function attachmentRoutes(app: FastifyInstance, service: Service): void {
  const turns = openTurns(2, 16);
  app.register(async (inner) => {
    // The body is not read before the form is known to be good and the record the caller's.
    inner.addContentTypeParser(BYTES, { bodyLimit: ATTACHMENT_LIMITS.sent }, (_request, payload, done) =>
      done(null, payload),
    );
    inner.post("/attachments", { bodyLimit: ATTACHMENT_LIMITS.sent }, (request, reply) =>
      noting(service, request, "POST /attachments", async () => {
        const state = await takeIn(service, turns, request);
        return reply.send({ state });
      }),
    );
  });
  app.get("/attachments/:ref", (request, reply) =>
    noting(service, request, "GET /attachments", async () => send(reply, await giveOut(service, request))),
  );
}

/** Refusals stand in the log as those of remote calls do. */
async function noting<T>(
  service: Service,
  request: FastifyRequest,
  call: string,
  work: () => Promise<T>,
): Promise<T> {
  try {
    return await work();
  } catch (error) {
    // A browser reads the answer only when it has sent all of its file.
    request.raw.resume();
    const secret = secretOf(request.headers);
    const entry = secret && {
      secret,
      operation: String((request.query as { operation?: unknown }).operation),
    };
    if (entry) await noteRefusal(service, entry, call, toFailure(error).code, request.params);
    throw error;
  }
}

async function takeIn(service: Service, turns: ReturnType<typeof openTurns>, request: FastifyRequest) {
  const entry = { ...entryOf(secretOf(request.headers), operationOf(request)), used: true };
  const room = service.config.attachmentMb * 1024 * 1024;
  const form = await asPrincipal(service.database.pool, entry, async (tx) => {
    await refuseLocked(tx, "normal");
    grantWrite(tx, "incident");
    const said = formOf(request);
    await refuseFull(tx, said.incident, 0, room);
    return said;
  });
  const made = await turns(async () => cleanFile(await readBytes(request.body)));
  return asPrincipal(service.database.pool, entry, (tx) =>
    addAttachment(tx, grantWrite(tx, "incident"), form, made, room),
  );
}

/** @throws AppError invalid_input with the fields at fault */
function formOf(request: FastifyRequest): AttachmentForm {
  const said = request.headers[ATTACHMENT_HEADER];
  const parsed = attachmentForm.safeParse(readJson(typeof said === "string" ? said : ""));
  if (parsed.success) return parsed.data;
  const fields = fieldIssues(parsed.error).map(({ path, code }) => ({ path: path.join("."), reason: code }));
  throw new AppError("invalid_input", { fields });
}

function readJson(said: string): unknown {
  try {
    return JSON.parse(Buffer.from(said, "base64url").toString("utf8"));
  } catch {
    return undefined;
  }
}

/** Counts while they come, whatever was announced. @throws AppError too_large */
async function readBytes(body: unknown): Promise<Buffer> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of (body ?? []) as AsyncIterable<Buffer>) {
    size += part.length;
    if (size > ATTACHMENT_LIMITS.sent) throw refuseFile("too_large");
    parts.push(part);
  }
  return Buffer.concat(parts);
}

async function giveOut(
  service: Service,
  request: FastifyRequest,
): Promise<AttachmentBytes & { ref: string }> {
  const entry = { ...entryOf(secretOf(request.headers), operationOf(request)), used: true };
  const { ref } = request.params as { ref: string };
  const { part } = request.query as { part?: unknown };
  const found = await asPrincipal(service.database.pool, entry, async (tx) => {
    await refuseLocked(tx, "read_only");
    if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(ref)) throw new AppError("not_found");
    return readAttachmentBytes(tx, ref, part === "preview" ? "preview" : "file");
  });
  return { ...found, ref };
}

/** Its name says nothing of what it shows. */
function send(reply: FastifyReply, { kind, content, ref }: AttachmentBytes & { ref: string }) {
  const [type, ending] = kind === "photo" ? ["image/jpeg", "jpg"] : ["application/pdf", "pdf"];
  return reply
    .headers({
      "content-security-policy": SANDBOX,
      "content-disposition": `attachment; filename="${kind}-${ref.slice(0, 8)}.${ending}"`,
    })
    .type(type)
    .send(content);
}

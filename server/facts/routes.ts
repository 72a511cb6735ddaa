// The facts over HTTP: the table itself (Arrow), the references of its rows, and a stream that says when to ask
// again. Answers are never stored by anything between us and the reader; the fingerprint saves the second ride.
import { promisify } from "node:util";
import { constants, gzip, zstdCompress } from "node:zlib";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { asPrincipal } from "../../db/tx.ts";
import { encodeFacts } from "../../shared/rooms/facts-wire.ts";
import { noteFacts } from "../access/audit.ts";
import { refuseLocked } from "../access/lock.ts";
import { secretOf } from "../access/session.ts";
import { entryOf } from "../rpc/context.ts";
import type { Service } from "../service.ts";
import { operationOf } from "./address.ts";
import { readFacts } from "./read.ts";
import { streamChanges } from "./stream.ts";
import { factsVersion } from "./version.ts";

const packers = {
  zstd: (bytes: Uint8Array) =>
    promisify(zstdCompress)(bytes, { params: { [constants.ZSTD_c_compressionLevel]: 1 } }),
  gzip: (bytes: Uint8Array) => promisify(gzip)(bytes, { level: 1 }),
  identity: async (bytes: Uint8Array) => bytes,
};
type Packing = keyof typeof packers;

/** Both parts of one answer, packed, the facts first; kept by fingerprint, which stands for data and reader alike. */
interface Answer {
  facts: Promise<Uint8Array>;
  refs: Promise<Uint8Array>;
}
const KEPT_ANSWERS = 8;

export function factsRoutes(app: FastifyInstance, service: Service): void {
  const kept = new Map<string, Promise<Answer>>();
  app.get("/facts/incidents", (request, reply) => answer(service, kept, request, reply, "facts"));
  app.get("/facts/incidents/refs", (request, reply) => answer(service, kept, request, reply, "refs"));
  app.get("/facts/stream", (request, reply) => streamChanges(service, request, reply));
}

async function answer(
  service: Service,
  kept: Map<string, Promise<Answer>>,
  request: FastifyRequest,
  reply: FastifyReply,
  part: keyof Answer,
) {
  const entry = entryOf(secretOf(request.headers), operationOf(request));
  const packing = choosePacking(request.headers["accept-encoding"]);
  const { etag, bytes } = await asPrincipal(service.database.pool, entry, async (tx) => {
    await refuseLocked(tx, "read_only");
    const version = await factsVersion(tx);
    const etag = `"${version}-${part}"`;
    if (request.headers["if-none-match"] === etag) return { etag, bytes: null };
    const key = `${version} ${packing}`;
    const made = kept.get(key) ?? build(readFacts(tx, version), packing);
    keep(kept, key, made);
    const bytes = await (await made)[part];
    if (part === "facts") await noteFacts(tx);
    return { etag, bytes };
  });
  reply.header("etag", etag).header("vary", "accept-encoding, cookie, authorization");
  if (!bytes) return reply.code(304).send();
  if (packing !== "identity") reply.header("content-encoding", packing);
  reply.type(part === "facts" ? "application/vnd.apache.arrow.stream" : "application/octet-stream");
  return reply.send(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
}

async function build(read: ReturnType<typeof readFacts>, packing: Packing): Promise<Answer> {
  const { facts, refs } = await read;
  const pack = packers[packing];
  const packed = pack(encodeFacts(facts));
  return { facts: packed, refs: packed.then(() => pack(refs)) };
}

/** The newest few answers; a failed one is not kept. */
function keep(kept: Map<string, Promise<Answer>>, key: string, made: Promise<Answer>) {
  kept.delete(key);
  kept.set(key, made);
  made.catch(() => kept.delete(key));
  const [oldest] = kept.keys();
  if (kept.size > KEPT_ANSWERS && oldest) kept.delete(oldest);
}

function choosePacking(accepted: string | string[] | undefined): Packing {
  const wish = String(accepted ?? "");
  if (/\bzstd\b/.test(wish)) return "zstd";
  return /\bgzip\b/.test(wish) ? "gzip" : "identity";
}

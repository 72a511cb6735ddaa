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
  /** Of what the reader is told. */
  version: string;
}
interface Kept {
  answers: Map<string, Promise<Answer>>;
  /** The version of an answer outlives it, so that whoever has it is told so at once. */
  versions: Map<string, string>;
}
const KEPT_ANSWERS = 8;
const KEPT_VERSIONS = 10_000;

export function factsRoutes(app: FastifyInstance, service: Service): void {
  const kept: Kept = { answers: new Map(), versions: new Map() };
  app.get("/facts/incidents", (request, reply) => answer(service, kept, request, reply, "facts"));
  app.get("/facts/incidents/refs", (request, reply) => answer(service, kept, request, reply, "refs"));
  app.get("/facts/stream", (request, reply) => streamChanges(service, request, reply));
}

async function answer(
  service: Service,
  kept: Kept,
  request: FastifyRequest,
  reply: FastifyReply,
  part: "facts" | "refs",
) {
  const entry = entryOf(secretOf(request.headers), operationOf(request));
  const packing = choosePacking(request.headers["accept-encoding"]);
  const { etag, bytes } = await asPrincipal(service.database.pool, entry, async (tx) => {
    await refuseLocked(tx, "read_only");
    const data = await factsVersion(tx);
    const isKnown = (version: string | undefined) =>
      version !== undefined && request.headers["if-none-match"] === etagOf(version, part);
    const before = kept.versions.get(data);
    if (isKnown(before)) return { etag: etagOf(before!, part), bytes: null };
    const key = `${data} ${packing}`;
    const made = kept.answers.get(key) ?? build(readFacts(tx), packing);
    keep(kept, { data, key, made });
    const told = await made;
    const etag = etagOf(told.version, part);
    // Something was written, and nothing of it is for this reader: they have it all.
    if (isKnown(told.version)) return { etag, bytes: null };
    const bytes = await told[part];
    if (part === "facts") await noteFacts(tx);
    return { etag, bytes };
  });
  reply.header("etag", etag).header("vary", "accept-encoding, cookie, authorization");
  if (!bytes) return reply.code(304).send();
  if (packing !== "identity") reply.header("content-encoding", packing);
  reply.type(part === "facts" ? "application/vnd.apache.arrow.stream" : "application/octet-stream");
  return reply.send(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
}

const etagOf = (version: string, part: string) => `"${version}-${part}"`;

async function build(read: ReturnType<typeof readFacts>, packing: Packing): Promise<Answer> {
  const { facts, refs } = await read;
  const pack = packers[packing];
  const packed = pack(encodeFacts(facts));
  return { facts: packed, refs: packed.then(() => pack(refs)), version: facts.version };
}

/** The newest few answers; a failed one is not kept. */
function keep(
  { answers, versions }: Kept,
  { data, key, made }: { data: string; key: string; made: Promise<Answer> },
) {
  putLast(answers, key, made, KEPT_ANSWERS);
  made.then(
    ({ version }) => putLast(versions, data, version, KEPT_VERSIONS),
    () => answers.delete(key),
  );
}

/** Puts it at the end, and lets the oldest go when there are too many. */
function putLast<Value>(map: Map<string, Value>, key: string, value: Value, most: number) {
  map.delete(key);
  map.set(key, value);
  const [oldest] = map.keys();
  if (map.size > most && oldest !== undefined) map.delete(oldest);
}

function choosePacking(accepted: string | string[] | undefined): Packing {
  const wish = String(accepted ?? "");
  if (/\bzstd\b/.test(wish)) return "zstd";
  return /\bgzip\b/.test(wish) ? "gzip" : "identity";
}

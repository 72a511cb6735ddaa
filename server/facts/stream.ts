// The change stream: "look again" and nothing more. Whether the listener may still look is asked of the database
// every five seconds; a disabled person's stream ends.
import type { FastifyReply, FastifyRequest } from "fastify";
import { asPrincipal, type Entry } from "../../db/tx.ts";
import { secretOf } from "../access/session.ts";
import { entryOf } from "../rpc/context.ts";
import type { Service } from "../service.ts";
import { operationOf } from "./address.ts";

const RECHECK_MS = 5000;

/** Server-sent events `reset` after every write in the operation. */
export async function streamChanges(service: Service, request: FastifyRequest, reply: FastifyReply) {
  const entry = entryOf(secretOf(request.headers), operationOf(request));
  const operationId = await operationBehind(service, entry);
  const { raw } = reply.hijack();
  raw.writeHead(200, {
    ...(reply.getHeaders() as Record<string, string>),
    "content-type": "text/event-stream",
    "x-accel-buffering": "no",
  });
  // Whoever left while we asked, or was just sent away, gets no more; writing to them would be a fault of ours.
  const say = (text: string) => raw.writable && raw.write(text);
  say("event: ready\ndata: {}\n\n");
  const unsubscribe = service.changes.subscribe(operationId, () => say("event: reset\ndata: {}\n\n"));
  const recheck = setInterval(() => {
    operationBehind(service, entry).then(
      () => say(": still here\n\n"),
      () => raw.end(),
    );
  }, RECHECK_MS);
  const stop = () => {
    unsubscribe();
    clearInterval(recheck);
  };
  raw.on("close", stop);
  if (raw.destroyed) stop();
}

const operationBehind = (service: Service, entry: Entry) =>
  asPrincipal(service.database.pool, entry, async (tx) => tx.principal.operationId);

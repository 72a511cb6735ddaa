// The change stream: "look again" and nothing more. Who listens is asked of the database again and again: the stream
// ends within five when they may no longer look, or have become somebody else (role, rights, organisation, a lock).
import { isDeepStrictEqual } from "node:util";
import type { FastifyReply, FastifyRequest } from "fastify";
import { asPrincipal, type Entry } from "../../db/tx.ts";
import type { Principal } from "../../shared/rooms/access.ts";
import { secretOf } from "../access/session.ts";
import { entryOf } from "../rpc/context.ts";
import type { Service } from "../service.ts";
import { operationOf } from "./address.ts";

const RECHECK_MS = 3500;

/** Server-sent events `reset` after every write in the operation. */
export async function streamChanges(service: Service, request: FastifyRequest, reply: FastifyReply) {
  const entry = entryOf(secretOf(request.headers), operationOf(request));
  const listener = await listenerBehind(service, entry);
  const { raw } = reply.hijack();
  raw.writeHead(200, {
    ...(reply.getHeaders() as Record<string, string>),
    "content-type": "text/event-stream",
    "x-accel-buffering": "no",
  });
  // Whoever left while we asked, or was just sent away, gets no more; writing to them would be a fault of ours.
  const say = (text: string) => raw.writable && raw.write(text);
  say("event: ready\ndata: {}\n\n");
  const unsubscribe = service.changes.subscribe(listener.operationId, () =>
    say("event: reset\ndata: {}\n\n"),
  );
  const recheck = setInterval(() => {
    listenerBehind(service, entry).then(
      (now) => (isDeepStrictEqual(now, listener) ? say(": still here\n\n") : raw.end()),
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

const listenerBehind = (service: Service, entry: Entry): Promise<Principal> =>
  asPrincipal(service.database.pool, entry, async (tx) => tx.principal);

// Sending a photo or document as a person of a test, and looking at what came of it.
import type { FastifyInstance } from "fastify";
import { newId } from "../../shared/ids.ts";
import { ATTACHMENT_HEADER } from "../../shared/rooms/attachments.ts";
import { cookieOf } from "./callers.ts";
import { photoWithNotes } from "./files.ts";
import type { PersonName } from "./people.ts";
import { OPERATION, type World } from "./world.ts";

export const CAPTION = "The burnt roof of the health post, seen from the road";

/** What is said with a file: nobody on it, as sensitive as its record. */
export const saidOf = (incident: string, changes: Record<string, unknown> = {}) => ({
  ...{ id: newId(), incident, caption: CAPTION, pictured: "nobody", sensitivity: null },
  ...changes,
});

export function attaching(world: World, app: FastifyInstance = world.app) {
  const url = `/attachments?operation=${OPERATION}`;
  const headersOf = (name: PersonName) => ({ cookie: cookieOf(world.people[name].secret) });
  /** One photo, unless another file is given. */
  async function send(name: PersonName, said: Record<string, unknown>, file?: Buffer) {
    const answer = await app.inject({
      ...{ method: "POST", url, payload: file ?? (await photoWithNotes(64, 48)) },
      headers: {
        ...headersOf(name),
        "content-type": "application/octet-stream",
        [ATTACHMENT_HEADER]: Buffer.from(JSON.stringify(said)).toString("base64url"),
      },
    });
    return { status: answer.statusCode, body: answer.json() };
  }
  /** As send, when it must be stored; answers its id. */
  async function add(name: PersonName, incident: string, changes: Record<string, unknown> = {}) {
    const said = saidOf(incident, changes);
    const { status, body } = await send(name, said);
    if (status !== 200) throw new Error(`not stored: ${JSON.stringify(body)}`);
    return said.id;
  }
  const look = (name: PersonName, ref: string, part = "file") =>
    app.inject({ url: `/attachments/${ref}?operation=${OPERATION}&part=${part}`, headers: headersOf(name) });
  const list = (name: PersonName, ref: string) =>
    world.as(name).incidents.attachments.list.query({ operation: OPERATION, ref });
  const remove = (name: PersonName, ref: string, reason = "Shows a face") =>
    world.as(name).incidents.attachments.remove.mutate({ operation: OPERATION, ref, reason });
  return { send, add, look, list, remove };
}

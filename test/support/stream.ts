// The change stream of an operation over a real connection, as a test listens to it.

import { cookieOf } from "./callers.ts";
import type { PersonName } from "./people.ts";
import { openService, type World } from "./world.ts";

/** Its text so far, and when it ended. */
export async function listen(world: World, operation: string, name: PersonName) {
  const { app: server, close } = await openService(world.database);
  await server.listen({ port: 0, host: "127.0.0.1" });
  const { port } = server.server.address() as { port: number };
  const abort = new AbortController();
  const answer = await fetch(`http://127.0.0.1:${port}/facts/stream?operation=${operation}`, {
    headers: { cookie: cookieOf(world.people[name].secret) },
    signal: abort.signal,
  });
  let text = "";
  const ended = (async () => {
    const decoder = new TextDecoder();
    for await (const bytes of answer.body!) text += decoder.decode(bytes);
  })();
  return { answer, ended, text: () => text, abort, close };
}

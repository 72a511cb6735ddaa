// A browser without a screen: keeps the cookies it is given, as a person's device does, and calls the real web server.
import type { FastifyInstance } from "fastify";
import { generateSync } from "otplib";

/** What a call answered: status, code of a refusal (null: none), data, and everything said. */
export interface Told {
  status: number;
  code: string | null;
  data: unknown;
  fields: { path: string; reason: string }[];
  details: Record<string, unknown>;
  headers: Record<string, unknown>;
}

export type Device = ReturnType<typeof openDevice>;

/** @param address where it calls from; @param cookies what it brings, by name. */
export function openDevice(
  app: FastifyInstance,
  address = "127.0.0.1",
  cookies: Record<string, string> = {},
) {
  const jar = new Map(Object.entries(cookies));
  const cookie = () => [...jar].map(([name, value]) => `${name}=${value}`).join("; ");
  const keep = (headers: Record<string, unknown>) => {
    for (const line of [headers["set-cookie"] ?? []].flat().map(String)) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(line)!;
      if (value) jar.set(name!, value);
      else jar.delete(name!);
    }
  };
  async function send(method: "GET" | "POST", url: string, payload?: object): Promise<Told> {
    const answer = await app.inject({
      method,
      url,
      remoteAddress: address,
      headers: { cookie: cookie() },
      ...(payload ? { payload } : {}),
    });
    keep(answer.headers);
    const body = answer.body ? answer.json() : null;
    const failure = body?.error?.data ?? (answer.statusCode >= 400 ? body : null);
    return {
      status: answer.statusCode,
      code: failure?.code ?? null,
      data: body?.result ? body.result.data : body,
      fields: failure?.fields ?? [],
      details: failure?.details ?? {},
      headers: answer.headers,
    };
  }
  return {
    jar,
    /** A remote call that changes something. */
    mutate: (path: string, input?: object) => send("POST", `/trpc/${path}`, input ?? {}),
    /** A remote call that reads. */
    query: (path: string, input?: object) =>
      send("GET", `/trpc/${path}${input ? `?input=${encodeURIComponent(JSON.stringify(input))}` : ""}`),
    signIn: (email: string, password: string) => send("POST", "/auth/sign-in/email", { email, password }),
    signOut: () => send("POST", "/auth/sign-out", {}),
    /** Is anybody signed in here? */
    isIn: async () => (await send("GET", "/trpc/access.me")).data !== null,
  };
}

/** The code an authenticator app shows, `steps` of 30 seconds from now. */
export const codeOf = (secret: string, steps = 0): string =>
  generateSync({ secret, epoch: Math.floor(Date.now() / 1000) + steps * 30 });

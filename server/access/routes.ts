// The sign-in library's own addresses under /auth, handed through as web requests.
import type { FastifyInstance } from "fastify";
import type { Service } from "../service.ts";
import { ADDRESS_HEADER } from "./auth.ts";
import { noteWrongPassword } from "./refusals.ts";

const SIGN_IN = "/auth/sign-in/email";
/** Only what the product uses; the library's other addresses do not exist here. */
const ALLOWED = new Set([SIGN_IN, "/auth/sign-out", "/auth/get-session", "/auth/change-password"]);

export function authRoutes(app: FastifyInstance, service: Service): void {
  app.route({
    method: ["GET", "POST"],
    url: "/auth/*",
    handler: async (request, reply) => {
      const url = new URL(request.url, service.config.url);
      if (!ALLOWED.has(url.pathname)) return reply.callNotFound();
      const headers = new Headers();
      for (const [name, value] of Object.entries(request.headers))
        if (value) headers.append(name, String(value));
      headers.set(ADDRESS_HEADER, request.ip);
      const body = request.body === undefined ? null : JSON.stringify(request.body);
      const answer = await service.auth.handler(new Request(url, { method: request.method, headers, body }));
      reply.code(answer.status);
      answer.headers.forEach((value, name) => {
        if (name !== "set-cookie") reply.header(name, value);
      });
      reply.header("set-cookie", answer.headers.getSetCookie()).header("cache-control", "no-store");
      if (url.pathname === SIGN_IN && answer.status === 401) {
        const { email } = request.body as { email?: unknown };
        reply.raw.once("finish", () => void noteWrongPassword(service, email));
      }
      return reply.send(answer.body ? Buffer.from(await answer.arrayBuffer()) : null);
    },
  });
}

// Calling the server as a person: through the real web server without a network, so that headers, cookies,
// error bodies and transactions are those of the product.
import { createTRPCClient, httpLink, TRPCClientError } from "@trpc/client";
import type { FastifyInstance, InjectOptions } from "fastify";
import type { AppRouter } from "../../server/rpc/router.ts";

export const cookieOf = (secret: string) =>
  `concord.session_token=${encodeURIComponent(`${secret}.signature`)}`;

/** A typed client whose every call goes through `app` with the session of `secret` (null: nobody signed in). */
export function callerFor(app: FastifyInstance, secret: string | null, headers: Record<string, string> = {}) {
  const shown = secret ? { cookie: cookieOf(secret), ...headers } : headers;
  return createTRPCClient<AppRouter>({
    links: [httpLink({ url: "http://localhost/trpc", fetch: injectedFetch(app, shown) })],
  });
}
export type Caller = ReturnType<typeof callerFor>;

function injectedFetch(app: FastifyInstance, headers: Record<string, string>) {
  return async (
    input: RequestInfo | URL | string,
    init?: { method?: string; headers?: unknown; body?: unknown },
  ) => {
    const url = new URL(String(input));
    const options: InjectOptions = {
      method: (init?.method ?? "GET") as "GET" | "POST",
      url: url.pathname + url.search,
      headers: { ...(init?.headers as Record<string, string>), ...headers },
    };
    if (typeof init?.body === "string") options.payload = init.body;
    const answer = await app.inject(options);
    return new Response(answer.body, {
      status: answer.statusCode,
      headers: { "content-type": "application/json" },
    });
  };
}

/** How a refused call is told: code of shared/errors.ts, fields, details. */
export interface Refusal {
  code: string;
  fields: { path: string; reason: string }[];
  details: Record<string, unknown>;
  requestId: string | null;
}

/** The refusal a call ends with; fails the test when the call succeeds. */
export async function refusal(call: Promise<unknown>): Promise<Refusal> {
  try {
    await call;
  } catch (error) {
    if (error instanceof TRPCClientError && error.data) return error.data as Refusal;
    throw error;
  }
  throw new Error("the call was expected to be refused, but it succeeded");
}

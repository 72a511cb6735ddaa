// The web server: headers that hold everywhere, remote calls, facts, sign-in, and the built client.

import { randomUUID } from "node:crypto";
import { readFile } from "node:fs/promises";
import fastifyCompress from "@fastify/compress";
import { type CreateFastifyContextOptions, fastifyTRPCPlugin } from "@trpc/server/adapters/fastify";
import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from "fastify";
import { ERROR_STATUS } from "../shared/errors.ts";
import { authRoutes } from "./access/routes.ts";
import { attachmentRoutes } from "./attachments/routes.ts";
import { clientRoutes } from "./client-files.ts";
import { factsRoutes } from "./facts/routes.ts";
import { protectHeaders, refuseForeignOrigin, setHeaders } from "./headers.ts";
import { BATCH_LIMIT, BODY_LIMIT, HEAD_LIMIT, refuseConnection, TIMEOUTS } from "./limits.ts";
import { describeFailure } from "./log.ts";
import { refuseHaste } from "./pace.ts";
import { makeContext } from "./rpc/context.ts";
import { toFailure } from "./rpc/errors.ts";
import { type AppRouter, appRouter } from "./rpc/router.ts";
import type { Service } from "./service.ts";

declare module "fastify" {
  interface FastifyInstance {
    /** Every address there is, as `METHOD /path`; tests hold each to what all must keep. */
    doors: readonly string[];
  }
}

/** Builds the server; listening is the caller's. */
export async function makeHttp(service: Service): Promise<FastifyInstance> {
  const { config, log } = service;
  const tls = config.tls && { key: await readFile(config.tls.key), cert: await readFile(config.tls.cert) };
  const connection = {
    headersTimeout: TIMEOUTS.headersTimeout,
    connectionsCheckingInterval: TIMEOUTS.connectionsCheckingInterval,
    maxHeaderSize: HEAD_LIMIT,
  };
  const app = fastify({
    bodyLimit: BODY_LIMIT,
    requestTimeout: TIMEOUTS.requestTimeout,
    keepAliveTimeout: TIMEOUTS.keepAliveTimeout,
    clientErrorHandler: refuseConnection,
    // One proxy: what it wrote last is the caller. Anything before that in the header the caller wrote themselves.
    trustProxy: config.behindProxy && ((_address: string, hop: number) => hop === 0),
    genReqId: () => randomUUID(),
    routerOptions: { maxParamLength: 5000 },
    forceCloseConnections: true,
    // Addresses that cannot be read never reach the hooks below.
    frameworkErrors: (_error: unknown, request: FastifyRequest, reply: FastifyReply) => {
      setHeaders(config, reply);
      return reply.code(400).send({ code: "invalid_input", fields: [], details: {}, requestId: request.id });
    },
    ...(tls ? { https: { ...tls, minVersion: "TLSv1.2", ...connection } } : { http: connection }),
  }) as unknown as FastifyInstance;
  app.decorate("doors", doorsOf(app));
  app.addHook("onRequest", protectHeaders(config));
  app.addHook("onRequest", refuseForeignOrigin);
  app.addHook("onRequest", refuseHaste(config.pace));
  // Field connections are slow: every text answer is packed. Facts pack themselves.
  await app.register(fastifyCompress, { threshold: 1024, encodings: ["br", "gzip"] });
  app.addHook("onResponse", (request, reply, done) => {
    logRequest(service, request, reply);
    done();
  });
  app.setErrorHandler((error, request, reply) => sendFailure(service, error, request, reply));
  healthRoutes(app, service);
  await app.register(fastifyTRPCPlugin, {
    prefix: "/trpc",
    trpcOptions: {
      router: appRouter,
      createContext: ({ req, res }: CreateFastifyContextOptions) => makeContext(service, req, res),
      maxBatchSize: BATCH_LIMIT,
      onError: ({
        error,
        path,
        ctx,
      }: {
        error: Error;
        path?: string | undefined;
        ctx?: { requestId: string } | undefined;
      }) => {
        if (toFailure(error).code !== "internal") return;
        log.error({ requestId: ctx?.requestId, path, failure: describeFailure(error) }, "call failed");
      },
    } satisfies Record<string, unknown>,
  });
  authRoutes(app, service);
  factsRoutes(app, service);
  attachmentRoutes(app, service);
  await clientRoutes(app, service);
  return app;
}

/** Fills itself while addresses are added. */
function doorsOf(app: FastifyInstance): string[] {
  const doors: string[] = [];
  app.addHook("onRoute", ({ method, url }) => {
    for (const one of [method].flat()) doors.push(`${one} ${url}`);
  });
  return doors;
}

function healthRoutes(app: FastifyInstance, service: Service) {
  app.get("/healthz", (_request, reply) => reply.type("text/plain").send("ok"));
  app.get("/readyz", async (_request, reply) => {
    const isUp =
      service.isReady() &&
      (await service.database.pool.query("select 1").then(
        () => true,
        () => false,
      ));
    return reply
      .code(isUp ? 200 : 503)
      .type("text/plain")
      .send(isUp ? "ready" : "not ready");
  });
}

/** A failure outside remote calls: the same body as inside, nothing of the cause. */
function sendFailure(service: Service, error: unknown, request: FastifyRequest, reply: FastifyReply) {
  const status = (error as { statusCode?: number }).statusCode;
  const isClientFault = typeof status === "number" && status >= 400 && status < 500;
  const failure = toFailure(error);
  const code =
    isClientFault && failure.code === "internal"
      ? status === 413
        ? "too_large"
        : "invalid_input"
      : failure.code;
  if (code === "internal") {
    service.log.error({ requestId: request.id, failure: describeFailure(error) }, "request failed");
  }
  return reply
    .code(isClientFault ? status : ERROR_STATUS[code])
    .send({ code, fields: failure.fields, details: failure.details, requestId: request.id });
}

/** Method, path without its query, status, milliseconds. */
function logRequest(service: Service, request: FastifyRequest, reply: FastifyReply) {
  const path = request.url.split("?")[0];
  const ms = Math.round(reply.elapsedTime);
  service.log.info(
    { requestId: request.id, method: request.method, path, status: reply.statusCode, ms },
    "request",
  );
}

export type { AppRouter };

// The built client: hashed files may be kept for ever, the page itself never, and the service worker is asked for each
// time; every address that is no file is the page, whose style nonce is filled in per answer.
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import fastifyStatic from "@fastify/static";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { Service } from "./service.ts";

export const CLIENT_FOLDER = fileURLToPath(new URL("../dist/client/", import.meta.url));
const PAGE_METHODS = new Set(["GET", "HEAD"]);
/** Never the page: programs call these and need a plain "not found". */
const PROGRAM_PATHS =
  /^\/(trpc|facts|tiles|ogc|auth|assets|basemap|fonts|icons|worker\.js|manifest\.webmanifest)(\/|$)/;

export async function clientRoutes(app: FastifyInstance, service: Service): Promise<void> {
  const page = await readFile(new URL("index.html", `file://${CLIENT_FOLDER}`), "utf8").catch(() => null);
  await app.register(fastifyStatic, {
    root: CLIENT_FOLDER,
    index: false,
    wildcard: false,
    // The page is sent below, with the nonce of its answer.
    globIgnore: ["index.html*"],
    preCompressed: true,
    cacheControl: false,
    setHeaders: (response, path) => {
      const kept = path.endsWith("/worker.js")
        ? "no-cache"
        : path.includes("/assets/")
          ? "public, max-age=31536000, immutable"
          : "public, max-age=3600";
      response.header("cache-control", kept);
    },
  });
  app.setNotFoundHandler((request: FastifyRequest, reply: FastifyReply) => {
    const path = request.url.split("?")[0]!;
    if (!page || !PAGE_METHODS.has(request.method) || PROGRAM_PATHS.test(path)) {
      return reply.code(404).send({ code: "not_found", fields: [], details: {}, requestId: request.id });
    }
    return reply
      .type("text/html; charset=utf-8")
      .send(page.replaceAll("__CSP_NONCE__", reply.styleNonce ?? ""));
  });
  if (!page) service.log.warn("The client is not built; run npm run build.");
}

/** Concord with a certificate of its own: what https promises, and that nothing else answers on its port. */
import { once } from "node:events";
import { rm, writeFile } from "node:fs/promises";
import { request as httpsRequest } from "node:https";
import { connect } from "node:net";
import { join } from "node:path";
import { connect as connectTls } from "node:tls";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { hashPassword } from "../../server/access/auth.ts";
import { asDefiner } from "../../server/access/operations.ts";
import { freePort } from "../browser/server.ts";
import { makeCertificate } from "../support/certificate.ts";
import { temporaryFolder } from "../support/cluster.ts";
import { type Headers, missing } from "../support/protections.ts";
import { openService, openWorld } from "../support/world.ts";

const world = await openWorld();
const { people } = world;

describe("https", () => {
  const PASSWORD = "a sentence that is easy to keep";
  const { cert, key } = makeCertificate();
  let folder: string;
  let port: number;
  let close: () => Promise<void>;
  beforeAll(async () => {
    folder = await temporaryFolder();
    const tls = { cert: join(folder, "cert.pem"), key: join(folder, "key.pem") };
    await writeFile(tls.cert, cert);
    await writeFile(tls.key, key);
    port = Number(await freePort());
    const service = await openService(world.database, { tls, port, url: `https://localhost:${port}` });
    await service.app.listen({ port, host: "127.0.0.1" });
    ({ close } = service);
    const hash = await hashPassword(service.service.auth, PASSWORD);
    await asDefiner(world.database.admin, async (client) => {
      await client.query("set local role app_owner");
      const mine = `(select id from auth."user" where email = $2)`;
      await client.query(`update auth.account set password = $1 where "userId" = ${mine}`, [
        hash,
        people.ada.email,
      ]);
    });
  });
  afterAll(async () => {
    await close();
    await rm(folder, { recursive: true, force: true });
  });

  /** One request over https that trusts only our certificate. */
  const ask = (path: string, body?: unknown) =>
    new Promise<{ status: number; headers: Headers; text: string }>((resolve, reject) => {
      const text = body === undefined ? undefined : JSON.stringify(body);
      const headers = text ? { "content-type": "application/json", origin: `https://localhost:${port}` } : {};
      const options = { host: "localhost", port, path, ca: cert, method: text ? "POST" : "GET", headers };
      const sent = httpsRequest(options, (answer) => {
        let heard = "";
        answer.on("data", (bytes) => {
          heard += bytes;
        });
        answer.on("end", () => resolve({ status: answer.statusCode!, headers: answer.headers, text: heard }));
      });
      sent.on("error", reject);
      sent.end(text);
    });

  test("serves, and tells browsers to stay with it", async () => {
    const { status, headers, text } = await ask("/healthz");
    expect([status, text]).toEqual([200, "ok"]);
    expect(headers["strict-transport-security"]).toBe("max-age=31536000; includeSubDomains");
    expect(headers["content-security-policy"]).toContain("upgrade-insecure-requests");
    expect(missing(headers, "/healthz")).toEqual([]);
  });
  test("gives session cookies that no script and no plain connection sees", async () => {
    const { status, headers } = await ask("/auth/sign-in/email", {
      email: people.ada.email,
      password: PASSWORD,
    });
    expect(status).toBe(200);
    const given = [headers["set-cookie"]].flat().map(String);
    expect(given.length).toBeGreaterThan(0);
    for (const one of given) expect(one).toMatch(/^__(Host|Secure)-.*; HttpOnly/i);
    for (const one of given) expect(one).toMatch(/; Secure/i);
    for (const one of given) expect(one).toMatch(/; SameSite=(Lax|Strict)/i);
  });
  test("speaks no TLS older than 1.2, and no plain HTTP", async () => {
    const old = connectTls({
      host: "127.0.0.1",
      port,
      ca: cert,
      servername: "localhost",
      maxVersion: "TLSv1.1",
      minVersion: "TLSv1",
    });
    const [error] = await once(old, "error");
    expect(String(error)).toMatch(/protocol|alert|handshake/i);
    const plain = connect(port, "127.0.0.1");
    let heard = "";
    plain.on("data", (bytes) => {
      heard += bytes;
    });
    plain.on("error", () => undefined);
    plain.write("GET /healthz HTTP/1.1\r\nhost: a\r\n\r\n");
    await once(plain, "close");
    expect(heard).not.toContain("ok");
  });
});

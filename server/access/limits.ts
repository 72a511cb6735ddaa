// How often anybody may guess: by account and by address, counted in the database, so that several server processes
// count together. The numbers stand in 0013-identity.sql. What is kept is a keyed hash; it names nobody.
import { createHmac } from "node:crypto";
import type { FastifyRequest } from "fastify";
import { AppError } from "../../shared/errors.ts";
import type { Service } from "../service.ts";

export type GuessKind = "sign_in" | "second_factor" | "recovery" | "invitation" | "enter" | "set_up";

/**
 * Lets a guess through, or refuses it before it is looked at. Answers with what to call when it was right, so that only
 * wrong ones count.
 * @param account whom the guess is about: an e-mail address, a user id, a link. Known or not makes no difference.
 * @throws AppError too_many with `wait`, the seconds until the next guess is let through.
 */
export async function admitGuess(
  { database }: Service,
  request: FastifyRequest,
  kind: GuessKind,
  account: string,
): Promise<() => Promise<void>> {
  const keyed = (text: string) => createHmac("sha256", database.secret).update(`guess ${text}`).digest();
  const { rows } = await database.pool.query<{ told: { wait: number; id: string | null } }>(
    "select app_gate.attempt($1, $2, $3) as told",
    [kind, keyed(`account ${account.toLowerCase()}`), keyed(`address ${networkOf(request.ip)}`)],
  );
  const { wait, id } = rows[0]!.told;
  if (id === null) throw new AppError("too_many", { details: { wait } });
  return async () => {
    await database.pool.query("select app_gate.attempt_was_right($1)", [id]);
  };
}

/**
 * The address that counts: of IPv6 the first 64 bits, because whoever has one address there has all of them; an IPv4
 * address in IPv6 clothes is that IPv4 address.
 */
export function networkOf(ip: string): string {
  const mapped = /^::ffff:(\d{1,3}(?:\.\d{1,3}){3})$/i.exec(ip)?.[1];
  if (mapped) return mapped;
  if (!ip.includes(":")) return ip;
  const [head = "", tail] = ip.split("%")[0]!.toLowerCase().split("::");
  const groups = head.split(":").filter(Boolean);
  const missing = tail === undefined ? 0 : 8 - groups.length - tail.split(":").filter(Boolean).length;
  const all = [...groups, ...Array<string>(Math.max(missing, 0)).fill("0"), ...(tail ?? "").split(":")];
  return `${all
    .slice(0, 4)
    .map((group) => Number.parseInt(group || "0", 16).toString(16))
    .join(":")}::/64`;
}

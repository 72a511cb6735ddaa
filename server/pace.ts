// How fast one session may ask: a bucket that fills at an even rate. A page that opens asks for much at once and then
// rests, which a bucket lets through; a program that never rests is told to wait. Counted in this process's memory:
// several processes let through as many times more, which is still a limit, and nothing is written for a request.
import { createHash } from "node:crypto";
import type { FastifyReply, FastifyRequest } from "fastify";
import { AppError } from "../shared/errors.ts";
import { networkOf } from "./access/limits.ts";
import { secretOf } from "./access/session.ts";

/** What may come at once, as seconds of the steady rate. */
const BURST_S = 10;
/** An address stands for an office of people behind one line, and for secrets that nobody holds. */
const PER_ADDRESS = 10;
const MOST_KEPT = 20_000;

interface Bucket {
  left: number;
  at: number;
}

/** Answers the seconds to wait; 0 = let through. `perSecond` for one session; an address has ten times as much. */
export function openPace(perSecond: number, now: () => number = () => performance.now() / 1000) {
  const buckets = new Map<string, Bucket>();
  const take = (key: string, rate: number): number => {
    const most = rate * BURST_S;
    const at = now();
    const bucket = buckets.get(key) ?? { left: most, at };
    const left = Math.min(most, bucket.left + (at - bucket.at) * rate);
    // The oldest go first: a full bucket is the same as none.
    buckets.delete(key);
    if (buckets.size >= MOST_KEPT) buckets.delete(buckets.keys().next().value!);
    buckets.set(key, { left: left >= 1 ? left - 1 : left, at });
    return left >= 1 ? 0 : Math.ceil((1 - left) / rate);
  };
  return (request: Pick<FastifyRequest, "ip" | "headers">): number => {
    const secret = secretOf(request.headers);
    const session = secret && createHash("sha256").update(secret).digest("base64");
    const address = take(`address ${networkOf(request.ip)}`, perSecond * PER_ADDRESS);
    return Math.max(address, session ? take(`session ${session}`, perSecond) : 0);
  };
}

/** Addresses that cost the database something; files of the page and the health checks do not. */
const PACED = /^\/(trpc|facts|auth|attachments)\b/;

/** @throws AppError too_many, with the seconds to wait in the header that says so */
export const refuseHaste = (perSecond: number) => {
  const pace = openPace(perSecond);
  return async (request: FastifyRequest, reply: FastifyReply) => {
    const wait = PACED.test(request.url) ? pace(request) : 0;
    if (wait === 0) return;
    reply.header("retry-after", String(wait));
    throw new AppError("too_many");
  };
};

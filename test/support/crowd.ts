// Calls of a real server over real connections, as bad lines make them: cut in the middle of what is said, or after it
// and before the answer.
import { type Agent, request } from "node:http";
import { cookieOf } from "./callers.ts";

export type Cut = "body" | "answer" | null;

export interface Call {
  base: string;
  /** `incidents.log` */
  path: string;
  secret: string;
  input: object;
  cut?: Cut;
  agent?: Agent;
}

/** Status of the answer; 0 where none was heard. */
export function say({ base, path, secret, input, cut = null, agent }: Call): Promise<number> {
  const body = Buffer.from(JSON.stringify(input));
  const headers = {
    cookie: cookieOf(secret),
    "content-type": "application/json",
    "content-length": String(body.length),
  };
  return new Promise((resolve) => {
    const call = request(
      `${base}/trpc/${path}`,
      { method: "POST", headers, ...(agent && { agent }) },
      (answer) => {
        answer.resume();
        answer.on("end", () => resolve(answer.statusCode ?? 0));
        answer.on("error", () => resolve(0));
      },
    );
    call.on("error", () => resolve(0));
    if (cut === "body") {
      call.write(body.subarray(0, body.length >> 1), () => setTimeout(() => call.destroy(), 2));
      return;
    }
    call.end(body);
    if (cut === "answer") setTimeout(() => call.destroy(), 3);
  });
}

/** Runs `work` on everything, so many at a time, until nothing is left; `work` may put something back. */
export async function together<T>(left: T[], atOnce: number, work: (one: T) => Promise<void>): Promise<void> {
  const take = async () => {
    for (let one = left.pop(); one !== undefined; one = left.pop()) await work(one);
  };
  await Promise.all(Array.from({ length: atOnce }, take));
}

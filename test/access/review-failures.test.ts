// What a caller and the log may learn of failures: a database that is away is "unavailable", an answer of ours that
// does not fit its schema is our fault, and no line of the log quotes a value.
import { TRPCError } from "@trpc/server";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { describeFailure } from "../../server/log.ts";
import { toFailure } from "../../server/rpc/errors.ts";

const withCode = (code: string, message = "x") => Object.assign(new Error(message), { code });
const wrapped = (cause: Error, message = "failed") =>
  new TRPCError({ code: "INTERNAL_SERVER_ERROR", message, cause });

describe("failures as the caller sees them", () => {
  test.each(["ECONNREFUSED", "ENOENT", "57P01", "57P03", "08006", "53300"])("%s is unavailable", (code) => {
    expect(toFailure(wrapped(withCode(code))).code).toBe("unavailable");
  });
  test("a cut connection is unavailable", () => {
    expect(toFailure(new Error("Connection terminated unexpectedly")).code).toBe("unavailable");
  });
  test.each(["22P05", "22007", "22021", "22003", "54000"])("%s is the caller's fault", (code) => {
    expect(toFailure(withCode(code)).code).toBe("invalid_input");
  });
  test("an answer that does not fit its schema is our fault", () => {
    const { error } = z.strictObject({ a: z.string() }).safeParse({ a: 1 });
    expect(toFailure(wrapped(error!)).code).toBe("invalid_input");
    expect(toFailure(wrapped(error!, "Output validation failed"))).toEqual({
      code: "internal",
      fields: [],
      details: {},
    });
  });
});

test("the log holds places, never the lines of a message", () => {
  const told = JSON.stringify(describeFailure(new Error('invalid input: "first\nSECRET-NAME\nthird"')));
  expect(told).not.toContain("SECRET-NAME");
  expect(told).toContain("review-failures");
});

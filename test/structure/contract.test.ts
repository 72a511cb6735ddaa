/** What both floors must keep together: every procedure says what leaves, every code has a word. */
import { describe, expect, test } from "vitest";
import { en } from "../../client/words/en.ts";
import { appRouter } from "../../server/rpc/router.ts";
import { ERROR_STATUS } from "../../shared/errors.ts";
import { FORM_ISSUES } from "../../shared/rooms/records.ts";
import { SOURCES } from "./sources.ts";

const words = new Set(Object.keys(en.errors));

describe("procedures", () => {
  const procedures = Object.entries(
    appRouter._def.procedures as unknown as Record<string, { _def: { output?: unknown } }>,
  );
  test("say what leaves the server", () => {
    expect(procedures.length).toBeGreaterThan(10);
    expect(procedures.filter(([, procedure]) => !procedure._def.output).map(([name]) => name)).toEqual([]);
  });
});

describe("codes", () => {
  test("every fault of a form has its words", () => {
    expect(FORM_ISSUES.filter((code) => !words.has(`issue.${code}`))).toEqual([]);
  });
  test("every failure has its words", () => {
    expect(Object.keys(ERROR_STATUS).filter((code) => !words.has(`code.${code}`))).toEqual([]);
  });
  test("every reason that the server or a schema gives has its words", () => {
    const server = SOURCES.filter(({ path }) => /^(server|shared)\//.test(path));
    const reasons = server.flatMap(({ text }) =>
      [...text.matchAll(/reason: "([a-z_]+)"|refused\("\w+", "([a-z_]+)"\)/g)].map(
        ([, one, other]) => one ?? other!,
      ),
    );
    expect(reasons.length).toBeGreaterThan(3);
    expect([...new Set(reasons)].filter((reason) => !words.has(`issue.${reason}`))).toEqual([]);
  });
});

/** Every act that the sources write into the log has a sentence for people, and a group they find it by. */
import { describe, expect, test } from "vitest";
import { audit } from "../../client/words/en/audit.ts";
import { notices } from "../../client/words/en/notices.ts";
import { AUDIT_GROUPS } from "../../shared/rooms/access-audit.ts";
import { NOTICE_CODES } from "../../shared/rooms/access-notices.ts";
import { filesBelow, readText, SOURCES } from "./sources.ts";

const NOUNS = new Set<string>(Object.values(AUDIT_GROUPS).flat());
const server = SOURCES.filter(({ path }) => path.startsWith("server/")).map(({ path, text }) => ({
  path,
  text,
}));
const migrations = filesBelow("db/migrations", [".sql"]).map((path) => ({ path, text: readText(path) }));

/** Texts like `noun.verb` in the places where lines are written. */
const ACTION = /(?:action\b[^\n]*?|audit\(|chain\([^;]*?|[(,] *)["']([a-z_]+\.[a-z_]+)["']/g;
const actions = [...server, ...migrations].flatMap(({ text }) =>
  [...text.matchAll(ACTION)].map(([, action]) => action!),
);
/** Not acts: names of files, of settings and fields, and what stands in a record's own history only. */
const NO_ACTS = /^(app\.token|form\.ref|import\.update|.*\.(html|json|js))$/;
const known = [...new Set(actions)].filter((action) => !NO_ACTS.test(action)).sort();

describe("the log", () => {
  test("has a sentence for every action", () => {
    expect(known).toContain("incident.log");
    expect(known.filter((action) => !(`action.${action}` in audit))).toEqual([]);
  });
  test("has a group for every action", () => {
    expect(known.filter((action) => !NOUNS.has(action.split(".")[0]!))).toEqual([]);
  });
  test("has words for every group and every notice", () => {
    expect(Object.keys(AUDIT_GROUPS).filter((group) => !(`group.${group}` in audit))).toEqual([]);
    expect(NOTICE_CODES.filter((code) => !(`code.${code}` in notices))).toEqual([]);
  });
});

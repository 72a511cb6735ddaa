/** Names, lengths and heads of files; paths that documents name. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { filesBelow, ROOT, readText, roomOf, SOURCES } from "./sources.ts";

const WALL = 300;
/** Lists, not logic: words for people, code lists with their meaning. */
const MAY_BE_LONG = [/^client\/words\//, /^shared\/rooms\/[a-z]+\.ts$/, /^db\/schema\//];

/**
 * Closed file names of a room; a new kind of file is a decision of everybody, made here. On the client `rows` and
 * `figures` are pure preparations of what a list or page shows, `row`, `claims`, `glance`, `overview` and `sight`
 * the pieces they are made of.
 */
const NAMES: Record<string, RegExp> = {
  server: /^(router(-[a-z]+)*|rules|read(-[a-z]+)*|write(-[a-z]+)*)\.ts$/,
  client:
    /^((page|list|detail|form|layer|queries|matrix|rows?|figures|claims|glance|overview|sight)(-[a-z]+)*\.tsx?|[a-z]+\.css)$/,
};
/** `exchange` owns file formats and the machinery that brings rows in; no other room has such files. */
const EXCHANGE = /^(formats\/[a-z-]+|import(-[a-z]+)*|seed|[a-z]+(-[a-z]+)?)\.ts$/;

const TESTS = filesBelow("test", [".ts", ".tsx"]);

describe("files", () => {
  test("a room has only the files whose names are agreed", () => {
    const strangers = SOURCES.map((source) => source.path)
      .concat(filesBelow("client", [".css"]))
      .filter((path) => {
        const place = roomOf(path);
        if (!place) return false;
        if (place.floor === "server" && place.room === "exchange" && EXCHANGE.test(place.name)) return false;
        return !NAMES[place.floor]!.test(place.name);
      });
    expect(strangers).toEqual([]);
  });
  test("no file is longer than the wall", () => {
    const long = [...SOURCES.map((source) => source.path), ...TESTS]
      .filter((path) => !MAY_BE_LONG.some((where) => where.test(path)))
      .map((path) => ({ path, lines: readText(path).split("\n").length - 1 }))
      .filter(({ lines }) => lines > WALL);
    expect(long).toEqual([]);
  });
  test("every file begins by saying what it is for", () => {
    const files = [...SOURCES.map((source) => source.path), ...TESTS];
    expect(files.filter((path) => !/^\/[/*]/.test(readText(path)))).toEqual([]);
    expect(filesBelow("db/migrations", [".sql"]).filter((path) => !readText(path).startsWith("--"))).toEqual(
      [],
    );
  });
  test("tsx is found in the client only", () => {
    expect(SOURCES.filter(({ path }) => path.endsWith(".tsx") && !path.startsWith("client/"))).toEqual([]);
  });
});

describe("documents", () => {
  test("every path that README names exists", () => {
    const named = [...readText("README.md").matchAll(/[`(]((?:\.?[\w-]+\/)+[\w.*-]*)[`)]/g)]
      .map(([, path]) => path!)
      .filter((path) => existsSync(join(ROOT, path.split("/")[0]!)) && !path.includes("*"));
    expect(named.filter((path) => !existsSync(join(ROOT, path)))).toEqual([]);
  });
});

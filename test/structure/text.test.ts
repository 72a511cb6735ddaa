/** What the sources may not say: raw HTML, directions, texts outside the words, the machine's date, loose ends. */
import { describe, expect, test } from "vitest";
import { filesBelow, parse, readText, SOURCES } from "./sources.ts";

const CLIENT = SOURCES.filter(({ path }) => path.startsWith("client/"));
const TESTS = filesBelow("test", [".ts"])
  // This folder names what it forbids.
  .filter((path) => !path.startsWith("test/structure/"))
  .map((path) => ({ path, text: readText(path) }));

/** `path:line text` of every line that matches; comments are left out. */
function linesWith(files: readonly { path: string; text: string }[], pattern: RegExp): string[] {
  return files.flatMap(({ path, text }) =>
    text.split("\n").flatMap((line, at) => {
      const isComment = /^\s*(\/\/|\/?\*)/.test(line);
      return !isComment && pattern.test(line) ? [`${path}:${at + 1} ${line.trim()}`] : [];
    }),
  );
}

describe("safety", () => {
  test("nothing writes HTML from text", () => {
    expect(
      linesWith(CLIENT, /dangerouslySetInnerHTML|innerHTML|outerHTML|setHTML|insertAdjacentHTML/),
    ).toEqual([]);
  });
  test("nothing is evaluated from text", () => {
    expect(linesWith(SOURCES, /\beval\(|new Function\(/)).toEqual([]);
  });
  test("no effect hands on what scrolling answers, which newer browsers make a promise", () => {
    expect(linesWith(CLIENT, /Effect\(\(\) => [^{]*\.scroll\w*\(/)).toEqual([]);
  });
});

describe("direction", () => {
  const styles = filesBelow("client", [".css"]).map((path) => ({ path, text: readText(path) }));
  test("style sheets know start and end, not left and right", () => {
    const physical =
      /(^|[\s;{])(left|right)\s*:|-(left|right)(-[a-z]+)?\s*:|(text-align|float|clear)\s*:\s*(left|right)/;
    expect(linesWith(styles, physical)).toEqual([]);
  });
  test("components know start and end, not left and right", () => {
    const physical =
      /\b(ml|mr|pl|pr|left|right)=[{"]|(margin|padding|border)(Left|Right)|textAlign: "(left|right)"|ta="(left|right)"/;
    expect(linesWith(CLIENT, physical)).toEqual([]);
  });
});

describe("words", () => {
  // Attributes that a person reads or hears.
  const READ = new Set([
    "title",
    "label",
    "placeholder",
    "alt",
    "description",
    "aria-label",
    "aria-description",
  ]);
  const hasLetters = (text: string) => /\p{L}{2,}/u.test(text);

  test("components hold no text of their own", () => {
    const found = CLIENT.filter(({ path }) => path.endsWith(".tsx")).flatMap(({ path, text }) =>
      literalsOf(parse(path, text).program).map((literal) => `${path} ${JSON.stringify(literal)}`),
    );
    expect(found).toEqual([]);
  });

  /** Texts between tags, and in attributes that are read, anywhere in a syntax tree. */
  function literalsOf(node: unknown): string[] {
    if (Array.isArray(node)) return node.flatMap(literalsOf);
    if (node === null || typeof node !== "object") return [];
    const about = node as { type?: string; value?: unknown; name?: { name?: string } };
    const own: string[] = [];
    if (about.type === "JSXText" && hasLetters(String(about.value))) own.push(String(about.value).trim());
    if (about.type === "JSXAttribute" && READ.has(about.name?.name ?? "")) {
      const value = (about.value as { value?: unknown } | null)?.value;
      if (typeof value === "string" && hasLetters(value)) own.push(value);
    }
    return [...own, ...Object.values(node).flatMap(literalsOf)];
  }
});

describe("dates", () => {
  /** Waiting for a lock and telling how long something took is the machine's own time, not the operation's. */
  const MACHINE = new Set(["shared/time.ts", "db/embedded-users.ts", "server/demonstration.ts"]);
  test("only the door for dates asks the machine", () => {
    const others = SOURCES.filter(({ path }) => !MACHINE.has(path));
    expect(linesWith(others, /new Date\(\)|Date\.now\(\)|Temporal\.Now/)).toEqual([]);
  });
  test("only the door for words formats numbers and dates for people", () => {
    const others = CLIENT.filter(({ path }) => !path.startsWith("client/words/"));
    expect(linesWith(others, /toLocale(Date|Time)?String\(|new Intl\.(Number|Date|Relative)/)).toEqual([]);
  });
});

describe("database", () => {
  /** Readiness, the demonstration's state and tokens: statements of the frame, each on no record. */
  const FRAME = /^server\/(http|demonstration|changes)\.ts$|^server\/commands\/people\.ts$/;
  const DOOR = /^(db\/|server\/(access|facts)\/|server\/rooms\/[a-z]+\/(read|write)[a-z-]*\.ts)/;
  test("statements stand in read, write, access, facts and db", () => {
    const others = SOURCES.filter(
      ({ path }) => /^(server|shared)\//.test(path) && !DOOR.test(path) && !FRAME.test(path),
    );
    const statement = /["`]\s*(select|insert into|update app|delete from|with recursive)\s/;
    expect(others.filter(({ text }) => statement.test(text)).map(({ path }) => path)).toEqual([]);
  });
  test("reads ask the seen views and the links to them, never a table of records", () => {
    const reads = SOURCES.filter(({ path }) =>
      /^server\/(rooms\/[a-z]+\/read[a-z-]*\.ts|facts\/)/.test(path),
    );
    const base =
      /\bapp\.(incident|actor|area|site|dataset|base|patrol|control_zone|actor_relation|population)(_\w+)?\b/g;
    const wrong = linesWith(reads, base).filter((line) =>
      [...line.matchAll(base)].some(([table]) => !/_(seen|link)$/.test(table)),
    );
    expect(wrong).toEqual([]);
  });
});

describe("loose ends", () => {
  const everything = [...SOURCES, ...TESTS];
  test("no types are switched off", () => {
    const code = everything.filter(({ path }) => !path.startsWith("client/words/"));
    expect(linesWith(code, /@ts-(ignore|nocheck|expect-error)|\bas any\b|: any\b|<any>/)).toEqual([]);
  });
  test("nothing is left for later", () => {
    const marked = everything.filter(({ text }) => /\b(TODO|FIXME|XXX|HACK)\b/.test(text));
    expect(marked.map(({ path }) => path)).toEqual([]);
  });
  test("no test is left out", () => {
    expect(linesWith(TESTS, /\b(test|it|describe)\.(skip|only|todo)\b/)).toEqual([]);
  });
});

/**
 * The command line as other programs call it: whole processes on a data folder of their own, their JSON documents, exit
 * codes and sentences. The numbers are those that the raw file gives.
 */
import { readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { gunzipSync } from "node:zlib";
import { afterAll, describe, expect, test } from "vitest";
import { temporaryFolder } from "../support/cluster.ts";
import { runProgram } from "../support/program.ts";

const data = (file: string) => fileURLToPath(new URL(`../../db/demo/data/${file}`, import.meta.url));
const EVENTS = data("caf-ged231.csv.gz");
const folder = await temporaryFolder();
const env = { CONCORD_DATA_DIR: join(folder, "data") };
afterAll(() => rm(folder, { recursive: true, force: true }));

const concord = (...words: string[]) => runProgram(["server/cli.ts", ...words], env);
const json = async (...words: string[]) => {
  const { code, answer, text } = await concord(...words, "--json");
  expect(code, text).toBe(0);
  return JSON.parse(answer);
};
const importEvents = (...more: string[]) =>
  json("import", EVENTS, "--operation", "TEST", "--format", "ucdp-ged", ...more);

describe("the command line", { timeout: 120_000 }, () => {
  test("makes an operation", async () => {
    const made = await json("operation", "add", "TEST", "--name", "Test", "--countries", "CAF");
    expect(made).toMatchObject({ code: "TEST", community: "protection_core", headlineLevels: ["verified"] });
    expect((await concord("operation", "add", "TEST", "--name", "Again")).code).toBe(1);
  });

  test("says what to do about sharing, and prints what is agreed", async () => {
    const paper = ["operation", "add", "PAPER", "--name", "Paper", "--protocol", "arms_length"];
    expect((await concord(...paper)).text).toContain("version 1 (arms_length) is in effect");
    expect((await concord("operation", "add", "BARE", "--name", "Bare")).text).toContain(
      "no protocol is agreed",
    );
    const shown = await json("protocol", "show", "PAPER");
    expect(shown).toMatchObject({ operation: "PAPER", posture: "not_party", open: null });
    expect(shown.effective).toMatchObject({ version: 1, preset: "arms_length", changed: 0 });
    expect(shown.effective.table["incident.humanitarian"]).toContain("FGA- FFG- FFpp FGp- A--- AAp- AAp-");
    expect((await json("protocol", "show", "--operation", "BARE")).effective).toBeNull();
    const lines = (await concord("protocol", "show", "PAPER")).text;
    expect(lines).toContain("signed for mission: Signed on paper");
    expect((await concord("protocol", "show")).code).toBe(2);
  });

  test("imports events once, and tells the same before writing", async () => {
    const counts = { created: 1848, updated: 0, unchanged: 0, skipped: 0, failed: 0, errors: [] };
    const about = { file: "caf-ged231.csv.gz", format: "ucdp-ged", dataset: "ucdp-ged" };
    const tried = await importEvents("--dry-run");
    expect(tried).toMatchObject({ ...about, ...counts });
    const lines = tried.warnings.map(({ line }: { line: number | null }) => line);
    // Beside the 20 events whose bounds contradict each other, one remark that there are no areas yet.
    expect(new Set(lines.filter((line: number | null) => line !== null)).size).toBe(20);
    expect(lines).toContain(null);
    expect(await importEvents()).toEqual(tried);
    expect(await importEvents()).toMatchObject({ ...about, ...counts, created: 0, unchanged: 1848 });
  });

  test("totals by year, civilians apart from those of unknown status", async () => {
    const period = ["--from", "2013-01-01", "--to", "2014-12-31", "--measure", "killed"];
    const all = await json("trends", "--operation", "TEST", ...period, "--verification", "corroborated");
    expect(all).toMatchObject({
      operation: "TEST",
      dataset: "ucdp-ged",
      verification: ["corroborated"],
      by: ["year"],
    });
    expect(all.rows.map(({ key, ...row }: { key: { year: number } }) => ({ ...row, ...key }))).toEqual([
      { year: 2013, events: 186, low: 2847, best: 3396, high: 4120, unknownStatus: 640 },
      { year: 2014, events: 461, low: 3160, best: 3493, high: 4073, unknownStatus: 906 },
    ]);
    const civilians = await json("trends", "--operation", "TEST", ...period, "--civilians");
    expect(civilians).toMatchObject({ verification: null, civilians: true });
    expect(civilians.rows.map(({ best }: { best: number }) => best)).toEqual([2559, 2299]);
    expect(civilians.rows[0]).toMatchObject({
      key: { year: 2013, verification: "corroborated" },
      low: null,
      high: null,
    });
  });

  test("a measure the dataset lacks is null, not zero", async () => {
    const { rows } = await json("trends", "--operation", "TEST", "--measure", "injured");
    expect(new Set(rows.map(({ best }: { best: null }) => best))).toEqual(new Set([null]));
  });

  test("a refused file changes nothing, prints its report and ends with 1", async () => {
    const file = join(folder, "bad.csv");
    await writeFile(file, "id,side_a\n1,x\n");
    const bad = await concord("import", file, "--operation", "TEST", "--format", "ucdp-ged", "--json");
    expect(bad.code).toBe(1);
    expect(JSON.parse(bad.answer)).toMatchObject({ created: 0, failed: 1 });
    expect(JSON.parse(bad.answer).errors[0].message).toMatch(/bad\.csv/);
    expect(await importEvents()).toMatchObject({ unchanged: 1848 });
  });

  test("sets what main figures count, and says so when they count nothing of a file", async () => {
    const again = ["import", EVENTS, "--operation", "TEST", "--format", "ucdp-ged"];
    expect((await concord(...again)).text).toContain("operation set TEST --headline corroborated");
    const empty = join(folder, "header.csv");
    await writeFile(
      empty,
      `${
        gunzipSync(await readFile(EVENTS))
          .toString("utf8")
          .split("\n")[0]
      }\n`,
    );
    const { text } = await concord("import", empty, "--operation", "TEST", "--format", "ucdp-ged");
    expect(text).toContain("the file holds no rows");
    expect(text).not.toMatch(/--headline|verify\/same/);
    expect(await json("operation", "set", "TEST", "--headline", "corroborated")).toEqual({
      code: "TEST",
      headlineLevels: ["corroborated"],
    });
    expect((await concord(...again)).text).not.toContain("--headline");
  });

  test("prints its usage when asked, and counts incidents only of datasets that hold some", async () => {
    const help = await concord("trends", "--help");
    expect(help).toMatchObject({ code: 0 });
    expect(help.answer).toMatch(/^Usage: concord trends/);
    expect((await concord("--help")).answer).toContain("concord operation add");
    const bases = data("radpko-bases-year-core.csv.gz");
    expect((await concord("import", bases, "--operation", "TEST", "--format", "radpko")).code).toBe(0);
    const wrong = await concord("trends", "--operation", "TEST", "--dataset", "radpko");
    expect(wrong.code).toBe(1);
    expect(wrong.text).toContain("no dataset of incidents called radpko here; there are: ucdp-ged");
  });

  test("what it does not know ends with 2 and the usage, what it cannot do with 1 and a sentence", async () => {
    const intoLog = [
      "import",
      "reports.csv",
      "--operation",
      "TEST",
      "--format",
      "ucdp-ged",
      "--dataset",
      "log",
    ];
    expect((await concord(...intoLog)).text).toContain("the log takes reports, not files");
    const misspelt = await concord("trends", "--operation", "TEST", "--form", "2013-01-01");
    expect(misspelt).toMatchObject({ code: 2, answer: "" });
    expect(misspelt.text).toMatch(/Usage: concord trends/);
    expect((await concord("frobnicate")).code).toBe(2);
    expect((await concord("trends", "--operation", "TEST", "--from", "2013-13-01")).code).toBe(2);
    expect((await concord("import", EVENTS, "--operation", "TEST", "--format", "acled")).code).toBe(2);
    for (const more of [
      ["--by", "month"],
      ["--from", "2013-01-01", "--to", "2013-02-28"],
      ["--illustrative"],
    ])
      expect((await concord("trends", "--operation", "TEST", "--public", ...more)).code).toBe(2);
    const unknown = await concord("trends", "--operation", "NOWHERE", "--json");
    expect(unknown).toMatchObject({ code: 1, answer: "" });
    expect(unknown.text).toMatch(/no operation NOWHERE/);
    const cycle = await concord("coverage", "--operation", "TEST", "--cycle", "Last");
    expect(cycle.code).toBe(1);
    expect(cycle.text).toContain("no planning cycle Last in this operation; there is none yet");
  });

  test("a failed import prints its document, also where the file was not opened", async () => {
    const nowhere = ["import", EVENTS, "--operation", "NOWHERE", "--format", "ucdp-ged", "--json"];
    const { code, answer } = await concord(...nowhere);
    expect(code).toBe(1);
    expect(JSON.parse(answer)).toEqual({
      ...{ file: "caf-ged231.csv.gz", format: "ucdp-ged", dataset: "ucdp-ged" },
      ...{ created: 0, updated: 0, unchanged: 0, skipped: 0, failed: 1, warnings: [] },
      errors: [
        { line: null, column: null, message: expect.stringMatching(/no operation NOWHERE\. Make it/) },
      ],
    });
  });

  test("a member gets a password once, a program a token, and both see with their own eyes", async () => {
    const place = ["--operation", "TEST", "--organisation", "Partner", "--community", "protection_member"];
    const made = await json("user", "add", "p@test.example", ...place, "--role", "reporter");
    expect(made.password).toMatch(/^\S{16}$/);
    expect((await json("user", "add", "p@test.example", ...place, "--role", "observer")).password).toBeNull();
    const elsewhere = [...place.with(-1, "mission_poc"), "--role", "reporter"];
    const torn = await concord("user", "add", "q@test.example", ...elsewhere);
    expect(torn.code).toBe(1);
    expect(torn.text).toContain("Partner belongs to another community in TEST");
    const token = await json(
      "token",
      "add",
      "--operation",
      "TEST",
      "--as",
      "p@test.example",
      "--name",
      "GIS",
    );
    expect(token).toMatchObject({ scope: "read", token: expect.stringMatching(/^concord_/) });
    const seen = await json("trends", "--operation", "TEST", "--as", "p@test.example");
    expect(seen.rows.length).toBeGreaterThan(20);
  });

  test("the public has no members; somebody locked out gets a new password", async () => {
    const place = ["--operation", "TEST", "--organisation", "Everybody", "--role", "observer"];
    const refused = await concord("user", "add", "q@test.example", ...place, "--community", "public");
    expect(refused.code).toBe(2);
    const reset = await json("user", "reset", "p@test.example", "--second-factor");
    expect(reset).toEqual({
      email: "p@test.example",
      password: expect.stringMatching(/^\S{16}$/),
      secondFactorRemoved: true,
    });
    expect((await concord("user", "reset", "nobody@test.example")).code).toBe(1);
  });
});

/**
 * Generated worlds against the model of who may see what (test/support/oracle.ts): every person asks for every record by
 * list, reference and count, and for its parts. No leak, no wrong denial. A few worlds in every run, half of them new
 * ones whose numbers are printed; ten thousand in the full run. CONCORD_WORLDS_FROM and CONCORD_WORLDS run others again.
 */
import { afterAll, expect, test } from "vitest";
import { COMMUNITIES, ROLES } from "../../shared/rooms/access.ts";
import { SENSITIVITIES } from "../../shared/rooms/records.ts";
import { openTestDatabase } from "../support/database.ts";
import { KEPT } from "../support/generated-kept.ts";
import type { Verdict } from "../support/judge.ts";
import { COPIED_KINDS, MODEL_KINDS } from "../support/oracle.ts";
import { prepareForWorlds, runWorlds } from "../support/run-worlds.ts";

const isFull =
  Number(process.env.CONCORD_PROPERTY_RUNS ?? 0) > 0 && process.env.CONCORD_TEST_ENGINE !== "debian";
const COUNT = Number(process.env.CONCORD_WORLDS ?? (isFull ? 10_000 : 20));
const FEW = 100;
const fresh = Math.floor(Math.random() * 1e9);
const from = Number(process.env.CONCORD_WORLDS_FROM ?? (COUNT > FEW ? 1 : fresh));

const database = await openTestDatabase();
await prepareForWorlds(database.admin);
afterAll(() => database.close());

const say = (text: string) => process.stdout.write(`${text}\n`);
const inWords = ({ worlds, people, pairs, leaks, denials }: Verdict) =>
  `${worlds} worlds, ${people} readers, ${pairs} pairs of person, record and door: ${leaks.length} leaks, ${denials.length} wrong denials`;

function progress() {
  const begun = performance.now();
  let told = 0;
  let faults = 0;
  return (verdict: Verdict) => {
    const all = [...verdict.leaks, ...verdict.denials];
    if (faults < 20) for (const fault of all.slice(faults)) say(fault);
    faults = all.length;
    if (verdict.worlds - told < 250) return;
    told = verdict.worlds;
    say(`worlds from ${from}: ${inWords(verdict)}, ${Math.round((performance.now() - begun) / 1000)} s`);
  };
}

async function expectNoFault(first: number, count: number, lanes: number) {
  const verdict = await runWorlds(database.admin, { from: first, count, lanes, tell: progress() });
  say(`worlds ${first} to ${first + count - 1}: ${inWords(verdict)}`);
  if (count > FEW) for (const line of verdict.tally.lines()) say(`  ${line}`);
  expect(verdict.leaks.slice(0, 20)).toEqual([]);
  expect(verdict.denials.slice(0, 20)).toEqual([]);
  expect(verdict.pairs).toBeGreaterThan(count * 100);
  if (count > FEW)
    expect(MUST_APPEAR.filter((feature) => verdict.tally.of(feature) < count / 500)).toEqual([]);
}

/** What a long run must have met at least once in five hundred worlds, or it has proved nothing about it. */
const MUST_APPEAR = [
  ...MODEL_KINDS.flatMap((kind) => [`kind: ${kind} full`, `kind: ${kind} none`]),
  ...COPIED_KINDS.map((kind) => `kind: ${kind} generalised`),
  ...SENSITIVITIES.flatMap((one) =>
    ["none", "generalised", "full"].map((seen) => `sensitivity: ${one} ${seen}`),
  ),
  ...COMMUNITIES.filter(({ code }) => code !== "public").map(({ code }) => `community: ${code} full`),
  ...ROLES.map((role) => `reader: ${role} full`),
  ...["held", "offered", "active", "refused", "withdrawn", "expired"].flatMap((state) => [
    `release: full ${state}`,
    `release: generalised ${state}`,
  ]),
  ...["own", "published", "broken glass", "rule", "release", "release of a record that changed"].map(
    (why) => `why full: ${why}`,
  ),
  ...["rule", "release", "release of a record that changed"].map((why) => `why generalised: ${why}`),
  ...[
    "party to the harm",
    "sexual violence",
    "deleted",
    "administrator",
    "nobody enters",
    "copy out of date",
    "a source did not agree",
    "nobody checked it",
    "those who told wait",
  ].map((why) => `why none: ${why}`),
  ...["expired", "offered", "refused", "withdrawn", "waits for a second person"].map(
    (state) => `why none: release ${state}`,
  ),
  ...["none", "person", "aggregate"].map((level) => `why none: rule says ${level}`),
  ...[
    "lock normal",
    "lock read_only",
    "lock closed",
    "lock turned",
    "no protocol",
    "role changed",
    "person ended",
  ].map((event) => `world: ${event}`),
  ...[
    "bond became known",
    "bond known after the release",
    "actor named",
    "second person agreed",
    "release renewed",
  ].map((event) => `world: ${event}`),
  ...["looser", "tighter", "emergency", "reworded"].map((way) => `world: protocol ${way} in effect`),
  ...["review", "comment", "callback", "finding", "same", "agreement", "told", "made", "merged", "merge"].map(
    (part) => `part: ${part}`,
  ),
  "part: stands",
  ...["none", "person", "aggregate", "generalised", "full", "person bound", "of sexual violence person"].map(
    (terms) => `terms: ${terms}`,
  ),
  ...["named", "unnamed"].map((bond) => `terms: bound, ${bond}`),
  ...[
    "records of one actor",
    "records of one actor apart again",
    "bound by another record of the same actor",
  ].map((event) => `world: ${event}`),
  ...KEPT.map(({ kind }) => `part: ${kind}`),
  "world: reports merged",
  "world: released record changed",
  "world: release of incident ended by consent",
  "world: release of displaced_report ended by consent",
  ...["case tightened", "cycle agreed by both sides", "cycle closed"].map((event) => `world: ${event}`),
  "look",
];

test("people of generated worlds see what the model says, and nothing else", {
  timeout: 4 * 3_600_000,
}, async () => {
  if (COUNT > FEW) return expectNoFault(from, COUNT, 2);
  await expectNoFault(from, COUNT / 2, 1);
  await expectNoFault(1, COUNT / 2, 1);
});

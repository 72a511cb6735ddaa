/**
 * The gate for imported parts asks once for a batch what the row policies of incidents and actors ask for every row. Each
 * of its conditions is weakened by itself, dropped or turned, and the comparison with the policies' answers
 * (import-parts.db.test.ts) must then differ for somebody: what survives is a condition that another one repeats.
 */
import { expect, test } from "vitest";
import { GATE, openParts, type Who } from "../support/import-parts.ts";
import { mutantsOf } from "../support/mutants.ts";
import { openWorld } from "../support/world.ts";

const world = await openWorld();
const { records, actors, attempt } = await openParts(world);

const PEOPLE = ["hugo", "bilal", "jon", "glass", "desk", "ada"] as const;
type Question = [who: Who, incident: string, actor: string | undefined];
/** Nobody adds to what is not theirs, and names no actor that they do not read. */
const ABOUT_RECORDS: Question[] = PEOPLE.flatMap((who) =>
  Object.keys(records).map((record): Question => [who, record, undefined]),
);
const ABOUT_ACTORS: Question[] = PEOPLE.flatMap((who) =>
  Object.keys(actors).map((actor): Question => [who, "published", actor]),
);
const GATES = { takes_parts: ABOUT_RECORDS, knows_actors: ABOUT_ACTORS };

const answer = ([who, record, actor]: Question) =>
  attempt(who, actor ? "party" : "source", GATE, [records[record]!], actor && actors[actor]);

/** Taken, refused, refused for a record or actor that is not there, or too many found: one that cannot run shows nothing. */
const ANSWERS = new Set<string | undefined>(["done", "42501", "23503", "21000"]);

/** Comparisons within the bodies of both, each of which is held to be true or false whatever it compares. */
const COMPARED = [
  /\b\w+\.\w+ = \$\d/g,
  /\$\d = any\(i\.barred_from\)/g,
  /\w\.deleted_at is null/g,
  /\$\d <> ''administrator''/g,
  /\(''actor'', .*? o\)/g,
  /(?<=\(|or )\$6(?= or)/g,
  /not app_gate\.imports\(\)/g,
];

interface Weakening {
  spot: string;
  statement: string;
}

const spotOf = (text: string, at: number, length: number, to: string) =>
  `${text.slice(Math.max(0, at - 40), at)}⟨${text.slice(at, at + length)} → ${to}⟩`.replaceAll(/\s+/g, " ");

function heldFixed(text: string): Weakening[] {
  return COMPARED.flatMap((pattern) =>
    [...text.matchAll(pattern)].flatMap(({ index, 0: found }) =>
      ["true", "false"].map((to) => ({
        spot: spotOf(text, index, found.length, to),
        statement: text.slice(0, index) + to + text.slice(index + found.length),
      })),
    ),
  );
}

async function inDefiner<T>(work: (client: Parameters<typeof mutantsOf>[0]) => Promise<T>): Promise<T> {
  const client = await world.database.admin.connect();
  try {
    await client.query("begin; set local role app_definer");
    const done = await work(client);
    await client.query("commit");
    return done;
  } finally {
    client.release();
  }
}

const definitionOf = (gate: string) =>
  inDefiner(async (client) => {
    const { rows } = await client.query<{ text: string }>(
      "select pg_get_functiondef($1::regprocedure) as text",
      [`app_gate.${gate}(uuid[])`],
    );
    return rows[0]!.text;
  });

async function turned(gate: string): Promise<Weakening[]> {
  const all = await inDefiner((client) => mutantsOf(client));
  return all.filter(
    ({ group, target }) => group === "function turned" && target === `app_gate.${gate}(uuid[])`,
  );
}

/** Conditions that another one repeats, so that nothing differs without them. */
const REPEATED: [spot: RegExp, why: string][] = [
  [/i\.operation_id = \$2 → true/, "an organisation belongs to one operation, and the owner is asked for"],
];

test.each(Object.entries(GATES))(
  "each condition of %s, weakened, shows",
  { timeout: 600_000 },
  async (gate, asked) => {
    const text = await definitionOf(gate);
    const before = await Promise.all(asked.map(answer));
    const tried = [...heldFixed(text), ...(await turned(gate))];
    const unseen: string[] = [];
    for (const { spot, statement } of tried) {
      await inDefiner((client) => client.query(statement));
      let isShown = false;
      for (const [at, question] of asked.entries()) {
        const after = await answer(question);
        isShown = after !== before[at] && ANSWERS.has(after);
        if (isShown) break;
      }
      if (!isShown) unseen.push(spot);
    }
    await inDefiner((client) => client.query(text));
    process.stdout.write(`${gate}: ${tried.length} weakenings, ${tried.length - unseen.length} show\n`);
    expect(tried.length).toBeGreaterThan(20);
    expect(unseen.filter((spot) => !REPEATED.some(([repeated]) => repeated.test(spot)))).toEqual([]);
  },
);

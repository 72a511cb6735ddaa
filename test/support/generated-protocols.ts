/**
 * Versions of the protocol in generated worlds: proposed looser, tighter, at random or as an emergency, signed or taken
 * back by people of both sides and by others who may not. What is in effect afterwards is the model's word too.
 */
import { cellKey, cellsOf, LEVELS, type Level, PRESETS } from "../../shared/rooms/protocol.ts";
import type { Chance } from "./chance.ts";
import { makeCells } from "./generated.ts";
import { partId } from "./generated-ids.ts";
import type { Runs } from "./generated-rows.ts";
import { enter } from "./judge.ts";
import type { Model, ModelPerson } from "./oracle.ts";
import { drop, propose, sign, signsFor } from "./oracle-protocol.ts";

const WAYS = ["looser", "tighter", "emergency", "other", "reworded"] as const;
type Way = (typeof WAYS)[number];

export async function actOnProtocol(
  client: Runs,
  model: Model,
  chance: Chance,
  tell: (text: string) => void,
) {
  const able = model.people.filter((person) => signsFor(model, person) !== null);
  const rounds = able.length > 0 ? chance.below(3) : chance.is(0.1) ? 1 : 0;
  await client.query("set local role app_user");
  for (let round = 0; round < rounds; round++) {
    const way = chance.one(WAYS);
    const who = () => chance.one(able.length > 0 && chance.is(0.9) ? able : model.people);
    const id = partId(model, `protocol ${round}`);
    await proposeOne(client, model, { id, way, chance, person: who() }, tell);
    for (let at = 0; at < 2; at++) await answer(client, model, { id, way, chance, person: who() }, tell);
  }
}

interface Act {
  id: string;
  way: Way;
  chance: Chance;
  person: ModelPerson;
}

async function proposeOne(client: Runs, model: Model, act: Act, tell: (text: string) => void) {
  const { id, way, chance, person } = act;
  const cells = nextCells(model, chance, way);
  const isReworded = way === "reworded";
  const due = propose(model, person, { id, cells, isReworded });
  await enter(client, person);
  const rows = [...cells].map(([key, level]) => {
    const [kind, side, sensitivity, community] = key.split(".");
    return { kind, side, sensitivity, community, level };
  });
  const about = {
    ...{ preset: "integrated", changed: 0, purpose: isReworded ? id : "", onward: "", reason: "" },
    ...{ emergency: way === "emergency", review_on: "2100-01-01" },
  };
  // What was reworded once stays so, or else the next version would change the words back.
  about.purpose = isReworded ? id : await purposeNow(client);
  const { rows: said } = await client.query<{ state: string | null }>(
    "select app_gate.propose_protocol($1, $2) as state",
    [id, { ...about, cells: rows }],
  );
  note(model, act, "proposed", said[0]!.state, due, tell);
}

async function answer(client: Runs, model: Model, act: Act, tell: (text: string) => void) {
  const { id, chance, person } = act;
  await enter(client, person);
  if (chance.is(0.15)) {
    const due = model.proposal?.id === id && drop(model, person);
    const { rows } = await client.query<{ done: boolean }>(
      "select app_gate.drop_protocol($1, 'No') as done",
      [id],
    );
    note(model, act, "dropped", String(rows[0]!.done), String(due), tell);
    return;
  }
  const due = sign(model, person, id);
  const { rows } = await client.query<{ state: string | null }>(
    "select app_gate.sign_protocol($1) as state",
    [id],
  );
  note(model, act, "signed", rows[0]!.state, due, tell);
}

async function purposeNow(client: Runs): Promise<string> {
  const { rows } = await client.query<{ purpose: string }>(
    "select purpose from app.protocol where state = 'effective'",
  );
  return rows[0]?.purpose ?? "";
}

function note(
  model: Model,
  { way, person }: Act,
  what: string,
  got: string | null,
  due: string | null,
  tell: (text: string) => void,
) {
  if (got !== due) tell(`protocol ${way} ${what} by ${person.role} ${person.id}: ${got}, not ${due}`);
  if (due === "effective") model.events.add(`protocol ${way} in effect`);
  else if (due === "proposed") model.events.add(`protocol ${way} waits for the other side`);
}

/** Cells of the next version: moved one way, or drawn anew. */
function nextCells(model: Model, chance: Chance, way: Way): Map<string, Level> {
  if (!model.cells || way === "other") return makeCells(chance, model.communities);
  if (way === "reworded") return new Map(model.cells);
  const fixed = new Set(cellsOf(chance.one(PRESETS)).filter(isUnmoved).map(cellKey));
  const step = way === "looser" ? 1 : -1;
  const moved = [...model.cells].map(([key, level]): [string, Level] => {
    const to = LEVELS[LEVELS.indexOf(level) + step];
    return [key, to && !fixed.has(key) && chance.is(0.3) ? to : level];
  });
  return new Map(moved);
}

/** Where a mission is and goes has no public version. */
const isUnmoved = ({ kind, community }: { kind: string; community: string }) =>
  /^(coverage|patrol|priority)/.test(kind) && (community === "observer" || community === "public");

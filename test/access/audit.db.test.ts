/** The audit chain: one line for every write, none for a refused one; a changed or missing line breaks it. */
import { createHash } from "node:crypto";
import { describe, expect, test } from "vitest";
import { asDefiner } from "../../server/access/operations.ts";
import { actorOf, incidentOf } from "../support/builders.ts";
import { refusal } from "../support/callers.ts";
import { OPERATION, openWorld } from "../support/world.ts";

const world = await openWorld();
const operation = OPERATION;

interface Line {
  seq: number;
  epoch: string;
  actor: string;
  organisation_id: string | null;
  action: string;
  kind: string | null;
  record_id: string | null;
  detail: string;
  prev: Buffer;
  hash: Buffer;
}

const readLines = (): Promise<Line[]> =>
  asDefiner(world.database.admin, async (client) => {
    const { rows } = await client.query<Line>(
      `select seq, extract(epoch from at)::text as epoch, actor, organisation_id, action, kind, record_id,
              detail::text, prev, hash
         from app_priv.audit where operation_id = $1 order by seq`,
      [world.operation.operationId],
    );
    return rows;
  });

/** Positions of lines that do not follow from the one before, computed here and not by the database. */
function brokenLinks(lines: Line[]): number[] {
  return lines.flatMap((line, at) => {
    const before = at === 0 ? Buffer.from([0]) : lines[at - 1]!.hash;
    const { operationId } = world.operation;
    const parts = ["2", operationId, String(line.seq), line.epoch, line.actor, line.organisation_id];
    const rest = [line.action, line.kind, line.record_id, line.detail];
    const text = [...parts, ...rest]
      .map((part) => (part === null ? "-" : `${Buffer.byteLength(part)}:${part}`))
      .join(",");
    const hash = createHash("sha256").update(before).update(text).digest();
    const isWhole = line.seq === at + 1 && line.prev.equals(before) && line.hash.equals(hash);
    return isWhole ? [] : [at];
  });
}

describe("audit", () => {
  test("every write writes one line with ids only, in a chain that holds", async () => {
    const before = await readLines();
    const form = incidentOf({ description: "VALUE-OF-A-RECORD" });
    await world.as("ada").incidents.log.mutate({ operation, form });
    await world
      .as("ada")
      .incidents.edit.mutate({ operation, version: 1, form: { ...form, kind: "killing" } });
    await world.as("carla").actors.log.mutate({ operation, form: actorOf("VALUE-OF-A-NAME") });
    const lines = await readLines();
    const added = lines.slice(before.length);
    expect(added.map(({ action, actor }) => [action, actor])).toEqual([
      ["incident.log", world.people.ada.personId],
      ["incident.edit", world.people.ada.personId],
      ["actor.log", world.people.carla.personId],
    ]);
    expect(JSON.stringify(added)).not.toContain("VALUE-OF");
    expect(brokenLinks(lines)).toEqual([]);
  });
  test("a repeated write writes none, and a refused one only that it was refused", async () => {
    const form = incidentOf();
    await world.as("ada").incidents.log.mutate({ operation, form });
    const before = (await readLines()).length;
    await world.as("ada").incidents.log.mutate({ operation, form });
    await refusal(world.as("femi").incidents.log.mutate({ operation, form: incidentOf() }));
    await refusal(world.as("ada").incidents.edit.mutate({ operation, version: 7, form }));
    const unknown = { ...incidentOf(), parties: [{ actorId: form.id, role: "party" as const }] };
    await refusal(world.as("ada").incidents.log.mutate({ operation, form: unknown }));
    const added = (await readLines()).slice(before);
    expect(added.map(({ action, actor, detail }) => [action, actor, JSON.parse(detail)])).toEqual([
      ["refusal.call", world.people.femi.personId, { call: "incidents.log", code: "not_allowed" }],
      ["refusal.call", world.people.ada.personId, { call: "incidents.log", code: "not_found" }],
    ]);
  });
  test("forty writers at once make one chain without a gap", async () => {
    const before = (await readLines()).length;
    const names = ["ada", "bilal", "carla", "dawit"] as const;
    await Promise.all(
      Array.from({ length: 40 }, (_, n) =>
        world.as(names[n % names.length]!).incidents.log.mutate({ operation, form: incidentOf() }),
      ),
    );
    const lines = await readLines();
    expect(lines.length).toBe(before + 40);
    expect(brokenLinks(lines)).toEqual([]);
  });
  test("a changed, a removed and a swapped line are found", async () => {
    const lines = await readLines();
    const changed = lines.map((line, at) => (at === 3 ? { ...line, action: "incident.edit2" } : line));
    expect(brokenLinks(changed)).toEqual([3]);
    expect(brokenLinks(lines.filter((_, at) => at !== 3)).length).toBeGreaterThan(0);
    const swapped = [...lines];
    [swapped[3], swapped[4]] = [swapped[4]!, swapped[3]!];
    expect(brokenLinks(swapped)).toContain(3);
  });
  test("not even the gate's owner can change or remove a line", async () => {
    for (const statement of ["update app_priv.audit set action = 'x'", "delete from app_priv.audit"]) {
      await expect(
        asDefiner(world.database.admin, (client) => client.query(statement)),
      ).rejects.toMatchObject({ code: "42501" });
    }
  });
});

// What hangs on a report: its parties, counts by group, who was displaced, what was damaged, who told us. Written with
// the report in its transaction; parties are found behind what the writer sees of them.
import type { Tx } from "../../../db/tx.ts";
import { AppError } from "../../../shared/errors.ts";
import { harmRows, type IncidentEdit, UNIDENTIFIED } from "../../../shared/rooms/incidents.ts";

export type Party = IncidentEdit["parties"][number];

/** The report with "unidentified armed men" as the operation's party of that name, made when it is first needed. */
export async function withKnownParties<Form extends IncidentEdit>(tx: Tx, form: Form): Promise<Form> {
  if (!form.parties.some(({ actorId }) => actorId === UNIDENTIFIED)) return form;
  const [found] = await tx.query<{ id: string | null }>("select app_gate.unidentified_party() as id");
  if (!found?.id) throw new AppError("not_allowed");
  await tx.query("select app_gate.touch('actor')");
  const known = form.parties.map((party) =>
    party.actorId === UNIDENTIFIED ? { ...party, actorId: found.id! } : party,
  );
  const keyOf = ({ actorId, role }: Party) => `${actorId}/${role}`;
  const parties = known.filter(
    (party, at) => known.findIndex((other) => keyOf(other) === keyOf(party)) === at,
  );
  return { ...form, parties };
}

/**
 * The actors behind what the writer sees of them (the record or its copy). One they cannot see is refused like one that
 * does not exist.
 */
async function partiesOf(tx: Tx, form: IncidentEdit): Promise<Party[]> {
  const wanted = form.parties.map((party) => party.actorId);
  const links = await tx.query<{ id: string; ref: string }>(
    "select record_id as id, ref from app.actor_record_link where ref = any($1)",
    [wanted],
  );
  const ids = new Map(links.map(({ id, ref }) => [ref, id]));
  return form.parties.map((party) => {
    const id = ids.get(party.actorId);
    if (!id) throw new AppError("not_found", { fields: [{ path: "form.parties", reason: "invalid" }] });
    return { ...party, actorId: id };
  });
}

/** All parts of a report. `firstSource`: position of its first source. */
export async function writeParts(tx: Tx, form: IncidentEdit, firstSource = 0): Promise<void> {
  await writeParties(tx, form);
  const harms = harmRows(form.harms);
  await insert(tx, "incident_harm", form.id, {
    position: ["int2", harms.map((_, position) => position)],
    harm: ["text", harms.map(({ harm }) => harm)],
    victim_status: ["text", harms.map(({ status }) => status)],
    sex: ["text", harms.map(({ sex }) => sex)],
    age_group: ["text", harms.map(({ ageGroup }) => ageGroup)],
    population_group: ["text", harms.map(({ populationGroup }) => populationGroup)],
    ...bounds(harms),
  });
  await writeDisplacement(tx, form);
  await writeDamage(tx, form);
  await writeSources(tx, form, firstSource);
}

type Columns = Record<string, [type: string, values: unknown[]]>;

const bounds = (
  counts: readonly { low: number | null; best: number | null; high: number | null }[],
): Columns => ({
  low: ["int4", counts.map(({ low }) => low)],
  best: ["int4", counts.map(({ best }) => best)],
  high: ["int4", counts.map(({ high }) => high)],
});

/** Rows of one part, by columns. */
async function insert(tx: Tx, table: string, incident: string, columns: Columns): Promise<void> {
  const names = Object.keys(columns);
  const values = Object.values(columns);
  if (values[0]![1].length === 0) return;
  await tx.query(
    `insert into app.${table} (incident_id, ${names.join(", ")})
     select $1, * from unnest(${values.map(([type], at) => `$${at + 2}::${type}[]`).join(", ")})`,
    [incident, ...values.map(([, list]) => list)],
  );
}

async function writeParties(tx: Tx, form: IncidentEdit): Promise<void> {
  const parties = await partiesOf(tx, form);
  await insert(tx, "incident_party", form.id, {
    actor_id: ["uuid", parties.map(({ actorId }) => actorId)],
    role: ["text", parties.map(({ role }) => role)],
    attribution: ["text", parties.map(({ attribution }) => attribution)],
    confidence: ["text", parties.map(({ confidence }) => confidence ?? null)],
  });
}

/** @throws AppError not_found for an area that is not there for this writer */
async function writeDisplacement(tx: Tx, { id, displacement }: IncidentEdit): Promise<void> {
  const areas = displacement.flatMap(({ fromArea, toArea }) =>
    [fromArea, toArea].filter((area) => area != null),
  );
  await refuseUnseen(tx, "area_seen", areas, "displacement");
  await insert(tx, "incident_displacement", id, {
    position: ["int2", displacement.map((_, position) => position)],
    ...bounds(displacement),
    from_area: ["uuid", displacement.map(({ fromArea }) => fromArea ?? null)],
    from_words: ["text", displacement.map(({ fromWords }) => fromWords || null)],
    to_area: ["uuid", displacement.map(({ toArea }) => toArea ?? null)],
    to_words: ["text", displacement.map(({ toWords }) => toWords || null)],
  });
}

/** @throws AppError not_found for a site that is not there for this writer */
async function writeDamage(tx: Tx, { id, damage }: IncidentEdit): Promise<void> {
  const sites = damage.flatMap(({ siteId }) => siteId ?? []);
  await refuseUnseen(tx, "site_seen", sites, "damage");
  await insert(tx, "incident_damage", id, {
    position: ["int2", damage.map((_, position) => position)],
    site_kind: ["text", damage.map(({ siteKind }) => siteKind)],
    site_id: ["uuid", damage.map(({ siteId }) => siteId ?? null)],
    site_name: ["text", damage.map(({ siteName }) => siteName || null)],
    degree: ["text", damage.map(({ degree }) => degree)],
    functioning: ["text", damage.map(({ functioning }) => functioning)],
  });
}

/** What the writer cannot see is refused like what does not exist. */
async function refuseUnseen(tx: Tx, view: string, refs: readonly string[], part: string): Promise<void> {
  if (refs.length === 0) return;
  const found = await tx.query<{ ref: string }>(`select ref from app.${view} where ref = any($1)`, [refs]);
  const known = new Set(found.map(({ ref }) => ref));
  if (!refs.every((ref) => known.has(ref))) {
    throw new AppError("not_found", { fields: [{ path: `form.${part}`, reason: "invalid" }] });
  }
}

/** Consents are arrays themselves, so that sources are written one by one. */
async function writeSources(tx: Tx, { id, sources }: IncidentEdit, first: number): Promise<void> {
  for (const [position, source] of sources.entries()) {
    await tx.query(
      `insert into app.incident_source (incident_id, position, source_type, reference, reliability, credibility,
         created_by, dated, independence_group, holder, consent) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
      [
        id,
        first + position,
        source.type,
        source.note ?? null,
        source.reliability ?? null,
        source.credibility ? Number(source.credibility) : null,
        tx.principal.personId,
        source.dated ?? null,
        source.independenceGroup || null,
        source.holder || null,
        source.consent ?? null,
      ],
    );
  }
}

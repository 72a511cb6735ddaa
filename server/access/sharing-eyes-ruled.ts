// See as they see, of kinds that cross whole by rule or not at all (bases, local places, words on information coverage):
// an own record in short, and what communities are answered of it by the view that answers everybody.
import type { Tx } from "../../db/tx.ts";
import { AppError } from "../../shared/errors.ts";
import type { Community } from "../../shared/rooms/access.ts";
import type { Level, OwnerSide, ProtocolKind } from "../../shared/rooms/protocol.ts";
import type { Sensitivity } from "../../shared/rooms/records.ts";
import type { RuledKind, SummarySeen } from "../../shared/rooms/releases.ts";
import { lookAs } from "./look.ts";
import type { Pane } from "./sharing-eyes.ts";
import { sideOf } from "./sharing-protocol-read.ts";

/** The row of the protocol that a kind follows (0011-protocol.sql, 0027-information-coverage.sql). */
const ROW: Record<RuledKind, ProtocolKind> = {
  base: "priority",
  site: "access",
  information_coverage: "coverage",
};

const point = "to_char(s.lat, 'FM990.0000') || ', ' || to_char(s.lon, 'FM990.0000')";
/** How each is told: columns of CopySummary; codes as they are. */
const TOLD: Record<RuledKind, string> = {
  base: `s.name as what, null as "from", null as "to", array[s.adm2_id, s.adm1_id] as areas, ${point} as text`,
  site: `s.name as what, null as "from", null as "to", array[s.adm2_id, s.adm1_id] as areas,
    concat_ws(' · ', ${point}, nullif(array_to_string(s.aliases, ', '), ''), s.detail) as text`,
  information_coverage: `to_char(s.said_on, 'YYYY-MM-DD') as "from", to_char(s.said_on, 'YYYY-MM-DD') as "to",
    'information_coverage' as what, array[s.area_id] as areas,
    concat_ws(' · ', s.channel, replace(s.said, '_', ' '), s.presence, s.caller, s.contact, s.set_level, s.set_reason) as text`,
};

type Row = Pick<SummarySeen, "what" | "from" | "to" | "places" | "text"> & { sensitivity: Sensitivity };

async function readRow(tx: Tx, kind: RuledKind, ref: string, own: boolean): Promise<Row | null> {
  const [row] = await tx.query<Row>(
    `select t.*, array(select a.name from app.area_seen a where a.ref = any(t.areas) order by a.level desc) as places
       from (select s.sensitivity, ${TOLD[kind]} from app.${kind}_seen s
              where s.ref = $1 and ($2::uuid is null or s.owner_org_id = $2)) t`,
    [ref, own ? tx.principal.organisationId : null],
  );
  return row ?? null;
}

const inShort = (kind: RuledKind, { what, from, to, places, text }: Row): SummarySeen => ({
  ...{ what, from, to, places, text, level: "full", datePrecision: null, actors: [] },
  // A word on an area has no name of its own.
  list: kind === "information_coverage" ? "releaseKind" : null,
  ...{ cell: null, verification: null, counts: {}, damage: [], said: null },
});

/** An own record in short. @throws AppError not_found: absent, or not the caller's organisation's */
export async function readRuled(tx: Tx, kind: RuledKind, ref: string): Promise<SummarySeen> {
  const row = await readRow(tx, kind, ref, true);
  if (!row) throw new AppError("not_found");
  return inShort(kind, row);
}

/** The same with the eyes of communities; nothing of these is released. @throws AppError not_found */
export async function readRuledAs(
  tx: Tx,
  kind: RuledKind,
  ref: string,
  communities: readonly Community[],
): Promise<Pane<SummarySeen>[]> {
  const own = await readRow(tx, kind, ref, true);
  if (!own) throw new AppError("not_found");
  const rules = await readRules(tx, ROW[kind], own.sensitivity, sideOf(tx));
  const panes: Pane<SummarySeen>[] = [];
  for (const community of communities) {
    const row = await lookAs(tx, { community }, (eyes) => readRow(eyes, kind, ref, false));
    const rule = rules.get(community) ?? "none";
    panes.push({
      ...{ community, rule, sensitivity: own.sensitivity, most: null, bound: null, organisation: null },
      ...{ now: row && inShort(kind, row), after: null },
    });
  }
  return panes;
}

async function readRules(tx: Tx, kind: ProtocolKind, sensitivity: Sensitivity, side: OwnerSide | null) {
  const rows = await tx.query<{ community: Community; level: Level }>(
    `select c.community, c.level from app.protocol p join app.protocol_cell c on c.protocol_id = p.id
      where p.state = 'effective' and c.kind = $1 and c.sensitivity = $2 and c.side = $3`,
    [kind, sensitivity, side],
  );
  return new Map(rows.map(({ community, level }) => [community, level]));
}

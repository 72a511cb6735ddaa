// See as they see: one own incident with the eyes of communities, through the very function that answers them
// (read.ts), and what a person's release would add. For the record's own organisation only.
import type { z } from "zod";
import type { Tx } from "../../../db/tx.ts";
import { AppError } from "../../../shared/errors.ts";
import type { Community } from "../../../shared/rooms/access.ts";
import { paneOf, readPanes } from "../../access/sharing-eyes.ts";
import { namedTo } from "../../access/sharing-named.ts";
import { readCopy } from "../../access/sharing-read.ts";
import type { Copy } from "../../access/sharing-summary.ts";
import { type IncidentSeen, incidentSeen, readAreas, readIncident } from "./read.ts";

/** One pane of the split screen. */
export const eyesSeen = paneOf(incidentSeen);
export type EyesSeen = z.infer<typeof eyesSeen>;

/** @throws AppError not_found: absent, or not the caller's organisation's */
export async function readIncidentAs(
  tx: Tx,
  ref: string,
  communities: readonly Community[],
): Promise<EyesSeen[]> {
  const own = await readIncident(tx, ref);
  if (!own.own) throw new AppError("not_found");
  const copy = await readCopy(tx, "incident", ref, null);
  const general = copy && (await toSeen(tx, own, copy));
  const parties = frozen(own).parties;
  const refs = parties.map((party) => party.ref);
  return readPanes(
    tx,
    {
      ...{ kind: "incident", ref, open: (eyes: Tx) => open(eyes, ref) },
      handed: async (level, community) => {
        const handed = level === "full" ? frozen(own) : general;
        const known = await namedTo(tx, community, refs);
        return handed && { ...handed, parties: parties.filter((party) => known.has(party.ref)) };
      },
      named: async (seen, community) => {
        const known = await namedTo(tx, community, refs);
        const others = parties.filter((party) => known.get(party.ref)?.looked === false);
        return { ...seen, parties: [...seen.parties, ...others] };
      },
    },
    communities,
  );
}

async function open(eyes: Tx, record: string): Promise<IncidentSeen | null> {
  const [link] = await eyes.query<{ ref: string }>("select ref from app.incident_link where record_id = $1", [
    record,
  ]);
  return link ? readIncident(eyes, link.ref) : null;
}

/** The record as a receiver of the full one gets it. */
const withoutOwners = (own: IncidentSeen): IncidentSeen => ({
  ...own,
  ...{ own: false, version: 1, externalId: null, sources: [], history: [], barredFrom: null },
});

/** The same in the copy of a release: kinds of damage, no way people took, no mark. */
const frozen = (own: IncidentSeen): IncidentSeen => ({
  ...withoutOwners(own),
  ...{ displacement: [], nexus: null, mrm: [] },
  damage: own.damage.map((each) => ({ ...each, site: null, siteName: null })),
  parties: own.parties.map((party) => ({ ...party, confidence: null })),
});

const count = (copy: Copy, name: string) => (copy[name] as number | null) ?? null;
const range = (copy: Copy, name: string) => ({
  low: count(copy, `${name}_low`),
  best: count(copy, `${name}_best`),
  high: count(copy, `${name}_high`),
});

interface DamagePart {
  site_kind: string;
  degree: string;
  functioning: string;
}

const damageOf = (copy: Copy) =>
  (copy.damage as DamagePart[]).map(({ site_kind, degree, functioning }) => ({
    ...{ siteKind: site_kind, site: null, siteName: null, degree, functioning },
  }));

/** The copy in the shape of an answer; the parties are those whom the receiver is told of. */
async function toSeen(tx: Tx, own: IncidentSeen, copy: Copy): Promise<IncidentSeen> {
  const areaIds = ["adm0_id", "adm1_id", "adm2_id"].flatMap((name) => (copy[name] as string | null) ?? []);
  return {
    ...withoutOwners(own),
    ...{
      level: "generalised",
      placeName: null,
      lon: null,
      lat: null,
      description: null,
      harm: [],
      parties: [],
      displacement: [],
      damage: damageOf(copy),
      ...{ weapon: null, nexus: null, mrm: [] },
    },
    occurredFrom: String(copy.occurred_from),
    occurredTo: String(copy.occurred_to),
    datePrecision: String(copy.date_precision),
    locationPrecision: String(copy.location_precision),
    cell: (copy.cell as string | null) ?? null,
    few: copy.few as string[],
    areas: await readAreas(tx, areaIds),
    killed: range(copy, "killed"),
    civilian: range(copy, "civilian"),
    unknownStatus: count(copy, "unknown_status"),
    injured: count(copy, "injured"),
    abducted: count(copy, "abducted"),
    displaced: count(copy, "displaced"),
  };
}

/**
 * The illustrative month of the demonstration: signals in which nobody is killed or injured, and what became of them
 * when they were released. Written by the demonstration persons through the same functions as their screens use, so
 * that every rule holds; each row says that it is illustrative.
 */
import type { Database } from "../../../db/open.ts";
import type { Tx } from "../../../db/tx.ts";
import { derivedId } from "../../../shared/ids.ts";
import { DOORS, type Door } from "../../../shared/rooms/access.ts";
import type { IncidentEdit, SourceType, VerificationLevel } from "../../../shared/rooms/incidents.ts";
import { isPending } from "../../../shared/rooms/incidents-review.ts";
import { doorEmail } from "../../access/demonstration.ts";
import { asDesk } from "../../access/desk.ts";
import { addOrganisation, asDefiner } from "../../access/operations.ts";
import {
  addOffice,
  nameActor,
  readOffices,
  setReferralPathway,
  setReportingChannel,
} from "../../access/sharing-register.ts";
import { answerRelease, releaseRecords, withdrawRelease } from "../../access/sharing-release.ts";
import { grantWrite, moveClock } from "../../access/write.ts";
import { logActor } from "../actors/write.ts";
import { logIncident } from "../incidents/write.ts";
import { editIncident } from "../incidents/write-edit.ts";
import { idOf, type Month, readMonth } from "./month-file.ts";
import {
  type Middle,
  operationIdOf,
  readClock,
  readMiddles,
  readOrganisations,
  readReleaseState,
  readVersions,
} from "./read-month.ts";
import { ENGAGED, seedEngagements } from "./seed-engagement.ts";
import { seedInformation } from "./seed-information.ts";
import { seedReports } from "./seed-reports.ts";
import { seedReviews } from "./seed-reviews.ts";
import { seedStructure } from "./seed-structure.ts";

type Release = Month["releases"][number];

/** A day within the month on which releases that have ended by now were still good. */
const WITHIN = "2019-11-25T09:00:00+01:00";
/** When second persons looked at the month's reports. */
const REVIEWED = "2019-11-27T15:00:00+01:00";
const CONDITIONS = "For planning of presence only. Not to be passed on to host forces.";

/** Id of the report that the tour shows. */
export const TOUR_REPORT = idOf("w45");

/** Writes the month into the demonstration operation, whose persons must be there. */
export async function seedMonth(database: Database, operation: string): Promise<void> {
  const month = readMonth();
  const as = <T>(door: Door, work: (tx: Tx) => Promise<T>) =>
    asDesk(database, operation, work, doorEmail(door));
  await as("cmcoord", (tx) => writeActors(tx, month));
  for (const door of new Set(month.incidents.map(({ by }) => by))) {
    await as(door, (tx) => writeIncidents(tx, month, door));
  }
  await as("coordinator", (tx) => writeOffices(tx, month));
  await as("admin", (tx) => setReportingChannel(tx, month.channel));
  await as("coordinator", (tx) => setReferralPathway(tx, month.pathway));
  await nameParty(database, operation, month, as);
  const clock = await as("coordinator", readClock);
  await as("coordinator", (tx) => moveClock(tx, REVIEWED));
  await seedReviews(database, operation, month);
  await as("coordinator", (tx) => moveClock(tx, WITHIN));
  await release(
    month.releases.filter(({ until }) => until !== undefined),
    month,
    as,
  );
  await as("coordinator", (tx) => moveClock(tx, clock));
  await release(
    month.releases.filter(({ until }) => until === undefined),
    month,
    as,
  );
  await as("coordinator", (tx) => correct(tx, month));
  await seedReports(database, operation);
  await seedInformation(database, operation);
  await as("cmcoord", (tx) => seedStructure(tx));
  for (const door of ENGAGED) await as(door, (tx) => seedEngagements(tx, door));
}

type As = <T>(door: Door, work: (tx: Tx) => Promise<T>) => Promise<T>;

async function writeActors(tx: Tx, { actors }: Month): Promise<void> {
  const grant = grantWrite(tx, "actor");
  for (const { key, name, kind } of actors) {
    const form = { id: idOf(`actor ${key}`), name, kind, aliases: [], communal: false };
    await logActor(tx, grant, { ...form, sensitivity: "low" }, true);
  }
}

async function writeIncidents(tx: Tx, month: Month, door: Door): Promise<void> {
  const grant = grantWrite(tx, "incident");
  const areas = await readMiddles(
    tx,
    month.incidents.map(({ area }) => area),
  );
  const stored = await readVersions(
    tx,
    month.incidents.map(({ key }) => idOf(key)),
  );
  for (const row of month.incidents.filter(({ by, key }) => by === door && !stored.has(idOf(key)))) {
    const area = areas.find(({ pcode }) => pcode === row.area);
    if (!area) throw new Error(`The illustrative month names an area ${row.area} that is not there.`);
    await logIncident(tx, grant, formOf(row, area), true);
  }
}

const GRADE = { reliability: "B", credibility: "2" } as const;
/** Who told us, by how far it is established: two independent of each other, one of them direct where it is verified. */
const SOURCES: Partial<Record<VerificationLevel, SourceType[]>> = {
  verified: ["community_leader", "eyewitness"],
  corroborated: ["community_leader", "ngo"],
};

/** Points stand at the middle of an area, never at a real site. */
function formOf(row: Month["incidents"][number], area: Middle): IncidentEdit {
  const [low, best, high] = row.displaced ?? [];
  const counted = { harm: "displaced" as const, status: "civilian" as const };
  return {
    ...{ id: idOf(row.key), kind: row.kind, tactic: null, description: row.text },
    place: { areaId: area.ref, lon: area.lon, lat: area.lat, precision: "near", placeName: row.place },
    ...{ occurredFrom: row.date, occurredTo: row.date, datePrecision: "day" },
    sources: (row.sources ?? SOURCES[row.level] ?? ["community_leader"]).map((type) => ({ type, ...GRADE })),
    harms: best === undefined ? [] : [{ ...counted, low: low!, best, high: high!, groups: [] }],
    parties: row.party
      ? [{ actorId: idOf(`actor ${row.party}`), role: "alleged_perpetrator", attribution: "unknown" }]
      : [],
    ...{ displacement: [], damage: [], mrm: [], nexus: "unknown" },
    // A level beyond those of logging comes from a decision (seed-reviews.ts).
    verification: isPending(row.level) ? row.level : "under_verification",
    sensitivity: row.sensitivity,
  };
}

async function writeOffices(tx: Tx, { offices }: Month): Promise<void> {
  const known = new Set((await readOffices(tx)).map(({ ref }) => ref));
  const organisations = await readOrganisations(tx);
  for (const { key, organisation, ...about } of offices) {
    const id = idOf(`office ${key}`);
    const organisationId = organisations.get(organisation)!;
    if (!known.has(id)) await addOffice(tx, { id, organisationId, ...about }, true);
  }
}

/** One receiver is a party to a harm, for the sake of showing that no rule fires towards it. */
async function nameParty(database: Database, operation: string, { party }: Month, as: As): Promise<void> {
  const organisation = await asDefiner(database.admin, async (client) =>
    addOrganisation(client, await operationIdOf(client, operation), party.organisation, party.community),
  );
  await as("cmcoord", (tx) => nameActor(tx, organisation, idOf(`actor ${party.actor}`)));
}

async function release(releases: readonly Release[], month: Month, as: As): Promise<void> {
  const giver = ({ of }: Release) => month.incidents.find(({ key }) => key === of)!.by;
  const taker = ({ to }: Release) =>
    DOORS.find(({ community, role }) => community === to && role !== "administrator")?.door;
  const each = async (
    door: (one: Release) => Door | undefined,
    work: (tx: Tx, one: Release, ref: string) => Promise<void>,
  ) => {
    for (const one of new Set(releases.map(door))) {
      if (!one) continue;
      await as(one, async (tx) => {
        for (const row of releases.filter((other) => door(other) === one)) {
          await work(tx, row, derivedId(idOf(`release ${row.of} ${row.to}`), idOf(row.of)));
        }
      });
    }
  };
  await each(giver, offer);
  await each(taker, answer);
  await each(giver, async (tx, { withdrawn }, ref) => {
    if (withdrawn && (await readReleaseState(tx, ref)) === "active")
      await withdrawRelease(tx, ref, { said: withdrawn, confirmed: true });
  });
}

async function offer(tx: Tx, { of, to, level, purpose, office, until }: Release): Promise<void> {
  await releaseRecords(tx, {
    ...{ id: idOf(`release ${of} ${to}`), kind: "incident", refs: [idOf(of)], community: to, level, purpose },
    officeId: office && idOf(`office ${office}`),
    ...{ conditions: CONDITIONS, message: "", until: until ?? null, confirmed: true, targeting: false },
  });
}

async function answer(tx: Tx, row: Release, ref: string): Promise<void> {
  if (row.answer === null || (await readReleaseState(tx, ref)) !== "offered") return;
  const accepts = row.answer === "accept";
  await answerRelease(tx, ref, accepts, { said: accepts ? "" : row.answer, confirmed: true });
}

/** One record changes after it went: its holders are told to stop using the old version. */
async function correct(tx: Tx, { incidents, corrected }: Month): Promise<void> {
  const row = incidents.find(({ key }) => key === corrected.of)!;
  const stored = await readVersions(tx, [idOf(row.key)]);
  const [area] = await readMiddles(tx, [row.area]);
  if (stored.get(idOf(row.key)) !== 1 || !area) return;
  const form = formOf({ ...row, text: corrected.text }, area);
  await editIncident(tx, grantWrite(tx, "incident"), 1, { ...form, sources: [] });
}

// Information coverage as this reader sees it: of each district, what organisations last said of it, as a level
// (shared/rooms/coverage-information.ts). A report in the operation's own log is a word from its area too, dated by
// what happened. Whoever reads coverage as counts only is told in how many districts somebody was heard.
import type { Tx } from "../../../db/tx.ts";
import { AppError } from "../../../shared/errors.ts";
import {
  type InformationAnswer,
  type InformationArea,
  type InformationCounts,
  type InformationWord,
  type InformationWordSeen,
  informationCounts,
  informationOn,
  isContact,
} from "../../../shared/rooms/coverage-information.ts";
import { type Day, dayOf, isoOf } from "../../../shared/time.ts";
import { bucketEnd, bucketKey, bucketOf, bucketStart, parseBucket } from "../../../shared/time-buckets.ts";
import { readToday } from "../../access/today.ts";
import { informationLevelOf, requireCoverage } from "./read-level.ts";

/** Words older than this say nothing more than that an area was once heard of. */
const LOOK_BACK_DAYS = 366;
const WEEKS_BEFORE = 4;
const WORDS_SHOWN = 200;

interface Word extends InformationWord {
  contact: string | null;
  setReason: string | null;
  illustrative: boolean;
}

interface District {
  ref: string;
  code: string;
  name: string;
  region: string | null;
  people: number | null;
  peopleSource: string | null;
}

/**
 * Every district's level on a day (default: the operation's today).
 * @throws AppError not_allowed
 */
export async function readInformation(
  tx: Tx,
  asked: { date?: string | undefined },
): Promise<InformationAnswer> {
  await requireCoverage(tx);
  const date = asked.date ?? (await readToday(tx));
  // Administrators read no records, so every area would look silent to them.
  const readsWords = tx.principal.role !== "administrator" && (await informationLevelOf(tx)) === "full";
  if (!readsWords) return countedOnly(tx, date);
  const words = byArea(await readWords(tx, date));
  const districts = await readDistricts(tx);
  const areas = districts.map((district) => areaOf(district, words.get(district.ref) ?? [], dayOf(date)));
  return {
    date,
    shared: true,
    areas,
    withoutIllustrative: withoutInvented(districts, words, date),
    heard: null,
  };
}

async function countedOnly(tx: Tx, date: string): Promise<InformationAnswer> {
  const [row] = await tx.query<{ districts: number }>("select districts from app_gate.information_counts()");
  return { date, shared: false, areas: [], withoutIllustrative: null, heard: row?.districts ?? null };
}

const readDistricts = (tx: Tx): Promise<District[]> =>
  tx.query(
    `select a.ref, coalesce(a.pcode, a.ref::text) as code, a.name, up.name as region, p.total as people,
            p.source || ' ' || p.year as "peopleSource"
       from app.area_seen a left join app.area_seen up on up.ref = a.parent_id
       left join lateral (select total, year, source from app.population_seen p where p.ref = a.ref
                           order by year desc limit 1) p on true
      where a.level = (select max(level) from app.area_seen where level <= 2)
      order by a.name, a.ref`,
  );

/** Newest first. Own log only: what a published list holds did not come from anybody who can be called. */
const readWords = (tx: Tx, date: string): Promise<Word[]> =>
  tx.query(
    `select c.area_id as "areaRef", o.name as organisation, c.said_on - date '1970-01-01' as day, c.channel, c.said,
            c.presence, c.network, c.access, c.contact, c.set_level as "setLevel", c.set_reason as "setReason",
            c.illustrative, c.created_at
       from app.information_coverage_seen c join app.organisation o on o.id = c.owner_org_id
      where c.said_on between $1::date - $2::int and $1::date
     union all
     select i.adm2_id, o.name, i.occurred_to - date '1970-01-01', 'report', null, null, null, null, null, null, null,
            i.illustrative, i.created_at
       from app.incident_seen i join app.dataset_seen d on d.ref = i.dataset_id and d.name = 'log'
       join app.organisation o on o.id = i.owner_org_id
      where i.level = 'full' and i.adm2_id is not null and i.occurred_to between $1::date - $2::int and $1::date
      order by day desc, created_at desc`,
    [date, LOOK_BACK_DAYS],
  );

function byArea(words: readonly Word[]): Map<string, Word[]> {
  const found = new Map<string, Word[]>();
  for (const word of words) {
    const known = found.get(word.areaRef);
    if (known) known.push(word);
    else found.set(word.areaRef, [word]);
  }
  return found;
}

function areaOf(district: District, words: readonly Word[], day: Day): InformationArea {
  const { direct, ...state } = informationOn(words, day);
  const last = words.find(isContact);
  const set =
    state.level === state.computed ? undefined : words.find(({ setLevel }) => setLevel === state.level);
  const since = last ? words.slice(0, words.indexOf(last)) : words;
  const tried = since.find(({ said }) => said === "no_answer");
  return {
    ...district,
    ...state,
    direct,
    setReason: set?.setReason ?? null,
    heardOn: last ? isoOf(last.day) : null,
    channel: last?.channel ?? null,
    call: callOf(words),
    tried: tried ? isoOf(tried.day) : null,
    weeks: weeksBefore(words, day),
    illustrative: words.some(({ illustrative }) => illustrative),
  };
}

/** The function that somebody last named to call there, else whoever was last heard. */
function callOf(words: readonly Word[]): InformationArea["call"] {
  const named = words.find(({ contact }) => contact !== null) ?? words.find(isContact);
  return named ? { organisation: named.organisation, contact: named.contact } : null;
}

/** Levels on the last days of the weeks before the one the day lies in. */
function weeksBefore(words: readonly Word[], day: Day): InformationArea["weeks"] {
  const now = bucketOf(day, "week");
  return Array.from({ length: WEEKS_BEFORE }, (_, at) => {
    const week = now - WEEKS_BEFORE + at;
    const from = bucketStart(week, "week");
    const to = bucketEnd(week, "week");
    const said = words.filter((word) => word.day >= from && word.day <= to).length;
    return { week: bucketKey(week, "week"), level: informationOn(words, to).level, words: said };
  });
}

function withoutInvented(
  districts: readonly District[],
  words: ReadonlyMap<string, Word[]>,
  date: string,
): InformationCounts | null {
  if (![...words.values()].flat().some(({ illustrative }) => illustrative)) return null;
  const real = (ref: string) => (words.get(ref) ?? []).filter(({ illustrative }) => !illustrative);
  return informationCounts(districts.map(({ ref }) => informationOn(real(ref), dayOf(date))));
}

/**
 * What was logged about one area (P-code or id), newest first: the list behind its level, with the reports of the own log.
 * Of a week all of it, as many as the table counts; without one the newest.
 * @throws AppError not_allowed, not_found
 */
export async function readInformationWords(
  tx: Tx,
  { code, week }: { code: string; week?: string | undefined },
): Promise<InformationWordSeen[]> {
  await requireCoverage(tx);
  const [area] = await tx.query<{ ref: string }>(
    "select ref from app.area_seen where pcode = $1 or ref::text = $1 order by pcode nulls last limit 1",
    [code],
  );
  if (!area) throw new AppError("not_found");
  const asked = week === undefined ? undefined : parseBucket(week).index;
  const [from, to] =
    asked === undefined ? [null, null] : [bucketStart(asked, "week"), bucketEnd(asked, "week")];
  return tx.query(WORDS_OF_AREA, [
    ...[
      area.ref,
      tx.principal.organisationId,
      from === null ? null : isoOf(from),
      to === null ? null : isoOf(to),
    ],
    week === undefined ? WORDS_SHOWN : null,
  ]);
}

/** $1 area, $2 the reader's organisation, $3 to $4 days or null, $5 most rows or null. */
const WORDS_OF_AREA = `with said as (
  select 'information_coverage' as record, c.ref, c.said_on as on, c.channel, c.said, c.presence, c.network, c.access,
         c.contact, c.caller, c.set_level as "setLevel", c.set_reason as "setReason", c.sensitivity, c.owner_org_id,
         c.illustrative, c.created_at
    from app.information_coverage_seen c where c.area_id = $1
  union all
  select 'incident', i.ref, i.occurred_to, 'report', null, null, null, null, null, null, null, null, i.sensitivity,
         i.owner_org_id, i.illustrative, i.created_at
    from app.incident_seen i join app.dataset_seen d on d.ref = i.dataset_id and d.name = 'log'
   where i.level = 'full' and i.adm2_id = $1)
select record, said.ref, "on", channel, said, presence, network, access, contact, caller, "setLevel", "setReason",
       sensitivity, o.name as owner, owner_org_id = $2 as own, illustrative
  from said join app.organisation o on o.id = owner_org_id
 where "on" between coalesce($3::date, '-infinity') and coalesce($4::date, 'infinity')
 order by "on" desc, said.created_at desc, said.ref desc limit $5`;

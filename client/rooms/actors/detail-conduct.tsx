/**
 * How an actor treats civilians, as recorded: incidents attributed to it alone by level of verification, with what counts
 * apart from what is alleged; tactics, weapons and victims the same way. Nothing is added across the two.
 */
import type { ReactNode } from "react";
import type { ActorDossier } from "../../../shared/rooms/actors-answers.ts";
import { TOLD_LEVELS } from "../../../shared/rooms/actors-conduct.ts";
import {
  type Facts,
  type FactsFilter,
  type GroupRow,
  groupBy,
  select,
} from "../../../shared/rooms/analysis.ts";
import type { Tactic, VerificationLevel } from "../../../shared/rooms/incidents.ts";
import { isoOf } from "../../../shared/time.ts";
import type { DashboardState } from "../../ui/dashboard-types.ts";
import { Figure } from "../../ui/panel.tsx";
import { Range } from "../../ui/range.tsx";
import { RecordsLink } from "../../ui/records-link.tsx";
import { codeLabel } from "../../words/codes.ts";
import { formatCount, formatList } from "../../words/format.ts";
import { useWords } from "../../words/index.tsx";
import { type SplitMark, ToldLink, ToldRecords, victimKey, weaponKey } from "./detail-records.tsx";
import { useConduct } from "./queries-engagement.ts";

interface ConductProps {
  state: DashboardState;
  actor: ActorDossier["actor"];
  facts: Facts;
  /** Period and dataset; `verification` names the levels that count. */
  filter: FactsFilter;
  source: ReactNode;
}

export function Conduct({ state, actor, facts, filter, source }: ConductProps) {
  const { t, tag } = useWords();
  const counts = filter.verification ?? [];
  const own = { ...filter, actors: [actor.ref], perpetrators: [actor.ref], verification: TOLD_LEVELS };
  const levels = groupBy(facts, select(facts, own), ["verification"]);
  const asked = {
    ...{ ref: actor.ref, dataset: filter.dataset ?? "", illustrative: Boolean(filter.includeIllustrative) },
    ...{
      from: filter.from == null ? null : isoOf(filter.from),
      to: filter.to == null ? null : isoOf(filter.to),
    },
  };
  const told = useConduct(state.operation, asked).data;
  if (actor.communal || levels.length === 0) return null;
  const named = formatList(
    counts.map((level) => codeLabel(t, "verification", level).toLowerCase()),
    tag,
  );
  const lists = [filter.areas, filter.kinds, filter.tactics, filter.precisions];
  const narrowed = Boolean(filter.civiliansOnly) || lists.some((list) => list?.length);
  const levelsOf = (mark: SplitMark) =>
    TOLD_LEVELS.filter((level) => counts.includes(level) === (mark === "counted"));
  return (
    <Figure title={t("conduct.title")} scope={t("conduct.scope", { named })} source={source}>
      <Levels facts={facts} levels={levels} counts={counts} filter={own} />
      <Split
        named={named}
        title={t("conduct.tactics")}
        rows={splitOf(groupBy(facts, select(facts, own), ["tactic", "verification"]), counts, {
          level: ({ key }) => key[1] as VerificationLevel,
          key: ({ key }) => String(key[0]),
          name: ({ key }) => codeLabel(t, "tactic", String(key[0])),
          n: ({ events }) => events,
        })}
        opens={({ key, ...n }, mark, shown) => (
          <RecordsLink
            filter={{ ...own, tactics: [key as Tactic], verification: levelsOf(mark) }}
            events={n[mark]}
          >
            {shown}
          </RecordsLink>
        )}
      />
      {narrowed ? (
        <p className="soft">{t("conduct.narrowed")}</p>
      ) : (
        <>
          <Split
            named={named}
            title={t("conduct.weapons")}
            rows={splitOf(told?.weapons ?? [], counts, {
              level: ({ level }) => level,
              key: weaponKey,
              name: ({ weapon }) => (weapon ? codeLabel(t, "weapon", weapon) : t("conduct.notRecorded")),
              n: ({ events }) => events,
            })}
            opens={({ key }, mark, shown) => <ToldLink behind={{ key, mark }}>{shown}</ToldLink>}
          />
          <Split
            named={named}
            title={t("conduct.victims")}
            help={t("conduct.victimsHelp")}
            rows={splitOf(told?.victims ?? [], counts, {
              level: ({ level }) => level,
              key: victimKey,
              name: ({ harm, sex, age }) =>
                [
                  codeLabel(t, "harmKind", harm),
                  codeLabel(t, "sex", sex),
                  codeLabel(t, "ageGroup", age),
                ].join(" · "),
              n: ({ people }) => people,
            })}
            opens={({ key }, mark, shown) => <ToldLink behind={{ key, mark }}>{shown}</ToldLink>}
          />
          <ToldRecords state={state} asked={asked} levelsOf={levelsOf} />
        </>
      )}
    </Figure>
  );
}

interface LevelsProps {
  facts: Facts;
  levels: GroupRow[];
  counts: readonly VerificationLevel[];
  filter: FactsFilter;
}

/** One row a level: those that count first, the others as alleged; they are not added. */
function Levels({ facts, levels, counts, filter }: LevelsProps) {
  const { t, tag } = useWords();
  const opens = (row: GroupRow, shown: ReactNode, civiliansOnly = false) => {
    const behind = { ...filter, verification: [row.key[0] as VerificationLevel] };
    const events = civiliansOnly ? select(facts, { ...behind, civiliansOnly }).length : row.events;
    return (
      <RecordsLink
        filter={{ ...behind, civiliansOnly: civiliansOnly || filter.civiliansOnly === true }}
        events={events}
      >
        {shown}
      </RecordsLink>
    );
  };
  const isCounted = ({ key }: GroupRow) => counts.includes(key[0] as VerificationLevel);
  const rowsOf = (rows: GroupRow[], head: string) =>
    rows.length > 0 && (
      <tbody>
        <tr>
          <th colSpan={5} scope="colgroup" className="plain-table-group">
            {head}
          </th>
        </tr>
        {rows.map((row) => (
          <tr key={String(row.key[0])}>
            <td>{codeLabel(t, "verification", String(row.key[0]))}</td>
            <td>{opens(row, formatCount(row.events, tag))}</td>
            <td>{opens(row, <Range counts={row} />)}</td>
            <td>{opens(row, formatCount(row.civilian, tag), true)}</td>
            <td>{opens(row, formatCount(row.unknownStatus, tag))}</td>
          </tr>
        ))}
      </tbody>
    );
  return (
    <table className="plain-table">
      <thead>
        <tr>
          <td />
          {(["events", "killed", "civilians", "unknown"] as const).map((name) => (
            <th key={name} scope="col">
              {t(`conduct.column.${name}`)}
            </th>
          ))}
        </tr>
      </thead>
      {rowsOf(levels.filter(isCounted), t("conduct.counted"))}
      {rowsOf(
        levels.filter((row) => !isCounted(row)),
        t("conduct.alleged"),
      )}
    </table>
  );
}

interface SplitRow {
  /** Code that stands in the address where the number opens its records. */
  key: string;
  name: string;
  counted: number;
  alleged: number;
}

interface Told<R> {
  level: (row: R) => VerificationLevel;
  key: (row: R) => string;
  name: (row: R) => string;
  n: (row: R) => number;
}

/** The same thing counted and alleged, side by side, most first. */
function splitOf<R>(rows: readonly R[], counts: readonly VerificationLevel[], told: Told<R>): SplitRow[] {
  const sums = new Map<string, SplitRow>();
  for (const row of rows) {
    const key = told.key(row);
    const sum = sums.get(key) ?? { key, name: told.name(row), counted: 0, alleged: 0 };
    sum[counts.includes(told.level(row)) ? "counted" : "alleged"] += told.n(row);
    sums.set(key, sum);
  }
  return [...sums.values()].sort((a, b) => b.counted - a.counted || b.alleged - a.alleged);
}

interface SplitProps {
  title: string;
  help?: string;
  named: string;
  rows: readonly SplitRow[];
  opens: (row: SplitRow, mark: SplitMark, shown: ReactNode) => ReactNode;
}

function Split({ title, help, named, rows, opens }: SplitProps) {
  const { t, tag } = useWords();
  const most = Math.max(1, ...rows.map(({ counted, alleged }) => Math.max(counted, alleged)));
  const cell = (row: SplitRow, mark: SplitMark) => (
    <td className="split-cell" data-mark={mark} style={{ ["--part" as string]: String(row[mark] / most) }}>
      <span>{row[mark] > 0 ? opens(row, mark, formatCount(row[mark], tag)) : formatCount(0, tag)}</span>
    </td>
  );
  if (rows.length === 0) return null;
  return (
    <table className="plain-table split-table">
      <caption>{title}</caption>
      <thead>
        <tr>
          <td>{help && <span className="soft">{help}</span>}</td>
          <th scope="col">{t("conduct.column.counted", { named })}</th>
          <th scope="col">{t("conduct.column.alleged")}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.key}>
            <td>{row.name}</td>
            {cell(row, "counted")}
            {cell(row, "alleged")}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

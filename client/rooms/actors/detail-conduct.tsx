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
import type { VerificationLevel } from "../../../shared/rooms/incidents.ts";
import { isoOf } from "../../../shared/time.ts";
import { Figure } from "../../ui/panel.tsx";
import { Range } from "../../ui/range.tsx";
import { RecordsLink } from "../../ui/records-link.tsx";
import { codeLabel } from "../../words/codes.ts";
import { formatCount, formatList } from "../../words/format.ts";
import { useWords } from "../../words/index.tsx";
import { useConduct } from "./queries-engagement.ts";

interface ConductProps {
  operation: string;
  actor: ActorDossier["actor"];
  facts: Facts;
  /** Period and dataset; `verification` names the levels that count. */
  filter: FactsFilter;
  source: ReactNode;
}

export function Conduct({ operation, actor, facts, filter, source }: ConductProps) {
  const { t, tag } = useWords();
  const counts = filter.verification ?? [];
  const own = { ...filter, actors: [actor.ref], perpetrators: [actor.ref], verification: TOLD_LEVELS };
  const levels = groupBy(facts, select(facts, own), ["verification"]);
  const weapons = useConduct(operation, {
    ...{ ref: actor.ref, dataset: filter.dataset ?? "", illustrative: Boolean(filter.includeIllustrative) },
    ...{
      from: filter.from == null ? null : isoOf(filter.from),
      to: filter.to == null ? null : isoOf(filter.to),
    },
  }).data;
  if (actor.communal || levels.length === 0) return null;
  const named = formatList(
    counts.map((level) => codeLabel(t, "verification", level).toLowerCase()),
    tag,
  );
  const lists = [filter.areas, filter.kinds, filter.tactics, filter.precisions];
  const narrowed = Boolean(filter.civiliansOnly) || lists.some((list) => list?.length);
  const told = <L extends { level: VerificationLevel }>(
    rows: readonly L[],
    name: (row: L) => string,
    n: (row: L) => number,
  ) => splitOf(rows, counts, ({ level }) => level, name, n);
  return (
    <Figure title={t("conduct.title")} scope={t("conduct.scope", { named })} source={source}>
      <Levels levels={levels} counts={counts} filter={own} />
      <Split
        named={named}
        title={t("conduct.tactics")}
        rows={splitOf(
          groupBy(facts, select(facts, own), ["tactic", "verification"]),
          counts,
          ({ key }) => key[1] as VerificationLevel,
          ({ key }) => codeLabel(t, "tactic", String(key[0])),
          ({ events }) => events,
        )}
      />
      {narrowed ? (
        <p className="soft">{t("conduct.narrowed")}</p>
      ) : (
        <>
          <Split
            named={named}
            title={t("conduct.weapons")}
            rows={told(
              weapons?.weapons ?? [],
              ({ weapon }) => (weapon ? codeLabel(t, "weapon", weapon) : t("conduct.notRecorded")),
              ({ events }) => events,
            )}
          />
          <Split
            named={named}
            title={t("conduct.victims")}
            help={t("conduct.victimsHelp")}
            rows={told(
              weapons?.victims ?? [],
              ({ harm, sex, age }) =>
                [
                  codeLabel(t, "harmKind", harm),
                  codeLabel(t, "sex", sex),
                  codeLabel(t, "ageGroup", age),
                ].join(" · "),
              ({ people }) => people,
            )}
          />
        </>
      )}
    </Figure>
  );
}

/** One row a level: those that count first, the others as alleged; they are not added. */
function Levels(props: { levels: GroupRow[]; counts: readonly VerificationLevel[]; filter: FactsFilter }) {
  const { levels, counts, filter } = props;
  const { t, tag } = useWords();
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
            <td>
              <RecordsLink
                filter={{ ...filter, verification: [row.key[0] as VerificationLevel] }}
                events={row.events}
              >
                {formatCount(row.events, tag)}
              </RecordsLink>
            </td>
            <td>
              <Range counts={row} />
            </td>
            <td>{formatCount(row.civilian, tag)}</td>
            <td>{formatCount(row.unknownStatus, tag)}</td>
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
  name: string;
  counted: number;
  alleged: number;
}

/** The same thing counted and alleged, side by side, most first. */
function splitOf<R>(
  rows: readonly R[],
  counts: readonly VerificationLevel[],
  level: (row: R) => VerificationLevel,
  name: (row: R) => string,
  n: (row: R) => number,
): SplitRow[] {
  const sums = new Map<string, SplitRow>();
  for (const row of rows) {
    const sum = sums.get(name(row)) ?? { name: name(row), counted: 0, alleged: 0 };
    if (counts.includes(level(row))) sum.counted += n(row);
    else sum.alleged += n(row);
    sums.set(sum.name, sum);
  }
  return [...sums.values()].sort((a, b) => b.counted - a.counted || b.alleged - a.alleged);
}

function Split(props: { title: string; help?: string; named: string; rows: readonly SplitRow[] }) {
  const { title, help, named, rows } = props;
  const { t, tag } = useWords();
  const most = Math.max(1, ...rows.map(({ counted, alleged }) => Math.max(counted, alleged)));
  const cell = (n: number, mark: "counted" | "alleged") => (
    <td className="split-cell" data-mark={mark} style={{ ["--part" as string]: String(n / most) }}>
      <span>{formatCount(n, tag)}</span>
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
        {rows.map(({ name, counted, alleged }) => (
          <tr key={name}>
            <td>{name}</td>
            {cell(counted, "counted")}
            {cell(alleged, "alleged")}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

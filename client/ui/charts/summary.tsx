/** Three figures above the charts: all killed with range, civilians, unknown status. They stand beside, never added. */
import { useComputedColorScheme } from "@mantine/core";
import {
  type ShownRange,
  select,
  shownCivilians,
  shownRange,
  totals,
} from "../../../shared/rooms/analysis.ts";
import type { VerificationLevel } from "../../../shared/rooms/incidents.ts";
import { exactly } from "../../../shared/rooms/trend.ts";
import { formatRange } from "../../words/format.ts";
import { useWords } from "../../words/index.tsx";
import { RecordsLink } from "../records-link.tsx";
import { countedFilter, levelsApart } from "./harm-words.ts";
import { PALETTES } from "./palette.ts";
import type { Harm } from "./use-harm.ts";

/** How the bars are read, said once for all charts below. */
function HarmKey() {
  const { t } = useWords();
  const { civilian, ink } = PALETTES[useComputedColorScheme("light")];
  const marks = [
    {
      name: t("charts.key.killed"),
      drawing: <rect y="2" width="18" height="8" fill={civilian} fillOpacity="0.45" />,
    },
    { name: t("charts.key.civilian"), drawing: <rect y="3.5" width="18" height="5" fill={civilian} /> },
    {
      name: t("charts.key.range"),
      drawing: <path d="M1 6H17M1 3v6M17 3v6" stroke={ink} strokeWidth="1.2" />,
    },
  ];
  return (
    <p className="chart-key">
      {marks.map(({ name, drawing }) => (
        <span key={name}>
          <svg width="18" height="12" viewBox="0 0 18 12" aria-hidden="true" focusable="false">
            {drawing}
          </svg>
          {name}
        </span>
      ))}
    </p>
  );
}

interface HarmSummaryProps {
  harm: Harm;
  headline: readonly VerificationLevel[];
}

/** "≥ 11", or "11" and "(11–17)". */
function partsOf(range: ShownRange, tag: string): { count: string; ends: string | undefined } {
  const text = formatRange(range, tag);
  const at = text.indexOf("(");
  return at === -1
    ? { count: text, ends: undefined }
    : { count: text.slice(0, at).trim(), ends: text.slice(at) };
}

/** Levels counted, their numbers, and apart from them every other level; each opens its records. */
export function HarmSummary({ harm, headline }: HarmSummaryProps) {
  const { t, tag } = useWords();
  const sum = totals(harm.facts, harm.counted);
  const entries = [
    { name: t("charts.sum.killed"), range: sum ? shownRange(sum) : exactly(0) },
    { name: t("charts.sum.civilian"), range: sum ? shownCivilians(sum) : exactly(0) },
    { name: t("charts.sum.unknown"), range: exactly(sum ? sum.unknownStatus : 0) },
  ].map(({ name, range }) => ({ name, ...partsOf(range, tag) }));
  const filter = countedFilter(harm, headline);
  const events = sum?.events ?? 0;
  const civilians = { ...filter, civiliansOnly: true };
  const behind = [
    { filter, events },
    { filter: civilians, events: select(harm.facts, civilians).length },
    { filter, events },
  ];
  return (
    <div className="panel-section">
      <h3>
        <RecordsLink filter={filter} events={events}>
          {t("charts.sum.title", { n: events })}
        </RecordsLink>
      </h3>
      <dl className="harm-summary">
        {entries.map(({ name, count, ends }, at) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>
              <RecordsLink {...behind[at]!}>{count}</RecordsLink>{" "}
              {ends && <span className="harm-range">{ends}</span>}
            </dd>
          </div>
        ))}
      </dl>
      <Apart harm={harm} />
      <HarmKey />
    </div>
  );
}

/** Pending, not verifiable and whatever else is not counted, each level on its own. */
function Apart({ harm }: { harm: Harm }) {
  const { t, tag } = useWords();
  const apart = levelsApart(t, tag, harm);
  if (apart.length === 0) return null;
  return (
    <ul className="harm-apart" aria-label={t("charts.apart.title")}>
      {apart.map(({ level, events, text }) => (
        <li key={level}>
          <RecordsLink filter={{ ...harm.filter, verification: [level] }} events={events}>
            {text}
          </RecordsLink>
        </li>
      ))}
    </ul>
  );
}

/** Three figures above the charts: all killed with range, civilians, unknown status. They stand beside, never added. */
import { useComputedColorScheme } from "@mantine/core";
import { totals } from "../../../shared/rooms/analysis.ts";
import { formatCount, formatRange } from "../../words/format.ts";
import { useWords } from "../../words/index.tsx";
import { otherLevels } from "./harm-words.ts";
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

export function HarmSummary({ harm }: { harm: Harm }) {
  const { t, tag } = useWords();
  const sum = totals(harm.facts, harm.counted);
  const killed = { low: sum?.low ?? null, best: sum?.best ?? null, high: sum?.high ?? null };
  const range = formatRange(killed, tag).replace(formatCount(killed.best, tag), "").trim();
  const entries = [
    { name: t("charts.sum.killed"), value: sum ? killed.best : 0, more: range },
    { name: t("charts.sum.civilian"), value: sum ? sum.civilian : 0, more: "" },
    { name: t("charts.sum.unknown"), value: sum ? sum.unknownStatus : 0, more: "" },
  ];
  return (
    <div className="panel-section">
      <h3>{t("charts.sum.title", { n: sum?.events ?? 0 })}</h3>
      <dl className="harm-summary">
        {entries.map(({ name, value, more }) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>
              {formatCount(value, tag)} {more && <span className="harm-range">{more}</span>}
            </dd>
          </div>
        ))}
      </dl>
      {!sum && <p className="chart-aside">{otherLevels(t, tag, harm)}</p>}
      <HarmKey />
    </div>
  );
}

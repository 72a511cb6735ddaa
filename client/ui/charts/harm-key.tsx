/** How the bars of harm are read, said once above the charts. */
import { useComputedColorScheme } from "@mantine/core";
import { useWords } from "../../words/index.tsx";
import { PALETTES } from "./palette.ts";

export function HarmKey() {
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

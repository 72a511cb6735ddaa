/**
 * The legend: only what is drawn now, each mark with its words. Disc sizes are the scale in use, so a size can be read
 * as a number. Folds away; folded from the start on a narrow map.
 */
import { type ReactNode, useLayoutEffect, useRef, useState } from "react";
import { type FactsFilter, UNPLACED } from "../../shared/rooms/analysis.ts";
import { SIGNAL_KINDS } from "../../shared/rooms/incidents.ts";
import { PRIORITY_CATEGORIES } from "../../shared/rooms/priorities.ts";
import { PALETTES, type Palette, type Theme } from "../ui/charts/palette.ts";
import type { MapLayer } from "../ui/dashboard-types.ts";
import { RecordsLink } from "../ui/records-link.tsx";
import { formatCount } from "../words/format.ts";
import { hasWord, useWords } from "../words/index.tsx";
import { radiusOf } from "./bin.ts";
import type { MapData } from "./data.ts";
import type { DrawnIncidents } from "./incident-drawing.ts";
import { Hatch, LegendMark } from "./legend-marks.tsx";

interface MapLegendProps {
  data: MapData;
  drawn: DrawnIncidents | undefined;
  layers: readonly MapLayer[];
  theme: Theme;
  /** What is drawn, for the way to the records that are not. */
  filter: FactsFilter;
}

/** Width of the map from which the legend starts open, CSS pixels. */
const OPEN_FROM = 900;

function Entry({ mark, children }: { mark: ReactNode; children: ReactNode }) {
  return (
    <li className="legend-entry">
      {mark}
      <span>{children}</span>
    </li>
  );
}

/** Three discs at the sizes of the current scale. */
function Discs({ ceiling, palette }: { ceiling: number; palette: Palette }) {
  const { t, tag } = useWords();
  const steps = [ceiling, ceiling / 5, Math.max(1, Math.round(ceiling / 50))];
  const largest = radiusOf(ceiling, ceiling);
  return (
    <svg
      className="legend-discs"
      width="172"
      height={largest * 2 + 10}
      role="img"
      aria-label={t("map.legend.discs")}
    >
      {steps.map((deaths) => {
        const r = radiusOf(deaths, ceiling);
        const y = largest * 2 + 8 - 2 * r;
        return (
          <g key={deaths}>
            <circle
              cx={largest + 2}
              cy={y + r}
              r={r}
              fill={palette.killed}
              fillOpacity={0.14}
              stroke={palette.killed}
            />
            <line
              x1={largest + 2}
              x2={largest * 2 + 14}
              y1={y}
              y2={y}
              stroke={palette.inkSoft}
              strokeDasharray="2 2"
            />
            <text x={largest * 2 + 18} y={y + 4} fill={palette.ink} fontSize="11">
              {formatCount(deaths, tag)}
            </text>
          </g>
        );
      })}
    </svg>
  );
}

interface IncidentEntriesProps {
  drawn: DrawnIncidents;
  palette: Palette;
  filter: FactsFilter;
}

function IncidentEntries({ drawn, palette, filter }: IncidentEntriesProps) {
  const { t } = useWords();
  return (
    <>
      <p className="legend-head">{t("map.legend.discs")}</p>
      <Discs ceiling={drawn.ceiling} palette={palette} />
      <ul>
        <Entry mark={<LegendMark kind="ring" palette={palette} />}>{t("map.legend.all")}</Entry>
        <Entry mark={<LegendMark kind="core" palette={palette} />}>{t("map.legend.civilians")}</Entry>
        <Entry mark={<LegendMark kind="dot" palette={palette} />}>{t("map.legend.none")}</Entry>
        {drawn.marks
          .filter((mark) => mark !== "solid" || drawn.marks.length > 1)
          .map((mark) => {
            const key = `map.mark.${mark}`;
            return (
              <Entry key={mark} mark={<Hatch mark={mark} palette={palette} />}>
                {hasWord(key) && t(key)}
              </Entry>
            );
          })}
        {drawn.illustrative && (
          <Entry mark={<LegendMark kind="dashed" palette={palette} />}>{t("map.legend.illustrative")}</Entry>
        )}
        {drawn.areaCounts > 0 && (
          <Entry mark={<LegendMark kind="square" palette={palette} />}>{t("map.legend.square")}</Entry>
        )}
      </ul>
      <NotDrawn nowhere={drawn.nowhere} filter={filter} />
    </>
  );
}

/** What the map cannot show; each number opens its records. */
function NotDrawn({
  nowhere: { harm, signals },
  filter,
}: Pick<DrawnIncidents, "nowhere"> & { filter: FactsFilter }) {
  const { t } = useWords();
  const behind = { ...filter, areas: [UNPLACED.any] };
  if (harm + signals === 0) return null;
  return (
    <p className="legend-note">
      {harm > 0 && (
        <RecordsLink filter={behind} events={harm}>
          {t("map.legend.nowhere", { n: harm })}
        </RecordsLink>
      )}{" "}
      {signals > 0 && (
        <RecordsLink filter={{ ...behind, kinds: SIGNAL_KINDS }} events={signals}>
          {t("map.legend.nowhereSignals", { n: signals })}
        </RecordsLink>
      )}
    </p>
  );
}

function AreaEntries({
  data,
  layers,
  palette,
}: {
  data: MapData;
  layers: readonly MapLayer[];
  palette: Palette;
}) {
  const { t } = useWords();
  const used = new Set(data.categories.values());
  const cover = new Set(data.coverage.values());
  const known = [...data.information.values()];
  const information = new Set(known.map(({ level }) => level));
  return (
    <>
      {layers.includes("priorities") &&
        PRIORITY_CATEGORIES.filter((category) => used.has(category)).map((category) => (
          <Entry key={category} mark={<LegendMark kind={category} palette={palette} />}>
            {t(`map.category.${category}`)}
          </Entry>
        ))}
      {layers.includes("coverage") &&
        (["covered", "reached", "not"] as const)
          .filter((state) => cover.has(state))
          .map((state) => (
            <Entry key={state} mark={<LegendMark kind={state} palette={palette} />}>
              {t(`map.cover.${state}`)}
            </Entry>
          ))}
      {information.has("none") && (
        <Entry mark={<LegendMark kind="unknownDense" palette={palette} />}>{t("information.map.none")}</Entry>
      )}
      {information.has("weak") && (
        <Entry mark={<LegendMark kind="unknown" palette={palette} />}>{t("information.map.weak")}</Entry>
      )}
      {known.some(({ illustrative }) => illustrative) && (
        <Entry mark={<LegendMark kind="made" palette={palette} />}>{t("information.map.madeLegend")}</Entry>
      )}
      {layers.includes("patrols") && data.entered && (
        <Entry mark={data.entered.size > 0 && <LegendMark kind="entered" palette={palette} />}>
          {t(data.entered.size > 0 ? "map.legend.entered" : "map.legend.notEntered")}
        </Entry>
      )}
    </>
  );
}

function PointEntries({
  data,
  layers,
  palette,
}: {
  data: MapData;
  layers: readonly MapLayer[];
  palette: Palette;
}) {
  const { t } = useWords();
  return (
    <>
      {layers.includes("bases") && data.bases.length > 0 && (
        <Entry mark={<LegendMark kind="base" palette={palette} />}>{t("map.legend.base")}</Entry>
      )}
      {layers.includes("places") && data.sites.some((site) => site.kind === "health") && (
        <Entry mark={<LegendMark kind="health" palette={palette} />}>{t("map.legend.health")}</Entry>
      )}
      {layers.includes("places") && data.sites.some((site) => site.kind !== "health") && (
        <Entry mark={<LegendMark kind="site" palette={palette} />}>{t("map.legend.site")}</Entry>
      )}
      {layers.includes("actors") && data.facts && (
        <Entry mark={<LegendMark kind="actors" palette={palette} />}>
          {t("map.legend.actors")}; {t("map.legend.communal")}
        </Entry>
      )}
    </>
  );
}

/** Fold-away card at the lower start corner of the map. */
export function MapLegend({ data, drawn, layers, theme, filter }: MapLegendProps) {
  const { t } = useWords();
  const [open, setOpen] = useState(false);
  const box = useRef<HTMLDetailsElement>(null);
  useLayoutEffect(() => setOpen((box.current?.parentElement?.clientWidth ?? 0) >= OPEN_FROM), []);
  const palette = PALETTES[theme];
  const incidents = layers.includes("incidents") && drawn && drawn.events > 0;
  return (
    <details
      ref={box}
      className="map-legend"
      open={open}
      onToggle={(event) => setOpen(event.currentTarget.open)}
    >
      <summary>{t("map.legend")}</summary>
      <div className="legend-body">
        {incidents && <IncidentEntries drawn={drawn} palette={palette} filter={filter} />}
        <ul>
          <AreaEntries data={data} layers={layers} palette={palette} />
          <PointEntries data={data} layers={layers} palette={palette} />
        </ul>
      </div>
    </details>
  );
}

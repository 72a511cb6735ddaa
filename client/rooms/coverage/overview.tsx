/** Deployment coverage of a day: shares beside patrol coverage, gaps, years, bases, and what an imagined base would do. */
import { useMemo, useState } from "react";
import type { AreaCover, DeploymentAnswer, PatrolWindows } from "../../../shared/rooms/coverage-answers.ts";
import { DEFAULT_WINDOWS } from "../../../shared/rooms/coverage-rules.ts";
import { useAddress, useSetAddress } from "../../dashboard.ts";
import type { OperationInfo } from "../../session.ts";
import type { MapLayer } from "../../ui/dashboard-types.ts";
import { searchOfSelection } from "../../url.ts";
import { formatDate } from "../../words/format.ts";
import { useWords } from "../../words/index.tsx";
import { AreasMap } from "../places/layer-areas.tsx";
import { coverStates, imagine, isSaid } from "./figures.ts";
import { areasBehind, behindOf, behindText, placesOf } from "./figures-behind.ts";
import { BaseList, YearBases } from "./list-bases.tsx";
import { AreasBehind, PlacesLink } from "./list-behind.tsx";
import { GapList } from "./list-gaps.tsx";
import { WhatIfNote } from "./overview-imagined.tsx";
import { Shares } from "./overview-shares.tsx";
import { Years } from "./overview-years.tsx";
import { type Asked, usePatrolCover, useYears } from "./queries.ts";
import { useInformationMap } from "./queries-information.ts";

const LAYERS: readonly MapLayer[] = ["priorities", "coverage", "areas", "bases"];

interface DeploymentViewProps {
  operation: OperationInfo;
  asked: Asked;
  answer: DeploymentAnswer;
}

export function DeploymentView({ operation, asked, answer }: DeploymentViewProps) {
  const { t } = useWords();
  const [codes, setCodes] = useState<readonly string[]>([]);
  const [windows, setWindows] = useState<PatrolWindows>(DEFAULT_WINDOWS);
  const patrols = usePatrolCover(operation.code, asked, windows).data;
  const whatIf = useMemo(
    () => imagine(answer, codes, (area) => t("coverage.whatif.base", { area })),
    [answer, codes, t],
  );
  const years = useYears(operation.code, asked).data;
  const { about } = useAddress();
  const behind = isSaid(answer) ? behindOf(about) : undefined;
  const ofYear = years?.find(({ year }) => year === placesOf(about));
  const toggle = (code: string) =>
    setCodes((before) => (before.includes(code) ? before.filter((one) => one !== code) : [...before, code]));
  return (
    <div className="coverage-view">
      <div className="coverage-main">
        <Wording answer={answer} />
        <WhatIfNote whatIf={whatIf} onRemove={toggle} onClear={() => setCodes([])} />
        <Shares answer={answer} patrols={patrols} changes={whatIf.changes} onWindows={setWindows} />
        {behind && (
          <AreasBehind
            key={behindText(behind)}
            behind={behind}
            areas={areasBehind(behind, answer, patrols, years)}
          />
        )}
        {ofYear && <YearBases key={ofYear.year} operation={operation.code} {...ofYear} />}
        <GapList
          operation={operation}
          answer={answer}
          areas={whatIf.areas}
          patrols={patrols}
          onImagine={toggle}
        />
        <Years operation={operation} asked={asked} answer={answer} />
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must scroll by keyboard too */}
      <aside className="coverage-side" tabIndex={0} aria-label={t("coverage.map.label")}>
        <CoverMap operation={operation} answer={answer} areas={whatIf.areas} imagined={whatIf.imagined} />
        <BaseList operation={operation.code} answer={answer} />
      </aside>
    </div>
  );
}

/** Stands in a sentence where the link is put; no text holds it. */
const PLACES_HERE = "\u0000";

/** How the shares must be read. A list of others is never complete, and a day it does not reach has no share. */
function Wording({ answer }: { answer: DeploymentAnswer }) {
  const { t, tag } = useWords();
  const { list, wording, places, year, date } = answer;
  // The number in the middle of the sentence opens its places, wherever a language puts it.
  const [before, after] = t(`coverage.word.${wording}`, {
    list: list?.dataset?.title ?? t("coverage.list.own"),
    places: PLACES_HERE,
    date: formatDate(date, tag),
    from: list ? formatDate(list.from, tag) : "",
    to: list ? formatDate(list.to ?? date, tag) : "",
  }).split(PLACES_HERE);
  return (
    <p className={wording === "own_list" ? "coverage-wording" : "coverage-wording coverage-caution"}>
      {before}
      {after !== undefined && (
        <PlacesLink year={year} n={places}>
          {t("coverage.word.places", { n: places, year: String(year) })}
        </PlacesLink>
      )}
      {after}
    </p>
  );
}

interface CoverMapProps {
  operation: OperationInfo;
  answer: DeploymentAnswer;
  areas: AreaCover[];
  imagined: AreaCover[];
}

function CoverMap({ operation, answer, areas, imagined }: CoverMapProps) {
  const { t } = useWords();
  const information = useInformationMap(operation.code);
  const setAddress = useSetAddress();
  const drawn = useMemo(() => {
    return {
      categories: new Map(areas.map(({ code, category }) => [code, category])),
      coverage: coverStates(answer, areas),
      bases: [
        ...answer.bases,
        ...imagined.map(({ code, lon, lat, name }) => {
          const base = { ref: `imagined-${code}`, name: t("coverage.whatif.base", { area: name }), lon, lat };
          return { ...base, strength: null, illustrative: true };
        }),
      ],
    };
  }, [areas, answer, imagined, t]);
  return (
    <AreasMap
      operation={operation}
      label={t("coverage.map.label")}
      className="coverage-map"
      {...drawn}
      information={information}
      layers={LAYERS}
      onSelect={(chosen) => setAddress(searchOfSelection(chosen))}
    />
  );
}

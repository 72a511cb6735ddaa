/**
 * Information coverage of a day: how much is unknown, areas by level (each number opens the areas behind it), whom to
 * call, and the map with its hatching.
 */
import { Button } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useMemo } from "react";
import {
  INFORMATION_LEVELS,
  type InformationAnswer,
  type InformationArea,
  informationCounts,
  isSilent,
  isUnknown,
} from "../../../shared/rooms/coverage-information.ts";
import { useAddress, useSetAddress } from "../../dashboard.ts";
import type { OperationInfo } from "../../session.ts";
import type { MapLayer } from "../../ui/dashboard-types.ts";
import { IllustrativeMark } from "../../ui/marks.tsx";
import { EmptyNote, ErrorNote, Waiting } from "../../ui/states.tsx";
import { type Search, searchOfSelection } from "../../url.ts";
import { formatDate } from "../../words/format.ts";
import { useWords } from "../../words/index.tsx";
import { AreasMap } from "../places/layer-areas.tsx";
import { InformationTable } from "./list-information.tsx";
import { SilentList } from "./list-silent.tsx";
import { useInformation } from "./queries-information.ts";
import { peopleSource, UNKNOWN_AREAS, unknownText } from "./row-information.tsx";

const LAYERS: readonly MapLayer[] = ["areas"];
const NO_CATEGORIES = new Map();
/** What the table may be narrowed to, best first. */
const CHOICES = [...INFORMATION_LEVELS].reverse();

export function InformationView({ operation, date }: { operation: OperationInfo; date: string }) {
  const answer = useInformation(operation.code, date);
  if (answer.isError) return <ErrorNote error={answer.error} retry={answer.refetch} />;
  if (!answer.data) return <Waiting lines={10} />;
  if (!answer.data.shared) return <Closed answer={answer.data} />;
  return <Open operation={operation} answer={answer.data} />;
}

function Closed({ answer }: { answer: InformationAnswer }) {
  const { t } = useWords();
  return (
    <>
      <EmptyNote kind="denied" title={t("information.closed")} help={t("information.closedHelp")} />
      {answer.heard !== null && (
        <p className="coverage-wording">{t("information.closedHeard", { n: answer.heard })}</p>
      )}
    </>
  );
}

function Open({ operation, answer }: { operation: OperationInfo; answer: InformationAnswer }) {
  const { t, tag } = useWords();
  const address = useAddress();
  const { areas } = answer;
  const shown = useMemo(() => narrowed(areas, address), [areas, address]);
  return (
    <div className="coverage-view">
      <div className="coverage-main">
        <section className="coverage-section">
          <h2>
            {t("information.title", { date: formatDate(answer.date, tag) })}{" "}
            {answer.withoutIllustrative && <IllustrativeMark />}
          </h2>
          <p className="information-share">
            {unknownText(t, tag, areas)}{" "}
            <Link to="." search={(before: Search) => ({ ...before, about: UNKNOWN_AREAS, area: undefined })}>
              {t("information.unknown.show")}
            </Link>
          </p>
          <Levels areas={areas} chosen={address} />
          {answer.withoutIllustrative && (
            <p className="coverage-soft">{t("information.without", answer.withoutIllustrative)}</p>
          )}
          <p className="coverage-soft">
            {t("information.help")} {peopleSource(t, areas)}
          </p>
        </section>
        <SilentList operation={operation} areas={areas} />
        <section className="coverage-section" id="information-areas">
          <h2>{t("information.areas.title", { n: shown.length })}</h2>
          <InformationTable operation={operation.code} areas={shown} />
        </section>
      </div>
      <aside className="coverage-side">
        <InformationMap operation={operation} areas={areas} />
      </aside>
    </div>
  );
}

/** The areas that a figure elsewhere counts: of one level, unknown, silent; among those that a list named. */
function narrowed(areas: readonly InformationArea[], { about, area: codes }: Search) {
  const among = codes ? areas.filter(({ code }) => codes.split(",").includes(code)) : areas;
  if (about === "silent") return among.filter(isSilent);
  if (about === UNKNOWN_AREAS) return among.filter(({ level }) => isUnknown(level));
  return among.filter(({ level }) => !isLevel(about) || level === about);
}
const isLevel = (about: string | undefined) => CHOICES.some((level) => level === about);

/** Each number opens its areas below. */
function Levels({
  areas,
  chosen: { about: chosen, area },
}: {
  areas: readonly InformationArea[];
  chosen: Search;
}) {
  const { t } = useWords();
  const setAddress = useSetAddress();
  const counts = informationCounts(areas);
  const choose = (about: string | undefined) => {
    setAddress({ about, area: undefined });
    document.getElementById("information-areas")?.scrollIntoView({ block: "nearest" });
  };
  return (
    <fieldset className="information-levels">
      <legend className="visually-hidden">{t("information.levels")}</legend>
      {CHOICES.map((level) => (
        <Button
          key={level}
          size="compact-sm"
          variant={chosen === level ? "filled" : "default"}
          aria-pressed={chosen === level}
          onClick={() => choose(chosen === level ? undefined : level)}
        >
          <span className={`information information-${level}`} aria-hidden="true" />
          {t(`information.level.${level}`)} {counts[level]}
        </Button>
      ))}
      <Button
        size="compact-sm"
        variant={chosen || area ? "subtle" : "default"}
        aria-pressed={!chosen && !area}
        onClick={() => choose(undefined)}
      >
        {t("information.all", { n: areas.length })}
      </Button>
    </fieldset>
  );
}

function InformationMap({
  operation,
  areas,
}: {
  operation: OperationInfo;
  areas: readonly InformationArea[];
}) {
  const { t } = useWords();
  const setAddress = useSetAddress();
  const levels = useMemo(() => new Map(areas.map((area) => [area.code, area])), [areas]);
  return (
    <AreasMap
      operation={operation}
      label={t("information.levels")}
      className="coverage-map information-map"
      categories={NO_CATEGORIES}
      information={levels}
      layers={LAYERS}
      onSelect={(chosen) => setAddress(searchOfSelection(chosen))}
    />
  );
}

/**
 * Who holds which ground on a day: map, the same in words, and how many people live under each kind of control. The day is
 * that of the order of battle; the slider stops where a front shifts.
 */
import { useComputedColorScheme } from "@mantine/core";
import { Link, useNavigate } from "@tanstack/react-router";
import { lazy, Suspense, useMemo, useRef } from "react";
import { GROUNDS } from "../../../shared/rooms/actors.ts";
import type { GroundAnswer, ZoneAnswer } from "../../../shared/rooms/actors-answers.ts";
import { contestedAreas, holdsGround } from "../../../shared/rooms/actors-ground.ts";
import { useOperationCode } from "../../dashboard.ts";
import { type OperationInfo, useOperation } from "../../session.ts";
import { PALETTES } from "../../ui/charts/palette.ts";
import { ActorLink, AreaLink } from "../../ui/links.tsx";
import { CodeLabel, IllustrativeMark } from "../../ui/marks.tsx";
import { ErrorNote, Waiting } from "../../ui/states.tsx";
import { formatDate } from "../../words/format.ts";
import { useWords } from "../../words/index.tsx";
import { useShapes } from "../places/queries.ts";
import { shapesOf } from "./figures-ground.ts";
import { changeDays } from "./figures-structure.ts";
import { useTaken } from "./figures-taken.ts";
import { ZoneFileButton } from "./form-zone-file.tsx";
import { GroundFiles } from "./overview-files.tsx";
import { PeopleUnder } from "./overview-people.tsx";
import { DaySlider } from "./overview-slider.tsx";
import { useGround } from "./queries.ts";
import { useDay } from "./queries-day.ts";
import "./actors.css";
import "./structure.css";

const GroundMap = lazy(async () => ({ default: (await import("../../map/ground-map.tsx")).GroundMap }));

export function GroundPage() {
  const operation = useOperation(useOperationCode()).data;
  if (!operation) return <Waiting lines={8} />;
  return <Ground operation={operation} />;
}

function Ground({ operation }: { operation: OperationInfo }) {
  const { t, tag } = useWords();
  const answer = useGround(operation.code);
  const areas = useShapes(operation.code);
  const [day, choose] = useDay(operation);
  const theme = useComputedColorScheme("light");
  const navigate = useNavigate();
  const { taken, print } = useTaken<GroundAnswer>();
  const drawn = useRef<() => Promise<void>>(null);
  const told = taken ?? answer.data;
  const zones = useMemo(() => (told?.zones ?? []).filter((zone) => holdsGround(zone, day)), [told, day]);
  const changes = useMemo(
    () =>
      changeDays(
        (answer.data?.zones ?? []).map(({ validFrom, validTo }) => ({ from: validFrom, to: validTo })),
      ),
    [answer.data],
  );
  const order = useMemo(() => orderOf(answer.data?.zones ?? []), [answer.data]);
  const shapes = useMemo(() => shapesOf(zones, areas?.features ?? [], order), [zones, areas, order]);
  const frame = useMemo(() => (areas?.features ?? []).map(({ geometry }) => geometry), [areas]);
  if (answer.isError) return <ErrorNote error={answer.error} retry={answer.refetch} />;
  if (!answer.data || !areas) return <Waiting lines={10} />;
  const undrawn = zones.length - new Set(shapes.map(({ ref }) => ref)).size;
  const open = (ref: string) => {
    const actor = zones.find((zone) => zone.ref === ref)?.actor.ref;
    if (actor)
      void navigate({
        to: "/$operation/actors/$ref",
        params: { operation: operation.code, ref: actor },
        search: true,
      });
  };
  return (
    <div className="structure-page" data-taken={taken ? "yes" : undefined}>
      <header className="structure-head">
        <h1>{t("ground.title")}</h1>
        {operation.you.rights.includes("export") && (
          <GroundFiles
            operation={operation}
            day={day}
            print={(ground) => print(ground, () => drawn.current?.() ?? Promise.resolve())}
          />
        )}
        {operation.you.writes.includes("actor") && <ZoneFileButton operation={operation.code} />}
        <nav className="structure-links">
          <Link to="/$operation/actors/structure" params={{ operation: operation.code }} search>
            {t("structure.link")}
          </Link>
          <Link to="/$operation/actors" params={{ operation: operation.code }} search>
            {t("actors.detail.back")}
          </Link>
          {operation.you.writes.includes("actor") && (
            <Link to="/$operation/actors/zone" params={{ operation: operation.code }} search>
              {t("actors.add.zone")}
            </Link>
          )}
        </nav>
      </header>
      <p className="print-only">
        {operation.name}, {formatDate(day, tag)}. {t("structure.files.note")}
      </p>
      {/* What is on the screen may be exact: nothing of it leaves without the button. */}
      {!taken && <p className="off-paper">{t("structure.files.untaken")}</p>}
      <DaySlider day={day} choose={choose} changes={changes} today={operation.today} />
      <div className="structure-body">
        <div className="structure-room ground-room">
          <Suspense fallback={<Waiting lines={3} />}>
            <GroundMap
              shapes={shapes}
              frame={frame}
              theme={theme}
              label={t("ground.map.label")}
              onOpen={open}
              drawn={drawn}
            />
          </Suspense>
        </div>
        <aside className="structure-side">
          <ZoneList operation={operation} zones={zones} order={order} />
          {undrawn > 0 && <p className="soft">{t("ground.noShape", { n: undrawn })}</p>}
          <PeopleUnder operation={operation.code} zones={zones} people={answer.data.people} />
          <section className="structure-legend">
            <h3>{t("ground.legend.title")}</h3>
            <ul>
              {[...GROUNDS, "contested" as const].map((mark) => (
                <li key={mark}>
                  <span className="ground-mark" data-ground={mark} />
                  {mark === "contested" ? t("ground.contested") : t(`ground.kind.${mark}`)}
                </li>
              ))}
            </ul>
            <p className="soft">{t("ground.legend.colour")}</p>
            <p className="soft">{t("ground.legend.coarse")}</p>
          </section>
        </aside>
      </div>
    </div>
  );
}

/** Actors by name: their place is their colour, whatever the day. */
function orderOf(zones: readonly ZoneAnswer[]): Map<string, number> {
  const names = new Map(zones.map(({ actor }) => [actor.ref, actor.name]));
  const sorted = [...names].sort(([, a], [, b]) => (a < b ? -1 : 1));
  return new Map(sorted.map(([ref], at) => [ref, at]));
}

interface ListProps {
  operation: OperationInfo;
  zones: readonly ZoneAnswer[];
  order: ReadonlyMap<string, number>;
}

function ZoneList({ operation, zones, order }: ListProps) {
  const { t, tag } = useWords();
  const { parties } = PALETTES[useComputedColorScheme("light")];
  const contested = contestedAreas(zones);
  return (
    <section>
      <h3>{t("ground.list.title", { n: zones.length })}</h3>
      {zones.length === 0 && <p>{t("ground.none")}</p>}
      <ul className="claims">
        {zones.map((zone) => (
          <li key={zone.ref}>
            <div className="claim-line">
              <span
                className="ground-mark"
                data-ground={zone.ground}
                style={{ borderColor: parties[(order.get(zone.actor.ref) ?? 0) % parties.length] }}
              />
              <ActorLink operation={operation.code} actor={zone.actor} />
              <AreaLink operation={operation.code} area={zone.area} />
              {zone.illustrative && <IllustrativeMark />}
            </div>
            <div className="claim-facts">
              <span>{t(`ground.kind.${zone.ground}`)}</span>
              <CodeLabel list="controlKind" code={zone.controlKind} />
              {zone.outline ? <span>{t("ground.drawn")}</span> : null}
              {contested.has(zone.area.ref) && zone.ground === "control" && (
                <b>{t("ground.contestedShort")}</b>
              )}
              <CodeLabel list="confidence" code={zone.confidence} />
              <span>{t("actors.detail.asOf", { date: formatDate(zone.asOf, tag) })}</span>
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}

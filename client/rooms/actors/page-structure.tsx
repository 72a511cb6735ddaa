/**
 * The order of battle: who stands under whom on a day, as tree, graph or list of the same preparation. The day is that of
 * the address and of the map of ground; the slider stops where something changes. What is not known is said first.
 */
import { Button, SegmentedControl, Switch } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { type ReactNode, type RefObject, useEffect, useMemo, useRef, useState } from "react";
import type { StructureAnswer } from "../../../shared/rooms/actors-events.ts";
import { useAddress, useOperationCode, useSetAddress } from "../../dashboard.ts";
import { type OperationInfo, useOperation } from "../../session.ts";
import { EmptyNote, ErrorNote, Waiting } from "../../ui/states.tsx";
import { searchOfSelection, selectionOf } from "../../url.ts";
import { codeLabel } from "../../words/codes.ts";
import { formatDate } from "../../words/format.ts";
import { useWords } from "../../words/index.tsx";
import { UnitPanel } from "./detail-unit.tsx";
import { useFolds } from "./figures-folds.ts";
import { useWhole } from "./figures-part.ts";
import { aboveOf, type DayStructure, outsideOn, structureChanges, structureOn } from "./figures-structure.ts";
import { useTaken } from "./figures-taken.ts";
import { PlacePanel } from "./form-place.tsx";
import { SheetButton } from "./form-sheet.tsx";
import { StructureFiles } from "./overview-files.tsx";
import { GraphDrawing } from "./overview-graph.tsx";
import { StructureList } from "./overview-list.tsx";
import { DaySlider } from "./overview-slider.tsx";
import { useSymbolSet } from "./overview-symbol.tsx";
import { TreeDrawing } from "./overview-tree.tsx";
import { useActors, useStructure } from "./queries.ts";
import { useDay } from "./queries-day.ts";
import "./actors.css";
import "./structure.css";

const VIEWS = ["tree", "graph", "list"] as const;
type View = (typeof VIEWS)[number];
const NONE: ReturnType<typeof outsideOn> = { nodes: [], relations: [] };

export function StructurePage() {
  const operation = useOperation(useOperationCode()).data;
  if (!operation) return <Waiting lines={8} />;
  return <Structure operation={operation} />;
}

/** How it is drawn and which unit is chosen, as the address holds them: `as=graph`, `open=actor:REF`. */
function useShown(): [View, (view: View) => void, string | null, (ref: string) => void] {
  const address = useAddress();
  const setAddress = useSetAddress();
  const chosen = selectionOf(address);
  return [
    VIEWS.find((one) => one === address.as) ?? "tree",
    (view) => setAddress({ as: view === "tree" ? undefined : view }),
    chosen?.kind === "actor" ? chosen.ref : null,
    (ref) => setAddress(searchOfSelection({ kind: "actor", ref })),
  ];
}

/** Whoever comes with a unit in the address finds it in sight. @returns the branches that are opened for that */
function useArrival(
  picture: RefObject<SVGSVGElement | null>,
  on: DayStructure | null,
  selected: string | null,
): readonly string[] {
  const [arrived] = useState(selected);
  const isReady = on !== null;
  useEffect(() => {
    if (!isReady || !arrived) return;
    const unit = picture.current?.querySelector(`[data-unit="${CSS.escape(arrived)}"]`);
    unit?.scrollIntoView({ block: "center", inline: "center" });
  }, [isReady, arrived, picture]);
  return useMemo(() => (on && arrived ? aboveOf(on, arrived) : []), [on, arrived]);
}

function Structure({ operation }: { operation: OperationInfo }) {
  const { t, tag } = useWords();
  const answer = useStructure(operation.code);
  const actors = useActors(operation.code).data ?? [];
  const [day, choose] = useDay(operation);
  const [view, setView, selected, select] = useShown();
  const [symbols, setSymbols] = useSymbolSet();
  const [move, setMove] = useState<{ under: string | null } | null>(null);
  const [isPlacing, setPlacing] = useState(false);
  const picture = useRef<SVGSVGElement>(null);
  const { isWhole, whole } = useWhole();
  const { taken, ...leaving } = useTaken<StructureAnswer>();
  const told = taken ?? answer.data;
  const on = useMemo(() => (told ? structureOn(told, day) : null), [told, day]);
  const folds = useFolds(on?.lines.length ?? 0, useArrival(picture, on, selected));
  const [isAll, setAll] = useState(false);
  const changes = useMemo(
    () => (answer.data ? structureChanges(answer.data, isAll && view === "graph") : []),
    [answer.data, isAll, view],
  );
  const outside = useMemo(() => (told && on && isAll ? outsideOn(told, on) : NONE), [told, on, isAll]);
  if (answer.isError) return <ErrorNote error={answer.error} retry={answer.refetch} />;
  if (!on || !answer.data) return <Waiting lines={10} />;
  const mayMove = operation.you.writes.includes("actor");
  const open = (ref: string) => {
    select(ref);
    setMove(null);
    setPlacing(false);
  };
  const begin = (unit: string, under: string | null) => {
    select(unit);
    setMove({ under });
    setPlacing(false);
  };
  const drawing = { on, symbols, selected, select: open, picture };
  return (
    <div className="structure-page" data-taken={taken ? "yes" : undefined}>
      <header className="structure-head">
        <h1>{t("structure.title")}</h1>
        <SegmentedControl
          size="xs"
          value={view}
          onChange={(next) => setView(next as View)}
          data={VIEWS.map((value) => ({ value, label: t(`structure.view.${value}`) }))}
        />
        <Switch
          size="xs"
          label={t("structure.symbols")}
          checked={symbols === "app6"}
          onChange={(event) => setSymbols(event.currentTarget.checked ? "app6" : "pictogram")}
        />
        {view === "graph" && (
          <Switch
            size="xs"
            label={t("structure.graph.all")}
            checked={isAll}
            onChange={(event) => setAll(event.currentTarget.checked)}
          />
        )}
        {operation.you.rights.includes("export") && (
          <StructureFiles {...{ operation, on, picture, whole }} {...leaving} />
        )}
        {mayMove && (
          <>
            <Button size="compact-sm" onClick={() => setPlacing(true)}>
              {t("structure.place.button")}
            </Button>
            <SheetButton operation={operation.code} />
          </>
        )}
        <nav className="structure-links">
          <Link to="/$operation/actors/ground" params={{ operation: operation.code }} search>
            {t("ground.link")}
          </Link>
          <Link to="/$operation/actors" params={{ operation: operation.code }} search>
            {t("actors.detail.back")}
          </Link>
        </nav>
      </header>
      <p className="print-only">
        {t("structure.files.scope", { date: formatDate(day, tag) })} {t("structure.files.note")}
      </p>
      {/* What is on the screen may be exact: nothing of it leaves without the button. */}
      {!taken && <p className="off-paper">{t("structure.files.untaken")}</p>}
      <DaySlider day={day} choose={choose} changes={changes} today={operation.today} />
      <Gaps on={on} select={open} />
      <div className="structure-body">
        <div className="structure-room">
          {on.lines.length + outside.nodes.length === 0 && (
            <EmptyNote
              kind={answer.data.links.length === 0 ? "first" : "match"}
              title={t("structure.empty.title")}
              help={t(mayMove ? "structure.empty.help" : "structure.empty.read")}
            />
          )}
          {on.lines.length > 0 && view === "tree" && (
            <TreeDrawing {...drawing} {...{ folds, isWhole }} move={mayMove ? begin : undefined} />
          )}
          {on.lines.length + outside.nodes.length > 0 && view === "graph" && (
            <GraphDrawing {...drawing} {...{ outside, folds, isWhole }} />
          )}
          {on.lines.length > 0 && view === "list" && <StructureList {...drawing} />}
        </div>
        <aside className="structure-side">
          {isPlacing ? (
            <PlacePanel {...{ operation, on, actors }} done={() => setPlacing(false)} />
          ) : selected ? (
            <UnitPanel
              key={selected}
              {...{ operation, on, unit: selected, select: open, move, setMove, others: actors }}
            />
          ) : (
            <p className="soft">
              {t(mayMove && view === "tree" ? "structure.choose" : "structure.chooseRead")}
            </p>
          )}
          <Legend />
        </aside>
      </div>
    </div>
  );
}

/** What is not known about who decides: it is asked for by the map of actors, and it is part of the answer. */
function Gaps({ on, select }: { on: DayStructure; select: (ref: string) => void }) {
  const { t } = useWords();
  const line = (ref: string, text: ReactNode) => (
    <li key={ref}>
      <button type="button" className="plain" onClick={() => select(ref)}>
        {on.nodes.get(ref)!.name}
      </button>{" "}
      {text}
    </li>
  );
  if (on.unclear.length + on.uncommanded.length === 0) return null;
  return (
    <section className="structure-gaps" aria-label={t("structure.gaps.title")}>
      <h2>{t("structure.gaps.title")}</h2>
      <ul>
        {on.unclear.map(({ ref, clarity }) =>
          line(
            ref,
            t("structure.gaps.unclear", {
              question: codeLabel(t, "commandQuestion", clarity?.about ?? "general"),
              above: clarity?.above
                ? t("claims.above", { level: clarity.above })
                : t("structure.gaps.nobody"),
            }),
          ),
        )}
        {on.uncommanded.map(({ ref }) => line(ref, t("structure.noCommander")))}
      </ul>
    </section>
  );
}

const LINES: readonly string[] = ["part_of", "commands", "low"];

function Legend() {
  const { t } = useWords();
  const marks = ["part_of", "commands", "low", "contested", "unclear", "illustrative"] as const;
  return (
    <section className="structure-legend">
      <h3>{t("structure.legend.title")}</h3>
      <ul>
        {marks.map((mark) => (
          <li key={mark}>
            <svg width={44} height={20} aria-hidden="true">
              {LINES.includes(mark) ? (
                <path className="structure-edge" data-confidence={mark} data-kind={mark} d="M2 10H42" />
              ) : (
                <g className="unit" {...{ [`data-${mark}`]: "yes" }}>
                  <rect x={4} y={2} width={36} height={16} rx={3} />
                </g>
              )}
            </svg>
            {t(`structure.legend.${mark}`)}
          </li>
        ))}
      </ul>
      <p className="soft">{t("actors.list.neutral")}</p>
    </section>
  );
}

/**
 * The incidents selected, out of the facts arrays: only the rows on screen exist in the page, so 385,000 rows scroll
 * like 100. Wide = a table, narrow (side panel, phone) = cards. Arrows move, Enter opens.
 */
import { Button } from "@mantine/core";
import { useElementSize } from "@mantine/hooks";
import { useTable } from "@tanstack/react-table";
import { useVirtualizer } from "@tanstack/react-virtual";
import { type KeyboardEvent, useEffect, useId, useMemo, useRef, useState } from "react";
import { type Facts, select } from "../../../shared/rooms/analysis.ts";
import { useAddress, useSetAddress } from "../../dashboard.ts";
import { useOperation } from "../../session.ts";
import type { DashboardState } from "../../ui/dashboard-types.ts";
import { activeFilters } from "../../ui/filters.tsx";
import { EmptyNote } from "../../ui/states.tsx";
import { useWords } from "../../words/index.tsx";
import { SignalsBeside } from "./list-signals.tsx";
import { Card, ChooseBox, columnsOf, features } from "./row.tsx";
import { SORT_KEYS, type SortKey, sorted } from "./rows.ts";
import "./incidents.css";

const ROW_PX = 34;
const CARD_PX = 74;
/** Narrower than this, a row is a card. */
const TABLE_FROM_PX = 640;

interface ListProps {
  state: DashboardState;
  facts: Facts;
  /** Opens a row's incident; default: the dashboard's right panel. */
  onOpen?: (ref: string) => void;
  /** Rows are chosen instead of opened. */
  choosing?: Choosing | undefined;
}

/** Choosing many records: which, and taking one in or out. */
export interface Choosing {
  has: (ref: string) => boolean;
  toggle: (ref: string) => void;
}

export function IncidentList({ state, facts, onOpen, choosing }: ListProps) {
  const words = useWords();
  const { t } = words;
  const sort = useSort();
  const rows = useMemo(
    () => sorted(facts, select(facts, state.filter), sort.key, sort.descending),
    [facts, state.filter, sort.key, sort.descending],
  );
  const { ref: sizeRef, width } = useElementSize();
  const cards = width > 0 && width < TABLE_FROM_PX;
  if (rows.length === 0) return <NoIncidents state={state} facts={facts} />;
  const order = sort.key === "date" ? "date" : "other";
  const column = t(`incidents.list.${sort.key}`).toLowerCase();
  const open = (row: number) => {
    const ref = state.refOf(row);
    if (ref && choosing) choosing.toggle(ref);
    else if (ref) (onOpen ?? ((opened) => state.select({ kind: "incident", ref: opened })))(ref);
  };
  return (
    <div className="incidents" ref={sizeRef}>
      <p className="incidents-caption">
        {t("incidents.list.caption", {
          n: rows.length,
          order: t(`incidents.list.order.${order}`, { column }),
        })}
      </p>
      <SignalsBeside state={state} facts={facts} />
      <Rows
        state={state}
        facts={facts}
        rows={rows}
        cards={cards}
        open={open}
        sort={sort}
        choosing={choosing}
      />
    </div>
  );
}

function NoIncidents({ state, facts }: { state: DashboardState; facts: Facts }) {
  const { t } = useWords();
  const { dataset } = state.filter;
  const everything = useMemo(() => select(facts, { dataset, includeIllustrative: true }), [facts, dataset]);
  const you = useOperation(state.operation).data?.you;
  if (everything.length === 0) {
    const who =
      you?.role === "administrator" ? "administrator" : you?.writes.includes("incident") ? "first" : "none";
    return (
      <EmptyNote kind="first" title={t(`incidents.list.${who}Title`)} help={t(`incidents.list.${who}Help`)} />
    );
  }
  const isHidden = !state.filter.includeIllustrative && select(facts, { dataset }).length === 0;
  return (
    <EmptyNote
      kind="match"
      icon={activeFilters(state.filter) > 0 ? "filter" : "list"}
      {...(isHidden && { help: t("incidents.list.onlyIllustrative", { n: everything.length }) })}
      action={
        isHidden ? (
          <Button variant="default" size="xs" onClick={() => state.setFilter({ includeIllustrative: true })}>
            {t("incidents.filter.illustrative")}
          </Button>
        ) : (
          <SignalsBeside state={state} facts={facts} />
        )
      }
    />
  );
}

interface Sort {
  key: SortKey;
  descending: boolean;
  by: (key: SortKey) => void;
}

/** Order of the list, in the address as `sort=killed` or `sort=killed.up`; none = newest first. */
function useSort(): Sort {
  const [name, direction] = useAddress().sort?.split(".") ?? [];
  const setAddress = useSetAddress();
  const key = SORT_KEYS.find((known) => known === name) ?? "date";
  const descending = direction !== "up";
  const by = (next: SortKey) => {
    const up = next === key && descending;
    setAddress({ sort: next === "date" && !up ? undefined : `${next}${up ? ".up" : ""}` });
  };
  return { key, descending, by };
}

interface RowsProps {
  state: DashboardState;
  facts: Facts;
  rows: Uint32Array;
  cards: boolean;
  open: (row: number) => void;
  sort: Sort;
  choosing: Choosing | undefined;
}

function Rows({ state, facts, rows, cards, open, sort, choosing }: RowsProps) {
  const words = useWords();
  const id = useId();
  const scroller = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => (cards ? CARD_PX : ROW_PX),
    overscan: 8,
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: rows change height when they turn into cards
  useEffect(() => virtual.measure(), [cards]);
  const items = virtual.getVirtualItems();
  const data = useMemo(() => items.map(({ index }) => ({ row: rows[index] ?? 0 })), [items, rows]);
  const columns = useMemo(() => columnsOf(facts, words), [facts, words]);
  const table = useTable({ features, columns, data });
  const cursor = useCursor(
    rows.length,
    (index) => virtual.scrollToIndex(index),
    (index) => open(rows[index] ?? 0),
  );
  const openRow = state.selection?.kind === "incident" ? state.rowOf(state.selection.ref) : -1;
  const visible = table.getRowModel().rows;
  const isChosen = (row: number) => choosing?.has(state.refOf(row) ?? "") ?? false;
  return (
    <div className="incidents-grid" ref={scroller}>
      <table
        // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a grid is a table whose focus moves by arrows
        role="grid"
        aria-rowcount={rows.length + 1}
        aria-label={words.t("incidents.list.label")}
        aria-multiselectable={choosing ? true : undefined}
        aria-activedescendant={`${id}-${cursor.at}`}
        tabIndex={0}
        onKeyDown={cursor.onKeyDown}
      >
        {!cards && <Head sort={sort} />}
        <tbody style={{ blockSize: virtual.getTotalSize() }}>
          {items.map(({ index, start, size }, place) => {
            const row = rows[index] ?? 0;
            return (
              <tr
                key={row}
                id={`${id}-${index}`}
                aria-rowindex={index + 2}
                aria-selected={choosing ? isChosen(row) : row === openRow}
                data-active={index === cursor.at || undefined}
                className={cards ? "incident-card" : "incident-row"}
                style={{ transform: `translateY(${start}px)`, blockSize: size }}
                onClick={() => {
                  cursor.set(index);
                  open(row);
                }}
              >
                {cards ? (
                  <Card facts={facts} row={row} chosen={choosing && isChosen(row)} />
                ) : (
                  visible[place]?.getAllCells().map((cell, at) => (
                    <td key={cell.id} className={`cell cell-${cell.column.id}`}>
                      {at === 0 && choosing && <ChooseBox on={isChosen(row)} />}
                      <table.FlexRender cell={cell} />
                    </td>
                  ))
                )}
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

function Head({ sort }: { sort: Sort }) {
  const { t } = useWords();
  const names = [
    "date",
    "kind",
    "place",
    "killed",
    "civilian",
    "unknownStatus",
    "parties",
    "verification",
  ] as const;
  return (
    <thead>
      <tr className="incident-row incident-head" aria-rowindex={1}>
        {names.map((name) => {
          const key = SORT_KEYS.find((known) => known === name);
          const state = sort.key !== key ? "none" : sort.descending ? "descending" : "ascending";
          return (
            <th key={name} scope="col" className={`cell cell-${name}`} aria-sort={key && state}>
              {key ? (
                <button
                  type="button"
                  onClick={() => sort.by(key)}
                  title={t("incidents.list.sortBy", { column: t(`incidents.list.${name}`) })}
                >
                  {t(`incidents.list.${name}`)}
                  {state !== "none" && <span aria-hidden="true">{state === "descending" ? " ↓" : " ↑"}</span>}
                </button>
              ) : (
                t(`incidents.list.${name}`)
              )}
            </th>
          );
        })}
      </tr>
    </thead>
  );
}

const JUMP = 12;

/** Keyboard cursor of the list: position, and the keys that move it. */
function useCursor(count: number, show: (index: number) => void, open: (index: number) => void) {
  const [at, set] = useState(0);
  const move = (index: number) => {
    const next = Math.max(0, Math.min(count - 1, index));
    set(next);
    show(next);
  };
  const steps: Record<string, () => void> = {
    ArrowDown: () => move(at + 1),
    ArrowUp: () => move(at - 1),
    PageDown: () => move(at + JUMP),
    PageUp: () => move(at - JUMP),
    Home: () => move(0),
    End: () => move(count - 1),
    Enter: () => open(at),
    " ": () => open(at),
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = event.target === event.currentTarget ? steps[event.key] : undefined;
    if (!step) return;
    event.preventDefault();
    step();
  };
  return { at: Math.min(at, count - 1), set, onKeyDown };
}

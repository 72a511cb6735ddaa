/**
 * The matrix as a table: every area with its category and the inputs it rests on. Sorted by any column, narrowed by
 * name and category; on a phone each area is a card. Chosen rows open beside the table.
 */
import { TextInput } from "@mantine/core";
import { type ComponentProps, type KeyboardEvent, useCallback, useMemo, useRef } from "react";
import { type InformationLevel, isUnknown } from "../../../shared/rooms/coverage-information.ts";
import { PRIORITY_CATEGORIES } from "../../../shared/rooms/priorities.ts";
import type { MatrixAnswer, MatrixRow } from "../../../shared/rooms/priorities-answers.ts";
import { useAddress, useOperationCode, useSetAddress } from "../../dashboard.ts";
import { CategoryMark } from "../../ui/category.tsx";
import { usePhone } from "../../ui/frame.tsx";
import { FILTER_EVENT, useKeyboardEvent } from "../../ui/shortcuts.tsx";
import { EmptyNote } from "../../ui/states.tsx";
import { selectionOf } from "../../url.ts";
import { codeLabel } from "../../words/codes.ts";
import { formatCount, formatDate, UNKNOWN } from "../../words/format.ts";
import { useWords } from "../../words/index.tsx";
import { useInformationLevels } from "../coverage/queries-information.ts";
import { UnknownMark, UnknownNote } from "../coverage/row-information.tsx";
import { why } from "./figures-why.ts";
import { InputLink } from "./row-input.tsx";

interface MatrixTableProps {
  matrix: MatrixAnswer;
  onOpen: (code: string | undefined) => void;
}

/** Columns that sort; numbers start with the highest, words with the first. */
const COLUMNS = [
  "category",
  "area",
  "civilians",
  "oneSided",
  "events",
  "unknown",
  "score",
  "review",
] as const;
type Column = (typeof COLUMNS)[number];
const NUMBERS: Partial<Record<Column, (row: MatrixRow) => number>> = {
  civilians: (row) => row.civiliansKilled,
  oneSided: (row) => row.oneSided,
  events: (row) => row.events,
  unknown: (row) => row.unknownKilled,
};

export function MatrixTable({ matrix, onOpen }: MatrixTableProps) {
  const { t } = useWords();
  const address = useAddress();
  const setAddress = useSetAddress();
  const phone = usePhone();
  const field = useRef<HTMLInputElement>(null);
  useKeyboardEvent(
    FILTER_EVENT,
    useCallback(() => field.current?.focus(), []),
  );
  const operation = useOperationCode();
  const rows = useRows(matrix.rows, address.category, address.find, address.sort);
  const codes = useMemo(() => rows.map(({ code }) => code), [rows]);
  return (
    <>
      <TextInput
        ref={field}
        size="xs"
        className="matrix-find"
        aria-label={t("priorities.filter.search")}
        placeholder={t("priorities.filter.search")}
        value={address.find ?? ""}
        onChange={(event) => setAddress({ find: event.currentTarget.value || undefined })}
      />
      {rows.length === 0 && (
        <EmptyNote kind="match" title={t("priorities.filter.none")} help={t("priorities.filter.noneHelp")} />
      )}
      <UnknownNote operation={operation} codes={codes} />
      {phone ? <Cards rows={rows} onOpen={onOpen} /> : <Table matrix={matrix} rows={rows} onOpen={onOpen} />}
    </>
  );
}

/** Rows as filter and order in the address ask; the usual order is category, then civilians killed, then events. */
function useRows(all: MatrixRow[], category?: string, find?: string, sort?: string): MatrixRow[] {
  return useMemo(() => {
    const wanted = find?.toLocaleLowerCase() ?? "";
    const matches = (row: MatrixRow) =>
      (!category || row.category === category) &&
      `${row.name} ${row.parentName ?? ""} ${row.code}`.toLocaleLowerCase().includes(wanted);
    return all.filter(matches).sort((one, other) => comparison(one, other, sort));
  }, [all, category, find, sort]);
}

function comparison(one: MatrixRow, other: MatrixRow, sort: string | undefined): number {
  const [column, direction] = sortOf(sort);
  const sign = direction === "up" ? -1 : 1;
  return sign * byColumn(one, other, column) || byCategory(one, other) || byName(one, other);
}

const byName = (one: MatrixRow, other: MatrixRow) => one.name.localeCompare(other.name);
const rank = (category: MatrixRow["category"] | null) =>
  category === null ? PRIORITY_CATEGORIES.length : PRIORITY_CATEGORIES.indexOf(category);
const byCategory = (one: MatrixRow, other: MatrixRow) =>
  rank(one.category) - rank(other.category) ||
  other.civiliansKilled - one.civiliansKilled ||
  other.events - one.events;

function byColumn(one: MatrixRow, other: MatrixRow, column: Column): number {
  const number = NUMBERS[column];
  if (number) return number(other) - number(one);
  if (column === "area") return byName(one, other);
  if (column === "score") return rank(one.inherent) - rank(other.inherent);
  if (column === "review")
    return (one.override?.reviewOn ?? "9").localeCompare(other.override?.reviewOn ?? "9");
  return byCategory(one, other);
}

/** `sort=events` or `sort=events.up` for the other way round. */
function sortOf(sort: string | undefined): [Column, "down" | "up"] {
  const [name, direction] = sort?.split(".") ?? [];
  const column = COLUMNS.find((one) => one === name) ?? "category";
  return [column, direction === "up" ? "up" : "down"];
}

function Table({ matrix, rows, onOpen }: MatrixTableProps & { rows: MatrixRow[] }) {
  const { t } = useWords();
  const { sort } = useAddress();
  const setAddress = useSetAddress();
  const [sorted, direction] = sortOf(sort);
  const turn = (column: Column) => {
    const next = sorted === column && direction === "down" ? `${column}.up` : column;
    setAddress({ sort: next === "category" ? undefined : next });
  };
  return (
    <div className="matrix-scroll">
      <table className="matrix-table" aria-label={t("priorities.table.label", { cycle: matrix.cycle.name })}>
        <thead>
          <tr>
            {COLUMNS.map((column) => (
              <th
                key={column}
                scope="col"
                className={NUMBERS[column] && "matrix-number"}
                aria-sort={sorted !== column ? "none" : direction === "down" ? "descending" : "ascending"}
              >
                <button type="button" onClick={() => turn(column)} title={helpOf(column, t)}>
                  {t(`priorities.table.${column}`)}
                  <span aria-hidden="true">
                    {sorted === column ? (direction === "down" ? " ↓" : " ↑") : ""}
                  </span>
                </button>
              </th>
            ))}
          </tr>
        </thead>
        <tbody onKeyDown={walkRows}>
          {rows.map((row) => (
            <Row key={row.ref} cycle={matrix.cycle} row={row} onOpen={onOpen} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** Arrows move between the names of the rows, as in every list. */
function walkRows(event: KeyboardEvent<HTMLElement>): void {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step) return;
  const names = [...event.currentTarget.querySelectorAll<HTMLElement>(".matrix-area")];
  const next = names[names.indexOf(document.activeElement as HTMLElement) + step];
  if (!next) return;
  event.preventDefault();
  next.focus();
}

function helpOf(column: Column, t: ReturnType<typeof useWords>["t"]): string | undefined {
  if (column === "unknown") return t("priorities.table.unknown.help");
  return column === "score" ? t("priorities.table.score.help") : undefined;
}

/** The row that is open, by the address. */
const useOpenCode = () => {
  const selection = selectionOf(useAddress());
  return selection?.kind === "area" ? selection.code : undefined;
};

/** Today's information coverage of an area, where it is shared. */
const useInformationOf = (code: string) => useInformationLevels(useOperationCode())?.get(code);

interface RecordedProps extends Omit<ComponentProps<typeof InputLink>, "children"> {
  n: number;
  information: InformationLevel | undefined;
}

/** A count of a row, which opens its events. Where nobody could report, none recorded is not zero. */
function Recorded({ n, information, ...behind }: RecordedProps) {
  const { t, tag } = useWords();
  if (n > 0) return <InputLink {...behind}>{formatCount(n, tag)}</InputLink>;
  if (information === undefined || !isUnknown(information)) return <>{formatCount(n, tag)}</>;
  return <span title={t(`information.map.${information}`)}>{UNKNOWN}</span>;
}

interface RowProps {
  cycle: MatrixAnswer["cycle"];
  row: MatrixRow;
  onOpen: MatrixTableProps["onOpen"];
}

function Row({ cycle, row, onOpen }: RowProps) {
  const { t, tag } = useWords();
  const open = useOpenCode() === row.code;
  const behind = { cycle, area: row.areaRef, information: useInformationOf(row.code) };
  return (
    // A number leads to its events instead.
    <tr
      className={open ? "matrix-open" : undefined}
      onClick={(event) => (event.target as Element).closest("a") ?? onOpen(row.code)}
    >
      <td>
        <CategoryMark category={row.category} />
        {row.origin !== "events" && (
          <small className="matrix-origin">{t(`priorities.origin.${row.origin}`)}</small>
        )}
      </td>
      <th scope="row">
        {/* A click rises to the row, which opens the area; Enter on the name is such a click. */}
        <button type="button" className="matrix-area" aria-current={open || undefined}>
          {row.name}
        </button>
        <small>{row.parentName}</small> <UnknownMark level={behind.information} />
      </th>
      <td className="matrix-number">
        <Recorded n={row.civiliansKilled} input="civilians" {...behind} />
      </td>
      <td className="matrix-number">
        <Recorded n={row.oneSided} input="oneSided" {...behind} />
      </td>
      <td className="matrix-number">
        <Recorded n={row.events} input="events" {...behind} />
      </td>
      <td className="matrix-number matrix-beside">
        <Recorded n={row.unknownKilled} input="unknown" {...behind} />
        {row.withUnknown && <span aria-hidden="true"> *</span>}
      </td>
      <td className="matrix-band">
        <Band row={row} />
      </td>
      <td>{row.override && formatDate(row.override.reviewOn, tag)}</td>
    </tr>
  );
}

function Band({ row }: { row: MatrixRow }) {
  const { t } = useWords();
  if (!row.inherent) return <small>{t("priorities.band.none")}</small>;
  return (
    <>
      <CategoryMark category={row.inherent} short />{" "}
      {row.residual && (
        <small>
          {t("priorities.band.residual", { category: codeLabel(t, "priorityCategory", row.residual) })}
        </small>
      )}
    </>
  );
}

function Cards({ rows, onOpen }: { rows: MatrixRow[]; onOpen: MatrixTableProps["onOpen"] }) {
  const { t } = useWords();
  const information = useInformationLevels(useOperationCode());
  return (
    <ul className="matrix-cards">
      {rows.map((row) => (
        <li key={row.ref}>
          <button type="button" className="matrix-card" onClick={() => onOpen(row.code)}>
            <span className="matrix-card-head">
              <CategoryMark category={row.category} />
              <strong>{row.name}</strong>
              <small>{row.parentName}</small>
              <UnknownMark level={information?.get(row.code)} />
            </span>
            <span>{why(t, row)}</span>
            <small>
              {t("priorities.next.inputs", {
                civilians: row.civiliansKilled,
                oneSided: row.oneSided,
                events: row.events,
              })}
            </small>
          </button>
        </li>
      ))}
    </ul>
  );
}

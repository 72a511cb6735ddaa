/**
 * The table: a row per kind of record and side of its owner, a column per community, in each cell a letter per
 * sensitivity. The words stand in the cell's name, in its tip and, opened, in full. Arrow keys move, Enter opens.
 */
import { Button, Popover, Stack, Text, Tooltip } from "@mantine/core";
import { type KeyboardEvent, useState } from "react";
import type { Community } from "../../shared/rooms/access.ts";
import type { Level } from "../../shared/rooms/protocol.ts";
import {
  LETTER_OF,
  LINES,
  type Line,
  levelIn,
  levelsIn,
  lineKey,
  mayStand,
  type Place,
  type Table,
  withLevel,
} from "../../shared/rooms/protocol-table.ts";
import { SENSITIVITIES } from "../../shared/rooms/records.ts";
import { codeLabel } from "../words/codes.ts";
import { UNKNOWN } from "../words/format.ts";
import { type Translate, useWords } from "../words/index.tsx";

interface MatrixProps {
  table: Table;
  communities: readonly Community[];
  /** Cells that differ from this one are marked. */
  against?: Table | undefined;
  /** With it the table can be changed. */
  onChange?: ((table: Table) => void) | undefined;
}

/** The head of the table, on the screen and on paper. */
export function ProtocolHead({ communities }: { communities: readonly Community[] }) {
  const { t } = useWords();
  return (
    <thead>
      <tr>
        <th scope="col">{t("protocol.matrix.kind")}</th>
        {communities.map((community) => (
          <th key={community} scope="col">
            {codeLabel(t, "community", community)}
          </th>
        ))}
      </tr>
    </thead>
  );
}

export function ProtocolMatrix(props: MatrixProps) {
  const { t } = useWords();
  const { communities } = props;
  const [open, setOpen] = useState<string | null>(null);
  return (
    <table className="protocol-matrix" aria-label={t("protocol.matrix.label")} onKeyDown={moveFocus}>
      <ProtocolHead communities={communities} />
      <tbody>
        {LINES.map((line, row) => (
          <tr key={lineKey(line)} className={line.side === "humanitarian" ? "first-side" : undefined}>
            <th scope="row">
              <span>{t(`protocol.kind.${line.kind}`)}</span> <small>{t(`protocol.owner.${line.side}`)}</small>
            </th>
            {communities.map((community, column) => {
              const key = `${lineKey(line)}.${community}`;
              return (
                <td key={community} data-who={codeLabel(t, "community", community)}>
                  <Cell
                    {...props}
                    line={line}
                    community={community}
                    at={`${row}:${column}`}
                    opened={open === key}
                    onOpen={(isOpen) => setOpen(isOpen ? key : null)}
                  />
                </td>
              );
            })}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const STEPS: Record<string, [number, number]> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
};

/** From the cell that has the focus to its neighbour; the reading direction decides what is before. */
function moveFocus(event: KeyboardEvent<HTMLTableElement>) {
  const step = STEPS[event.key];
  const at = (event.target as HTMLElement).dataset.at?.split(":").map(Number);
  if (!step || !at) return;
  const forward = document.documentElement.dir === "rtl" ? -1 : 1;
  const next = `${at[0]! + step[0]}:${at[1]! + step[1] * forward}`;
  const cell = event.currentTarget.querySelector<HTMLElement>(`[data-at="${next}"]`);
  if (!cell) return;
  event.preventDefault();
  cell.focus();
}

interface CellProps extends MatrixProps {
  line: Line;
  community: Community;
  at: string;
  opened: boolean;
  onOpen: (open: boolean) => void;
}

function Cell({ table, against, line, community, at, opened, onOpen, onChange }: CellProps) {
  const { t } = useWords();
  const place = { ...line, community };
  const levels = levelsIn(table, place);
  const before = against && levelsIn(against, place);
  const changed = before?.some((level, index) => level !== levels[index]) ?? false;
  const words = wordsOf(t, levels);
  const button = (
    <button
      type="button"
      className={changed ? "cell changed" : "cell"}
      data-at={at}
      aria-label={t("protocol.matrix.cell", {
        record: t(`protocol.kind.${line.kind}`),
        owner: t(`protocol.owner.${line.side}`),
        who: t(`protocol.who.${community}`),
        levels: words,
      })}
      onClick={() => onOpen(!opened)}
    >
      <Chips levels={levels} />
      {changed && <small>{t("protocol.matrix.was", { letters: lettersOf(before!) })}</small>}
    </button>
  );
  if (!opened) return <Tooltip label={words}>{button}</Tooltip>;
  return (
    <Popover opened onClose={() => onOpen(false)} width={340} withArrow trapFocus returnFocus>
      <Popover.Target>{button}</Popover.Target>
      <Popover.Dropdown>
        <CellWords table={table} place={place} onChange={onChange} />
        <Button size="compact-sm" variant="default" mt="sm" onClick={() => onOpen(false)}>
          {t("protocol.matrix.done")}
        </Button>
      </Popover.Dropdown>
    </Popover>
  );
}

/** One letter per sensitivity. */
export function Chips({ levels }: { levels: readonly Level[] }) {
  return (
    <span className="chips" aria-hidden="true">
      {SENSITIVITIES.map((sensitivity, index) => (
        <span key={sensitivity} className={`chip chip-${levels[index]}`}>
          {letterOf(levels[index]!)}
        </span>
      ))}
    </span>
  );
}

/** The letter a level has in the table; nothing is a dash, which is wider than a hyphen. */
export const letterOf = (level: Level): string => (level === "none" ? UNKNOWN : LETTER_OF[level]);
export const lettersOf = (levels: readonly Level[]): string => levels.map(letterOf).join("");

const wordsOf = (t: Translate, levels: readonly Level[]): string =>
  SENSITIVITIES.map((sensitivity, index) =>
    t("protocol.matrix.one", {
      sensitivity: codeLabel(t, "sensitivity", sensitivity),
      level: t(`protocol.level.${levels[index]!}`),
    }),
  ).join(". ");

interface CellWordsProps {
  table: Table;
  place: Omit<Place, "sensitivity">;
  onChange: ((table: Table) => void) | undefined;
}

/** The cell in words; with `onChange` each sensitivity is a choice, never more open than what is less sensitive. */
function CellWords({ table, place, onChange }: CellWordsProps) {
  const { t } = useWords();
  return (
    <Stack gap="xs">
      <Text size="sm" fw={600}>
        {t(`protocol.kind.${place.kind}`)} {t(`protocol.owner.${place.side}`)} ·{" "}
        {codeLabel(t, "community", place.community)}
      </Text>
      {SENSITIVITIES.map((sensitivity) => {
        const here = { ...place, sensitivity };
        const level = levelIn(table, here);
        const label = codeLabel(t, "sensitivity", sensitivity);
        return onChange ? (
          <label key={sensitivity} className="cell-choice">
            <span>{t("protocol.matrix.change", { sensitivity: label })}</span>
            <select
              value={level}
              onChange={(event) => onChange(withLevel(table, here, event.currentTarget.value as Level))}
            >
              {mayStand(table, here)
                .toReversed()
                .map((one) => (
                  <option key={one} value={one}>
                    {letterOf(one)} · {t(`protocol.level.${one}`)}
                  </option>
                ))}
            </select>
          </label>
        ) : (
          <Text key={sensitivity} size="sm">
            <b>{label}</b> {t(`protocol.level.${level}`)}
          </Text>
        );
      })}
    </Stack>
  );
}

/** The review before releasing: each record as they would get it, what stands against it, and leaving single ones out. */
import { ActionIcon, Text } from "@mantine/core";
import { LEVELS } from "../../shared/rooms/protocol.ts";
import type { ReleaseLevel } from "../../shared/rooms/releases.ts";
import { Icon } from "../ui/icons.tsx";
import { useWords } from "../words/index.tsx";
import { SummaryLine } from "./release-summary.tsx";
import type { useOutcome } from "./releases-queries.ts";

type Row = NonNullable<ReturnType<typeof useOutcome>["data"]>[number];

/** Does the rule open as much already? */
const isOpen = ({ rule, bound }: Row, level: ReleaseLevel) =>
  !bound && LEVELS.indexOf(rule) >= LEVELS.indexOf(level);
export const isTooMuch = ({ most }: Row, level: ReleaseLevel) =>
  most === null || (level === "full" && most !== "full");

interface ReviewProps {
  rows: readonly Row[];
  level: ReleaseLevel;
  /** How many were chosen that are somebody else's. */
  others: number;
  onDrop: (ref: string) => void;
}

export function Review({ rows, level, others, onDrop }: ReviewProps) {
  const { t } = useWords();
  const open = rows.filter((row) => isOpen(row, level)).length;
  const tooMuch = rows.filter((row) => isTooMuch(row, level)).length;
  const bound = rows.filter((row) => row.bound !== null);
  const how = [...new Set(bound.map((row) => row.bound!))].map((one) => t(`releases.bound.${one}`)).join(" ");
  return (
    <section aria-label={t("releases.form.review")}>
      <Text fw={600} size="sm">
        {t("releases.form.review")}
      </Text>
      {bound.length > 0 && (
        <div className="caution-note release-note" role="alert">
          <Icon name="warning" size={16} />
          <span>{t("releases.form.bound", { n: bound.length, how })}</span>
        </div>
      )}
      {open > 0 && <p className="release-hint">{t("releases.form.open", { n: open })}</p>}
      {tooMuch > 0 && <p className="release-hint">{t("releases.form.tooMuch", { n: tooMuch })}</p>}
      {others > 0 && <p className="release-hint">{t("releases.form.left", { n: others })}</p>}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by keyboard */}
      <ul className="release-review" tabIndex={0} aria-label={t("releases.form.review")}>
        {rows.map((row) => (
          <Line key={row.ref} row={row} level={level} onDrop={rows.length > 1 ? onDrop : null} />
        ))}
      </ul>
    </section>
  );
}

interface LineProps {
  row: Row;
  level: ReleaseLevel;
  onDrop: ((ref: string) => void) | null;
}

/** One record: what it would say to them, and which of the remarks above is about it. */
function Line({ row, level, onDrop }: LineProps) {
  const { t } = useWords();
  const mark = isTooMuch(row, level) ? "tooMuch" : row.bound ? "bound" : isOpen(row, level) ? "open" : null;
  return (
    <li>
      <div>
        <SummaryLine summary={level === "full" && row.full ? row.full : row.generalised} />
        {mark && <div className="release-mark">{t(`releases.mark.${mark}`)}</div>}
      </div>
      {onDrop && (
        <ActionIcon
          variant="subtle"
          color="gray"
          aria-label={t("releases.form.dropOne")}
          title={t("releases.form.dropOne")}
          onClick={() => onDrop(row.ref)}
        >
          <Icon name="close" size={14} />
        </ActionIcon>
      )}
    </li>
  );
}

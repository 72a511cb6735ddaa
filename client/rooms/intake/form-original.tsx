/** What came in, as it came: a message with the words that proposals came from, or the cells of a row. */
import { Button } from "@mantine/core";
import { useMemo } from "react";
import type { Cells, IntakeItem } from "../../../shared/rooms/intake.ts";
import type { Proposals } from "../../../shared/rooms/intake-propose.ts";
import { TEMPLATE } from "../../../shared/rooms/intake-template.ts";
import { formatDate } from "../../words/format.ts";
import { useWords } from "../../words/index.tsx";
import { piecesOf } from "./form-marks.ts";

interface OriginalProps {
  item: IntakeItem;
  read: Proposals;
  /** The whole message is read, not only the part proposed. */
  whole: boolean;
  onWhole: (whole: boolean) => void;
}

export function Original({ item, read, whole, onWhole }: OriginalProps) {
  const { t, tag } = useWords();
  const undated = item.fields ? null : t("intake.original.undated");
  const sent = item.sentOn ? t("intake.original.sent", { day: formatDate(item.sentOn, tag) }) : undated;
  return (
    <section className="intake-original" aria-label={t("intake.original")}>
      <header>
        <strong>{t(item.fields ? "intake.original.row" : "intake.original")}</strong>
        <span className="soft">
          {[t(`intake.channel.${item.channel}`), sent].filter(Boolean).join(" · ")}
        </span>
      </header>
      {item.fields ? <Row cells={item.fields} original={item.original} /> : <Words item={item} read={read} />}
      {item.siblings > 1 && !item.fields && (
        <p className="figure-scope">
          {!whole && t("intake.original.several", { n: item.siblings })}{" "}
          <Button variant="subtle" size="compact-xs" onClick={() => onWhole(!whole)}>
            {t(whole ? "intake.original.part" : "intake.original.whole")}
          </Button>
        </p>
      )}
      <p className="figure-scope">{t("intake.original.help")}</p>
    </section>
  );
}

/** The reader's own direction of writing decides nothing here: a message is shown as it was written. */
function Words({ item, read }: Pick<OriginalProps, "item" | "read">) {
  const { t } = useWords();
  const pieces = useMemo(() => piecesOf(item.original, read), [item.original, read]);
  return (
    <p className="intake-words" dir="auto">
      {pieces.map(({ from, to, of, faded }) => {
        const words = item.original.slice(from, to);
        const around = faded ? "intake-faded" : undefined;
        return of ? (
          <mark key={from} className={around} data-of={of} title={t(`intake.mark.${of}`)}>
            {words}
          </mark>
        ) : (
          <span key={from} className={around}>
            {words}
          </span>
        );
      })}
    </p>
  );
}

/** Cells under the names of the template; what the template does not know stands below as it came. */
function Row({ cells, original }: { cells: Cells; original: string }) {
  const { t } = useWords();
  return (
    <>
      <dl className="intake-cells">
        {TEMPLATE.filter(({ code }) => cells[code]).map(({ code }) => (
          <div key={code}>
            <dt>{t(`intake.column.${code}`)}</dt>
            <dd dir="auto">{cells[code]}</dd>
          </div>
        ))}
      </dl>
      <details>
        <summary>{t("intake.original")}</summary>
        <p className="intake-words" dir="auto">
          {original}
        </p>
      </details>
    </>
  );
}

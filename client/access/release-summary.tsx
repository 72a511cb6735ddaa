/** What a copy says, in short: for the review before releasing, and old against new. */
import { TRIANGULATION } from "../../shared/rooms/displacement.ts";
import { claimWords } from "../rooms/actors/claims-value.ts";
import { FactList } from "../ui/panel.tsx";
import { codeLabel } from "../words/codes.ts";
import { formatDate, formatMonthOf, formatRange, formatSpan } from "../words/format.ts";
import { useWords, type WordsValue } from "../words/index.tsx";
import type { Summary } from "./releases-queries.ts";

/** The fields of a summary in words; empty where it says nothing. */
export function summaryWords(summary: Summary, { t, tag }: WordsValue) {
  const { what, list, actors, from, to, places, cell, verification, counts, damage, said, text } = summary;
  const where = cell && places.length < 2 ? [t("releases.hexagon"), ...places] : places;
  return {
    what: list ? codeLabel(t, list, what) : what,
    actors: actors.join(", "),
    when: whenOf(from, to, { t, tag }),
    where: where.join(", "),
    verification: verification ? checkedLabel(t, verification) : "",
    counts: Object.entries(counts)
      .map(
        ([name, count]) => `${formatRange(count, tag)} ${t(`releases.summary.count.${name}` as CountWord)}`,
      )
      .join(", "),
    damage: damage.map((kind) => codeLabel(t, "damageKind", kind)).join(", "),
    said: said ? claimWords(t, tag, { ...said, place: null }) : "",
    text: text ?? "",
  };
}

/** A span; open at its end, its beginning: the month where it is the first of one, as generalised copies have it. */
function whenOf(from: string | null, to: string | null, { t, tag }: Pick<WordsValue, "t" | "tag">): string {
  if (from && to) return formatSpan(from, to, tag);
  if (!from) return "";
  return t("releases.since", {
    date: from.endsWith("-01") ? formatMonthOf(from, tag) : formatDate(from, tag),
  });
}

/** Reports of displaced people are triangulated, incidents verified. */
const checkedLabel = (t: WordsValue["t"], code: string) =>
  codeLabel(t, TRIANGULATION.some((known) => known === code) ? "triangulation" : "verification", code);

type CountWord = "releases.summary.count.killed";
export const SUMMARY_FIELDS = [
  "what",
  "said",
  "actors",
  "when",
  "where",
  "verification",
  "counts",
  "damage",
  "text",
] as const;

export function SummaryLine({ summary }: { summary: Summary }) {
  const words = useWords();
  const { what, said, actors, when, where, verification, counts, damage, text } = summaryWords(
    summary,
    words,
  );
  const damaged = damage && words.t("releases.summary.damage", { kinds: damage });
  return (
    <>
      <strong>{what}</strong>
      <div className="soft">
        {[said, actors, where, when, verification, counts, damaged].filter(Boolean).join(" · ")}
      </div>
      {text && <div className="soft">{words.t("releases.summary.text")}</div>}
    </>
  );
}

/** The same as named facts, with the text itself: a column of the split screen. What is not told is left out. */
export function SummaryBody({ summary }: { summary: Summary }) {
  const words = useWords();
  const told = summaryWords(summary, words);
  return (
    <div className="seen-summary">
      <FactList
        facts={SUMMARY_FIELDS.filter((field) => told[field]).map((field) => ({
          name: words.t(`releases.field.${field}`),
          value: told[field],
        }))}
      />
    </div>
  );
}

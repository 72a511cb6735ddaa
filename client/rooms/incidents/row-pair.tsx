/** Two records beside each other, what speaks for one event, and what a person can do about it. */
import { Group } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { IllustrativeMark, VerificationMark } from "../../ui/marks.tsx";
import { ErrorNote } from "../../ui/states.tsx";
import { codeLabel } from "../../words/codes.ts";
import { formatSpan } from "../../words/format.ts";
import { useWords } from "../../words/index.tsx";
import { LikenessWords } from "./form-alike.tsx";
import { type PairsSeen, useSaySame } from "./queries-review.ts";
import { killedWords } from "./rows.ts";

export type Told = PairsSeen["ours"][number];
export type Pair = PairsSeen["pairs"][number];

/** Pairs with both their records; one whose record is not among them is left out. */
export function withRecords(pairs: readonly Pair[], records: readonly Told[]) {
  const all = new Map(records.map((record) => [record.ref, record]));
  return pairs.flatMap((pair) => {
    const [one, other] = [all.get(pair.one), all.get(pair.other)];
    return one && other ? [{ pair, one, other }] : [];
  });
}

interface PairRowProps {
  pair: Pair;
  one: Told;
  other: Told;
  /** What stands above the first record; above the other stands its recorder. */
  head: string;
  code: string;
  /** The buttons; they share what is being said of the pair, so that an error stands once. */
  children: (saying: ReturnType<typeof useSaySame>) => ReactNode;
}

export function PairRow({ pair, one, other, head, code, children }: PairRowProps) {
  const { t } = useWords();
  const saying = useSaySame(code);
  return (
    <li>
      <div className="same-sides">
        <Side told={one} head={head} code={code} />
        <Side told={other} head={other.recorder} code={code} />
      </div>
      <div className="same-verdict">
        <span className="soft">
          {t(pair.likely ? "alike.likely" : "alike.possible")}: <LikenessWords {...pair} />
        </span>
        {saying.isError && <ErrorNote error={saying.error} />}
        <Group gap={6}>{children(saying)}</Group>
      </div>
    </li>
  );
}

/** One record in a few words; opens it. */
export function Side({ told, head, code }: { told: Told; head: string; code: string }) {
  const words = useWords();
  const { t, tag } = words;
  const killed = killedWords(words, told);
  return (
    <div>
      <div className="soft">{head}</div>
      <Link to="/$operation/incidents/$ref" params={{ operation: code, ref: told.ref }} search>
        {t("incidents.detail.title", {
          kind: codeLabel(t, "incidentKind", told.kind),
          place: told.place ?? t("incidents.list.noPlace"),
        })}
      </Link>
      <div className="queue-marks">
        <span>{formatSpan(told.from, told.to, tag)}</span>
        {killed && <span>{killed}</span>}
        <VerificationMark level={told.verification} />
        {told.illustrative && <IllustrativeMark />}
      </div>
    </div>
  );
}

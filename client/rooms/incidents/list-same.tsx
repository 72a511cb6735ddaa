/** Pairs of an own report and another recorder's, with what speaks for one event; and what only one of both has. */
import { Button, Group } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { LIKELY } from "../../../shared/rooms/incidents-pairs.ts";
import { IllustrativeMark, VerificationMark } from "../../ui/marks.tsx";
import { ErrorNote } from "../../ui/states.tsx";
import { codeLabel } from "../../words/codes.ts";
import { formatCount, formatSpan } from "../../words/format.ts";
import { useWords } from "../../words/index.tsx";
import { LikenessWords } from "./form-alike.tsx";
import { type PairsSeen, useSaySame } from "./queries-review.ts";

type Told = PairsSeen["ours"][number];
type Pair = PairsSeen["pairs"][number];

interface SameProps {
  seen: PairsSeen;
  code: string;
}

export function PairList({ seen, code }: SameProps) {
  const { t } = useWords();
  const all = new Map([...seen.ours, ...seen.theirs].map((one) => [one.ref, one]));
  const rows = seen.pairs.flatMap((pair) => {
    const [one, other] = [all.get(pair.one), all.get(pair.other)];
    return one && other ? [{ pair, one, other }] : [];
  });
  return (
    <section>
      <h2>{t("verify.same.pairs", { n: rows.length })}</h2>
      {rows.length === 0 && <p className="soft">{t("verify.same.noPairs")}</p>}
      <ul className="same-pairs">
        {rows.map(({ pair, one, other }) => (
          <li key={`${pair.one} ${pair.other}`}>
            <div className="same-sides">
              <Side told={one} head={t("verify.same.ours")} code={code} />
              <Side told={other} head={other.recorder} code={code} />
            </div>
            <Verdict pair={pair} code={code} />
          </li>
        ))}
      </ul>
    </section>
  );
}

/** One record in a few words; opens it. */
export function Side({ told, head, code }: { told: Told; head: string; code: string }) {
  const { t, tag } = useWords();
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
        {told.killed !== null && (
          <span>{t("verify.queue.killed", { n: formatCount(told.killed, tag) })}</span>
        )}
        <VerificationMark level={told.verification} />
        {told.illustrative && <IllustrativeMark />}
      </div>
    </div>
  );
}

/** How near they are, and what a person said. */
function Verdict({ pair, code }: { pair: Pair; code: string }) {
  const { t } = useWords();
  const saying = useSaySame(code);
  const say = (state: "same" | "different" | null) =>
    saying.mutate({ incident: pair.one, other: pair.other, state });
  return (
    <div className="same-verdict">
      <span className="soft">
        {t(pair.score >= LIKELY ? "verify.same.likely" : "verify.same.possible")}: <LikenessWords {...pair} />
      </span>
      {saying.isError && <ErrorNote error={saying.error} />}
      <Group gap={6}>
        {(["same", "different"] as const).map((state) => (
          <Button
            key={state}
            size="compact-sm"
            variant={pair.state === state ? "filled" : "default"}
            aria-pressed={pair.state === state}
            loading={saying.isPending && saying.variables?.state === state}
            onClick={() => say(pair.state === state ? null : state)}
          >
            {t(`verify.same.${state}`)}
          </Button>
        ))}
      </Group>
    </div>
  );
}

/** What stands in no pair that was said to be the same. */
export function OnlyOne({ seen, code }: SameProps) {
  const { t } = useWords();
  const both = new Set(
    seen.pairs.filter(({ state }) => state === "same").flatMap(({ one, other }) => [one, other]),
  );
  const lists = [
    { head: t("verify.same.onlyOurs"), rows: seen.ours },
    { head: t("verify.same.onlyTheirs"), rows: seen.theirs },
  ].map(({ head, rows }) => ({ head, rows: rows.filter(({ ref }) => !both.has(ref)) }));
  return (
    <div className="same-only">
      {lists.map(({ head, rows }) => (
        <section key={head}>
          <h2>
            {head} ({rows.length})
          </h2>
          <ul className="same-pairs">
            {rows.map((told) => (
              <li key={told.ref}>
                <Side told={told} head={told.recorder} code={code} />
              </li>
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}

/** Pairs of an own report and another recorder's, with what speaks for one event; and what only one of both has. */
import { Button } from "@mantine/core";
import type { ReactNode } from "react";
import { useWords } from "../../words/index.tsx";
import type { PairsSeen } from "./queries-review.ts";
import { PairRow, Side, withRecords } from "./row-pair.tsx";

interface SameProps {
  seen: PairsSeen;
  code: string;
}

export function PairList({ seen, code }: SameProps) {
  const { t } = useWords();
  const rows = withRecords(seen.pairs, [...seen.ours, ...seen.theirs]);
  const both = rows.filter(({ pair }) => pair.state === "same");
  const open = rows.filter(({ pair }) => pair.state !== "same");
  return (
    <>
      {both.length > 0 && <Pairs head={t("verify.same.both", { n: both.length })} rows={both} code={code} />}
      <Pairs head={t("verify.same.pairs", { n: open.length })} rows={open} code={code}>
        {open.length === 0 && <p className="soft">{t("verify.same.noPairs")}</p>}
      </Pairs>
    </>
  );
}

interface PairsProps {
  head: string;
  rows: ReturnType<typeof withRecords>;
  code: string;
  children?: ReactNode;
}

function Pairs({ head, rows, code, children }: PairsProps) {
  const { t } = useWords();
  return (
    <section>
      <h2>{head}</h2>
      {children}
      <ul className="same-pairs">
        {rows.map(({ pair, one, other }) => (
          <PairRow
            key={`${pair.one} ${pair.other}`}
            {...{ pair, one, other, code }}
            head={t("verify.same.ours")}
          >
            {(saying) =>
              (["same", "different"] as const).map((state) => {
                const isSaid = pair.state === state;
                const said = { incident: pair.one, other: pair.other, state: isSaid ? null : state };
                return (
                  <Button
                    key={state}
                    size="compact-sm"
                    variant={isSaid ? "filled" : "default"}
                    aria-pressed={isSaid}
                    loading={saying.isPending && saying.variables?.state === state}
                    onClick={() => saying.mutate(said)}
                  >
                    {t(`verify.same.${state}`)}
                  </Button>
                );
              })
            }
          </PairRow>
        ))}
      </ul>
    </section>
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

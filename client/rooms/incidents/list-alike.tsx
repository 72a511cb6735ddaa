/** Pairs of own reports that may be one event: compare them, or say that they are different. */
import { Button } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useWords } from "../../words/index.tsx";
import type { TwiceSeen } from "./queries-alike.ts";
import { PairRow, withRecords } from "./row-pair.tsx";

export function AlikeList({ seen, code }: { seen: TwiceSeen; code: string }) {
  const { t } = useWords();
  // What somebody said to be different stands last.
  const rows = withRecords(seen.pairs, seen.rows).sort(
    (a, b) => Number(a.pair.state !== null) - Number(b.pair.state !== null),
  );
  return (
    <section>
      <h2>{t("alike.pairs.count", { n: rows.length })}</h2>
      <ul className="same-pairs">
        {rows.map(({ pair, one, other }) => {
          const isDifferent = pair.state === "different";
          const params = { operation: code, one: pair.one, other: pair.other };
          return (
            <PairRow key={`${pair.one} ${pair.other}`} {...{ pair, one, other, code }} head={one.recorder}>
              {(saying) => (
                <>
                  <Button
                    size="compact-sm"
                    variant={isDifferent ? "default" : "filled"}
                    renderRoot={(props) => (
                      <Link to="/$operation/verify/alike/$one/$other" params={params} search {...props} />
                    )}
                  >
                    {t("alike.pairs.compare")}
                  </Button>
                  <Button
                    size="compact-sm"
                    variant={isDifferent ? "filled" : "default"}
                    aria-pressed={isDifferent}
                    loading={saying.isPending}
                    onClick={() =>
                      saying.mutate({
                        incident: pair.one,
                        other: pair.other,
                        state: isDifferent ? null : "different",
                      })
                    }
                  >
                    {t("verify.same.different")}
                  </Button>
                </>
              )}
            </PairRow>
          );
        })}
      </ul>
    </section>
  );
}

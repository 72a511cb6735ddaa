/** Pairs of own reports that may be one event: compare them, or say that they are different. */
import { Button, Group } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { LIKELY } from "../../../shared/rooms/incidents-pairs.ts";
import { ErrorNote } from "../../ui/states.tsx";
import { useWords } from "../../words/index.tsx";
import { LikenessWords } from "./form-alike.tsx";
import { Side } from "./list-same.tsx";
import type { TwiceSeen } from "./queries-alike.ts";
import { useSaySame } from "./queries-review.ts";

export function AlikeList({ seen, code }: { seen: TwiceSeen; code: string }) {
  const { t } = useWords();
  const all = new Map(seen.rows.map((row) => [row.ref, row]));
  const rows = seen.pairs
    .flatMap((pair) => {
      const [one, other] = [all.get(pair.one), all.get(pair.other)];
      return one && other ? [{ pair, one, other }] : [];
    })
    // What somebody said to be different stands last.
    .sort((a, b) => Number(a.pair.state !== null) - Number(b.pair.state !== null));
  return (
    <section>
      <h2>{t("alike.pairs.count", { n: rows.length })}</h2>
      <ul className="same-pairs">
        {rows.map(({ pair, one, other }) => (
          <li key={`${pair.one} ${pair.other}`}>
            <div className="same-sides">
              <Side told={one} head={one.recorder} code={code} />
              <Side told={other} head={other.recorder} code={code} />
            </div>
            <Verdict pair={pair} code={code} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function Verdict({ pair, code }: { pair: TwiceSeen["pairs"][number]; code: string }) {
  const { t } = useWords();
  const saying = useSaySame(code);
  const isDifferent = pair.state === "different";
  const params = { operation: code, one: pair.one, other: pair.other };
  return (
    <div className="same-verdict">
      <span className="soft">
        {t(pair.score >= LIKELY ? "alike.likely" : "alike.possible")}: <LikenessWords {...pair} />
      </span>
      {saying.isError && <ErrorNote error={saying.error} />}
      <Group gap={6}>
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
      </Group>
    </div>
  );
}

/**
 * Own reports beside what other recorders tell, over a period: pairs that may be the same event, likeliest first, then
 * what only one of both has. A person decides; the event then counts once in the own organisation's figures.
 */
import { OnlyOne, PairList } from "./list-same.tsx";
import { PairsPage } from "./page-pairs.tsx";
import { usePairs } from "./queries-review.ts";

export const SamePage = () => (
  <PairsPage words="verify.same" use={usePairs} isEmpty={({ ours }) => ours.length === 0}>
    {(seen, code) => (
      <>
        <PairList seen={seen} code={code} />
        <OnlyOne seen={seen} code={code} />
      </>
    )}
  </PairsPage>
);

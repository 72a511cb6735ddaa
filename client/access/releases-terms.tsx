/** What each community gets of an own record by rule, what a person may hand over at most, and what that would say. */
import { COMMUNITIES, type Community } from "../../shared/rooms/access.ts";
import { LEVELS } from "../../shared/rooms/protocol.ts";
import type { ReleaseKind } from "../../shared/rooms/releases.ts";
import { ErrorNote, Waiting } from "../ui/states.tsx";
import { codeLabel } from "../words/codes.ts";
import { useWords } from "../words/index.tsx";
import { SummaryLine } from "./release-summary.tsx";
import { type Terms, useOutcome, useTerms } from "./releases-queries.ts";

const SHOWN = COMMUNITIES.filter(({ code }) => code !== "public").map(({ code }) => code as string);

/** Does a release add anything to what the rule opens? */
/** What names an actor is told only where the actor is told too. */
const NAMES_ACTORS: readonly string[] = [
  ...["control_zone", "actor_relation", "actor_claim", "engagement", "mitigation"],
];

const adds = ({ rule, bound, most }: Terms) =>
  most !== null && (bound !== null || LEVELS.indexOf(most) > LEVELS.indexOf(rule));

/** Communities that get the same stand together, in the order of the table. */
function groupsOf(terms: readonly Terms[]): Terms[][] {
  const groups = new Map<string, Terms[]>();
  for (const one of terms.filter(({ community }) => SHOWN.includes(community))) {
    const key = [one.bound ? "bound" : one.rule, one.most].join();
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  return [...groups.values()];
}

interface TermsProps {
  kind: ReleaseKind;
  record: string;
  code: string;
}

export function TermsSummary({ kind, record, code }: TermsProps) {
  const { t } = useWords();
  const terms = useTerms(code, kind, record);
  const open = (terms.data ?? []).filter(adds);
  // Whoever may be handed most: what a copy says does not depend on the receiver.
  const receiver = open.find(({ most }) => most === "full") ?? open[0];
  const outcome = useOutcome(code, kind, [record], (receiver?.community as Community) ?? null);
  if (terms.isError) return <ErrorNote error={terms.error} retry={terms.refetch} />;
  if (!terms.data) return <Waiting lines={3} />;
  const most = (one: Terms) => {
    if (!one.most) return t("releases.terms.mostNothing");
    if (!adds(one)) return t("releases.terms.mostOpen");
    return t(one.most === "full" ? "releases.terms.mostFull" : "releases.terms.mostGeneralised");
  };
  const row = outcome.data?.[0];
  return (
    <>
      <table className="counts-table terms-table" aria-label={t("releases.terms.label")}>
        <thead>
          <tr>
            <td />
            <th scope="col">{t("releases.terms.rule")}</th>
            <th scope="col">{t("releases.terms.most")}</th>
          </tr>
        </thead>
        <tbody>
          {groupsOf(terms.data).map((group) => (
            <tr key={group[0]!.community}>
              <th scope="row">
                {group.map(({ community }) => codeLabel(t, "community", community)).join(" · ")}
              </th>
              <td>{t(`releases.terms.${group[0]!.bound ? "bound" : group[0]!.rule}`)}</td>
              <td>{most(group[0]!)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {NAMES_ACTORS.includes(kind) && <p className="release-hint">{t("releases.readers.named")}</p>}
      {row && (
        <dl className="terms-says">
          <dt>{t("releases.terms.says")}</dt>
          <dd>
            <SummaryLine summary={row.generalised} />
          </dd>
          {row.full && (
            <>
              <dt>{t("releases.terms.saysFull")}</dt>
              <dd>
                <SummaryLine summary={row.full} />
              </dd>
            </>
          )}
        </dl>
      )}
    </>
  );
}

/** Two records side by side, in a table that says what each one tells; what is not recorded is a dash, never a nought. */
import { useMemo } from "react";
import type { ActorDossier } from "../../../shared/rooms/actors-answers.ts";
import { select } from "../../../shared/rooms/analysis.ts";
import { CodeLabel } from "../../ui/marks.tsx";
import { kindOf } from "../../words/codes.ts";
import { formatCount, formatDate } from "../../words/format.ts";
import { useWords } from "../../words/index.tsx";
import type { RoomProps } from "./page.tsx";
import "../../ui/side-by-side.css";
import "./same.css";

export function SameCompare({ operation, state, pair }: RoomProps & { pair: readonly ActorDossier[] }) {
  const { t, tag } = useWords();
  const { facts } = state;
  // Of all datasets, levels and days: how much is named by each record, not a figure.
  const events = useMemo(
    () =>
      pair.map(({ actor }) =>
        facts ? select(facts, { actors: [actor.ref], includeIllustrative: true, signals: "with" }).length : 0,
      ),
    [facts, pair],
  );
  const superiors = ({ relations }: ActorDossier) =>
    relations
      .filter(({ kind, outward, validTo }) =>
        (kind === "part_of" && outward) || (kind === "commands" && !outward)
          ? validTo === null || validTo >= operation.today
          : false,
      )
      .map(({ other }) => other.name);
  const active = ({ actor: { activeFrom: from, activeTo: to } }: ActorDossier) =>
    from || to ? [from, to].map((day) => (day ? formatDate(day, tag) : "…")).join(" – ") : "";
  const rows = [
    ["names", pair.map(({ actor }) => [...actor.aliases, ...actor.alsoNamed].join(" · "))],
    ["kind", pair.map(({ actor }) => <CodeLabel key={actor.ref} list="actorKind" code={kindOf(actor)} />)],
    ["active", pair.map(active)],
    ["superior", pair.map((each) => superiors(each).join(" · "))],
    ["zones", pair.map(({ zones }) => formatCount(zones.length, tag))],
    ["claims", pair.map(({ claims }) => formatCount(claims.length, tag))],
    ["events", events.map((n) => formatCount(n, tag))],
    ["from", pair.map(({ actor }) => actor.dataset ?? actor.owner)],
  ] as const;
  return (
    <div className="versions same-compare">
      <table aria-label={t("same.compare")}>
        <thead>
          <tr>
            <td />
            {pair.map(({ actor }) => (
              <th key={actor.ref} scope="col">
                {actor.name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(([row, cells]) => (
            <tr key={row}>
              <th scope="row">{t(`same.row.${row}`)}</th>
              {cells.map((cell, at) => (
                <td key={pair[at]!.actor.ref}>{cell || "–"}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

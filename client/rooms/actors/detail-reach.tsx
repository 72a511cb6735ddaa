/**
 * Who is in reach of whom: on an actor's page the Must and Should areas in reach of it and its units, on an area's page
 * the units in reach of it. What nobody knows stands below by itself, and is never counted as safe.
 */
import type { ReachAnswer, ReachUnit } from "../../../shared/rooms/actors-reach.ts";
import type { OperationInfo } from "../../session.ts";
import { CategoryMark } from "../../ui/category.tsx";
import { ActorLink, AreaLink } from "../../ui/links.tsx";
import { IllustrativeMark } from "../../ui/marks.tsx";
import { MethodLink } from "../../ui/method-link.tsx";
import { Figure } from "../../ui/panel.tsx";
import { ErrorNote, Waiting } from "../../ui/states.tsx";
import { codeLabel } from "../../words/codes.ts";
import { formatDate, formatKm } from "../../words/format.ts";
import { useWords } from "../../words/index.tsx";
import { useDay } from "./queries-day.ts";
import { useReach } from "./queries-engagement.ts";

type Reached = ReachUnit["areas"][number];
interface Pair {
  unit: ReachUnit;
  area: Reached;
}
const pairsOf = ({ units }: ReachAnswer): Pair[] =>
  units.flatMap((unit) => unit.areas.map((area) => ({ unit, area })));
const isReached = ({ area: { how } }: Pair) => how === "ground" || how === "distance";

interface OfActorProps {
  operation: OperationInfo;
  actor: { ref: string; name: string };
}

/** Which Must and Should areas this actor and the units under it threaten. */
export function ReachOfActor({ operation, actor }: OfActorProps) {
  const { t, tag } = useWords();
  const [on] = useDay(operation);
  const answer = useReach(operation.code, { on, actor: actor.ref });
  if (answer.isPending) return <Waiting lines={4} />;
  if (answer.isError) return <ErrorNote error={answer.error} retry={answer.refetch} />;
  const { cycle, units } = answer.data;
  const pairs = pairsOf(answer.data).filter(isReached);
  return (
    <Figure
      title={t("conduct.reach.ofActor")}
      scope={
        cycle &&
        t("conduct.reach.ofActorScope", { name: actor.name, date: formatDate(on, tag), cycle: cycle.name })
      }
      source={<ReachSource />}
    >
      {!cycle && <p className="form-lead">{t("conduct.reach.noCycle")}</p>}
      {cycle && units.length === 0 && <p className="form-lead">{t("conduct.reach.noPlace")}</p>}
      {cycle && units.length > 0 && pairs.length === 0 && (
        <p className="form-lead">{t("conduct.reach.none")}</p>
      )}
      {pairs.length > 0 && (
        <table className="plain-table reach-table">
          <thead>
            <tr>
              <th scope="col">{t("conduct.reach.area")}</th>
              <th scope="col">{t("conduct.reach.unit")}</th>
              <th scope="col">{t("conduct.reach.how")}</th>
            </tr>
          </thead>
          <tbody>
            {pairs.map(({ unit, area }) => (
              <tr key={`${unit.actor.ref} ${area.ref}`}>
                <th scope="row">
                  {area.category && <CategoryMark category={area.category} short />}{" "}
                  <AreaLink operation={operation.code} area={area} />
                </th>
                <td>
                  <UnitLink operation={operation.code} unit={unit} />
                </td>
                <td>
                  <How unit={unit} area={area} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <UnknownReach pairs={units.filter(({ reach }) => !reach).flatMap(nearestOf)} />
    </Figure>
  );
}

interface OfAreaProps {
  operation: OperationInfo;
  area: { code: string };
}

/** Who threatens this area: every armed actor told to be here, or whose claimed reach extends to here. */
export function ReachOfArea({ operation, area }: OfAreaProps) {
  const { t, tag } = useWords();
  const [on] = useDay(operation);
  const answer = useReach(operation.code, { on, area: area.code });
  if (answer.isPending) return <Waiting lines={4} />;
  if (answer.isError) return <ErrorNote error={answer.error} retry={answer.refetch} />;
  const pairs = pairsOf(answer.data);
  const reached = pairs.filter(isReached);
  return (
    <Figure
      title={t("conduct.reach.ofArea")}
      scope={t("conduct.reach.ofAreaScope", { date: formatDate(on, tag) })}
      source={<ReachSource />}
    >
      {reached.length === 0 && <p className="dossier-say">{t("conduct.reach.none")}</p>}
      {reached.length > 0 && (
        <table className="plain-table reach-table">
          <thead>
            <tr>
              <th scope="col">{t("conduct.reach.unit")}</th>
              <th scope="col">{t("conduct.reach.threat")}</th>
              <th scope="col">{t("conduct.reach.how")}</th>
            </tr>
          </thead>
          <tbody>
            {reached.map(({ unit, area: found }) => (
              <tr key={unit.actor.ref}>
                <th scope="row">
                  <UnitLink operation={operation.code} unit={unit} />
                </th>
                <td>
                  <Band unit={unit} />
                </td>
                <td>
                  <How unit={unit} area={found} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <UnknownReach pairs={pairs.filter(({ area: { how } }) => how === "unknown")} />
    </Figure>
  );
}

/** Of a unit without a claimed reach, the area nearest to where it is told to be. */
function nearestOf(unit: ReachUnit): Pair[] {
  const [area] = unit.areas
    .filter(({ how }) => how === "unknown")
    .toSorted((a, b) => (a.km ?? Infinity) - (b.km ?? Infinity));
  return area ? [{ unit, area }] : [];
}

function Band({ unit: { threat } }: { unit: ReachUnit }) {
  const { t, tag } = useWords();
  if (!threat) return <span className="soft">{t("conduct.reach.unassessed")}</span>;
  return (
    <>
      {codeLabel(t, "threatBand", threat.band)} <span className="soft">{formatDate(threat.asOf, tag)}</span>
    </>
  );
}

function How({ unit: { reach }, area: { how, from, km } }: Pair) {
  const { t, tag } = useWords();
  if (how === "ground" || !reach) return <>{t("conduct.reach.ground", { from: from ?? "" })}</>;
  return (
    <>
      {t("conduct.reach.distance", {
        ...{ km: formatKm(km, tag), from: from ?? "", reach: formatKm(reach.km, tag) },
        ...{ grade: reach.grade, date: formatDate(reach.asOf, tag) },
      })}
    </>
  );
}

/** Said, not assumed: units that may act further than the ground they are told to be on. */
function UnknownReach({ pairs }: { pairs: readonly Pair[] }) {
  const { t, tag } = useWords();
  if (pairs.length === 0) return null;
  return (
    <details className="reach-unknown">
      <summary>{t("conduct.reach.unknownTitle", { n: pairs.length })}</summary>
      <p className="soft">{t("conduct.reach.unknownHelp")}</p>
      <ul className="claims">
        {pairs.map(({ unit: { actor }, area: { from, km } }) => (
          <li key={actor.ref}>
            {actor.name}:{" "}
            {from === null
              ? t("conduct.reach.nowhere")
              : t("conduct.reach.unknown", { from, km: formatKm(km, tag) })}
          </li>
        ))}
      </ul>
    </details>
  );
}

function ReachSource() {
  const { t } = useWords();
  return (
    <>
      {t("conduct.reach.source")} <MethodLink part="distance" />
    </>
  );
}

function UnitLink({ operation, unit: { actor, illustrative } }: { operation: string; unit: ReachUnit }) {
  return (
    <>
      <ActorLink operation={operation} actor={actor} />
      {illustrative && <IllustrativeMark />}
    </>
  );
}

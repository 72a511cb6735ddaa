/**
 * One actor on two pages to print: names, what is claimed, structure, ground and conduct, with source, day and for whom.
 * Papers get searched: contacts, orders, conduct notes, threat and reach are never on it, and of high and severe records
 * nothing exact; the server answers it so (server/rooms/actors/read-export.ts).
 */
import { useParams } from "@tanstack/react-router";
import type { ActorDossier } from "../../../shared/rooms/actors-answers.ts";
import type { VerificationLevel } from "../../../shared/rooms/incidents.ts";
import { useDashboard, useOperationCode } from "../../dashboard.ts";
import { faultOf } from "../../faults.ts";
import { type OperationInfo, useOperation } from "../../session.ts";
import { CodeLabel } from "../../ui/marks.tsx";
import { EmptyNote, ErrorNote, Waiting } from "../../ui/states.tsx";
import { codeLabel, kindOf } from "../../words/codes.ts";
import { formatDate } from "../../words/format.ts";
import { useWords } from "../../words/index.tsx";
import { Relations, Zones } from "./claims.tsx";
import { Attributes } from "./claims-attributes.tsx";
import { Names } from "./detail-body.tsx";
import { ActorFigures } from "./detail-figures.tsx";
import { PrintActions } from "./detail-print.tsx";
import { recordNames, SameRecords, ToldOf } from "./detail-same.tsx";
import { useProfile } from "./queries.ts";
import "../places/dossier.css";
import "./actors.css";

export function ProfilePage() {
  const { ref = "" } = useParams({ strict: false }) as { ref?: string };
  const code = useOperationCode();
  const operation = useOperation(code).data;
  const state = useDashboard();
  const answer = useProfile(code, ref);
  if (answer.isError) {
    if (["not_found", "invalid_input"].includes(faultOf(answer.error).code))
      return <EmptyNote kind="denied" />;
    return <ErrorNote error={answer.error} retry={answer.refetch} />;
  }
  if (!operation || !state?.facts || !answer.data) return <Waiting lines={12} />;
  const dossier = answer.data;
  const { actor, claims, zones, relations } = dossier;
  const headline = operation.headlineLevels as VerificationLevel[];
  return (
    <ToldOf.Provider value={recordNames(dossier)}>
      <article className="dossier profile">
        <Head operation={operation} actor={actor} />
        <div className="dossier-body">
          <div className="dossier-main">
            <Names actor={actor} />
            <SameRecords operation={operation} same={dossier.same} />
            <Attributes operation={operation} actor={actor.ref} claims={claims} still />
          </div>
          <div className="dossier-side">
            <Zones operation={operation} zones={zones} still />
            <Relations operation={operation} relations={relations} name={actor.name} still />
            <ActorFigures {...{ operation, state, headline, facts: state.facts, dossier }} />
          </div>
        </div>
      </article>
    </ToldOf.Provider>
  );
}

function Head({ operation, actor }: { operation: OperationInfo; actor: ActorDossier["actor"] }) {
  const { t, tag } = useWords();
  const { you } = operation;
  return (
    <header className="dossier-head">
      <div className="dossier-title">
        <h1>{actor.name}</h1>
        <p>
          <CodeLabel list="actorKind" code={kindOf(actor)} />
        </p>
        <p>
          {t("conduct.profile.for", {
            operation: operation.name,
            community: codeLabel(t, "community", you.community),
            organisation: you.organisation,
            date: formatDate(operation.today, tag),
          })}{" "}
          {operation.demonstration && t("places.area.demonstration")}
        </p>
        <p>{t("conduct.profile.without")}</p>
      </div>
      <PrintActions operation={operation.code} actor={actor.ref} back={t("conduct.profile.back")} />
    </header>
  );
}

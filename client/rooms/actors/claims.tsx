/** Dated claims about actors (zones, relations) and how a record came to be. Each claim tells its date and confidence. */
import type { ReactNode } from "react";
import type { ActorDossier, RelationAnswer, ZoneAnswer } from "../../../shared/rooms/actors-answers.ts";
import { dayOf } from "../../../shared/time.ts";
import { RecordTools } from "../../access/releases-section.tsx";
import type { OperationInfo } from "../../session.ts";
import { ActorLink, AreaLink } from "../../ui/links.tsx";
import { CodeLabel, IllustrativeMark, SensitivityBars } from "../../ui/marks.tsx";
import { codeLabel } from "../../words/codes.ts";
import { formatDate, formatTime } from "../../words/format.ts";
import { hasWord, useWords } from "../../words/index.tsx";
import { claimSpan } from "./claims-value.ts";
import { RecordOf } from "./detail-same.tsx";

interface ClaimProps {
  operation: OperationInfo;
  claim: ZoneAnswer | RelationAnswer;
  /** What others see of the claim, on the own organisation's. */
  readers?: ReactNode;
  /** Does it stay on the screen when the page is printed? */
  offPaper?: boolean;
  children: ReactNode;
}

/** One claim: what, then its interval, the day it stands for, confidence, owner, sensitivity, note. */
export function Claim({ operation, claim, readers, offPaper = false, children }: ClaimProps) {
  const { t, tag } = useWords();
  const { asOf, validFrom: from, validTo: to, confidence, note } = claim;
  const span = claimSpan(t, tag, { ...claim, from, to });
  const age = asOf ? dayOf(operation.today) - dayOf(asOf) : 0;
  return (
    <li className={offPaper ? "no-print" : undefined}>
      <div className="claim-line">
        {children}
        {claim.illustrative && <IllustrativeMark />}
      </div>
      <div className="claim-facts">
        <span>{span}</span>
        {asOf && (
          <span>
            {t("actors.detail.asOf", { date: formatDate(asOf, tag) })}
            {age > 0 && ` (${t("actors.detail.agoNote", { n: age })})`}
          </span>
        )}
        <CodeLabel list="confidence" code={confidence} />
        <span>{claim.owner}</span>
        <RecordOf claim={claim.ref} />
        <SensitivityBars level={claim.sensitivity} />
        {readers}
      </div>
      {note && <p className="claim-note">{note}</p>}
    </li>
  );
}

interface ZonesProps {
  operation: OperationInfo;
  zones: ZoneAnswer[];
  /** Nothing leads on from here. */
  still?: boolean;
}

export function Zones({ operation, zones, still = false }: ZonesProps) {
  const { t } = useWords();
  return (
    <section className="panel-section">
      <h3>{t("actors.detail.zones")}</h3>
      {zones.length === 0 && <p>{t("actors.detail.noZones")}</p>}
      <ul className="claims">
        {zones.map((zone) => (
          <Claim
            key={zone.ref}
            operation={operation}
            claim={zone}
            readers={!still && <Readers operation={operation} kind="control_zone" claim={zone} />}
          >
            {still ? <span>{zone.area.name}</span> : <AreaLink operation={operation.code} area={zone.area} />}
            <CodeLabel list="controlKind" code={zone.controlKind} />
          </Claim>
        ))}
      </ul>
    </section>
  );
}

interface RelationsProps {
  operation: OperationInfo;
  relations: RelationAnswer[];
  name: string;
  /** Nothing leads on from here. */
  still?: boolean;
}

export function Relations({ operation, relations, name, still = false }: RelationsProps) {
  const { t } = useWords();
  return (
    <section className="panel-section">
      <h3>{t("actors.detail.relations")}</h3>
      {relations.length === 0 && <p>{t("actors.detail.noRelations")}</p>}
      <ul className="claims">
        {relations.map((relation) => {
          const other = still ? (
            <span>{relation.other.name}</span>
          ) : (
            <ActorLink operation={operation.code} actor={relation.other} />
          );
          const kind = codeLabel(t, "actorRelation", relation.kind).toLowerCase();
          return (
            <Claim
              key={relation.ref}
              operation={operation}
              claim={relation}
              readers={!still && <Readers operation={operation} kind="actor_relation" claim={relation} />}
            >
              {relation.outward ? <span>{name}</span> : other}
              <span className="claim-kind">{kind}</span>
              {relation.outward ? other : <span>{name}</span>}
            </Claim>
          );
        })}
      </ul>
    </section>
  );
}

interface ReadersProps {
  operation: OperationInfo;
  kind: "control_zone" | "actor_relation";
  claim: ZoneAnswer | RelationAnswer;
}

const Readers = ({ operation, kind, claim }: ReadersProps) => (
  <RecordTools kind={kind} record={claim.ref} owner={claim.owner} code={operation.code} />
);

interface HistoryProps {
  history: ActorDossier["history"];
  timeZone: string;
  /** Whether the reader's organisation owns the record. */
  mine: boolean;
}

export function History({ history, timeZone, mine }: HistoryProps) {
  const { t, tag } = useWords();
  if (history.length === 0 && mine) return null;
  return (
    <section className="panel-section">
      <h3>{t("actors.detail.history")}</h3>
      {history.length === 0 && <p>{t("actors.detail.historyHidden")}</p>}
      <ul className="claims">
        {history.map(({ at, by, action }) => {
          const word = `actors.detail.action.${action}`;
          return (
            <li key={`${at}-${action}`}>
              <div>{t(hasWord(word) ? word : "actors.detail.action.other")}</div>
              <div className="claim-facts">
                {t("actors.detail.historyLine", { who: by, when: formatTime(at, tag, timeZone) })}
              </div>
            </li>
          );
        })}
      </ul>
    </section>
  );
}

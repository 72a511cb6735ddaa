/**
 * What is claimed of an actor: of each attribute the best current claim, contested ones side by side, others and
 * former ones one click away. Which is best is a rule for everybody (shared/rooms/actors-claims.ts).
 */
import { Badge, Button, UnstyledButton } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import type { ClaimAnswer } from "../../../shared/rooms/actors-answers.ts";
import { ATTRIBUTE_CODES, type AttributeCode, attributeOf } from "../../../shared/rooms/actors-attributes.ts";
import { bestOf } from "../../../shared/rooms/actors-claims.ts";
import { RecordTools } from "../../access/releases-section.tsx";
import type { OperationInfo } from "../../session.ts";
import { Icon } from "../../ui/icons.tsx";
import { IllustrativeMark, SensitivityBars } from "../../ui/marks.tsx";
import { codeLabel } from "../../words/codes.ts";
import { formatDate } from "../../words/format.ts";
import { useWords } from "../../words/index.tsx";
import { RetireButton } from "./claims-retire.tsx";
import { claimSpan, claimWords } from "./claims-value.ts";
import { RecordOf } from "./detail-same.tsx";
import { useDay } from "./queries-day.ts";

interface AttributesProps {
  operation: OperationInfo;
  actor: string;
  claims: ClaimAnswer[];
  /** Nothing leads on from here. */
  still?: boolean;
}

export function Attributes({ operation, actor, claims, still = false }: AttributesProps) {
  const { t, tag } = useWords();
  const [day] = useDay(operation);
  const told = ATTRIBUTE_CODES.filter((code) => claims.some(({ attribute }) => attribute === code));
  const contested = told.filter((code) => bestOf(claims, code, day).against.length > 0);
  return (
    <section className="panel-section">
      <h3>{t("claims.title")}</h3>
      <p className="soft">
        {t("claims.asAt", { date: formatDate(day, tag) })}
        {contested.length > 0 && ` ${t("claims.contestedCount", { n: contested.length })}`}
      </p>
      {told.length === 0 && <p>{t("claims.none")}</p>}
      <dl className="attributes">
        {told.map((code) => (
          <Attribute key={code} {...{ operation, actor, claims, still, day }} attribute={code} />
        ))}
      </dl>
      {!still && operation.you.writes.includes("actor") && (
        <Button
          variant="default"
          size="compact-sm"
          leftSection={<Icon name="plus" size={14} />}
          renderRoot={(props) => (
            <Link
              to="/$operation/actors/$ref/claim"
              params={{ operation: operation.code, ref: actor }}
              search
              {...props}
            />
          )}
        >
          {t("claims.add")}
        </Button>
      )}
    </section>
  );
}

interface AttributeProps extends Required<AttributesProps> {
  attribute: AttributeCode;
  day: string;
}

function Attribute({ attribute, claims, day, ...props }: AttributeProps) {
  const { t } = useWords();
  const [isOpen, setOpen] = useState(false);
  const { best, against, beside, others } = bestOf(claims, attribute, day);
  const shown = [...(best ? [best] : []), ...against, ...beside];
  return (
    <div className="attribute" data-contested={against.length > 0 ? "yes" : undefined}>
      <dt>
        {codeLabel(t, "claimAttribute", attribute)}
        {against.length > 0 && (
          <Badge size="xs" variant="outline" color="gray" className="contested">
            {t("claims.contested")}
          </Badge>
        )}
        {attributeOf(attribute).protocol === "contact" && (
          <span title={t("claims.closer")}>
            <Icon name="lock" size={12} />
          </span>
        )}
      </dt>
      <dd>
        {shown.length === 0 && <p className="soft">{t("claims.notNow")}</p>}
        <ul className="claims">
          {shown.map((claim) => (
            <OneClaim key={claim.ref} claim={claim} {...props} />
          ))}
          {isOpen && others.map((claim) => <OneClaim key={claim.ref} claim={claim} isOther {...props} />)}
        </ul>
        {others.length > 0 && (
          <UnstyledButton className="others" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
            {t(isOpen ? "claims.hideOthers" : "claims.others", { n: others.length })}
          </UnstyledButton>
        )}
      </dd>
    </div>
  );
}

interface OneProps extends Pick<Required<AttributesProps>, "operation" | "actor" | "still"> {
  claim: ClaimAnswer;
  isOther?: boolean;
}

function OneClaim({ operation, actor, claim, still, isOther = false }: OneProps) {
  const { t, tag } = useWords();
  const { reliability, credibility, retiredOn, retiredWhy, sources, note } = claim;
  const grade = `${codeLabel(t, "reliability", reliability)}, ${codeLabel(t, "credibility", credibility).toLowerCase()}`;
  const span = claimSpan(t, tag, claim);
  const isMine = claim.version !== null && !still && operation.you.writes.includes("actor");
  return (
    <li data-retired={retiredOn ? "yes" : undefined} data-other={isOther ? "yes" : undefined}>
      <div className="claim-line">
        <span className="claim-value">{claimWords(t, tag, claim)}</span>
        <abbr className="grade" title={grade}>
          {reliability + credibility}
        </abbr>
        {claim.illustrative && <IllustrativeMark />}
      </div>
      {claim.value?.reason && (
        <p className="claim-note">{t("claims.reason", { reason: claim.value.reason })}</p>
      )}
      <div className="claim-facts">
        {span && <span>{span}</span>}
        <span>{t("actors.detail.asOf", { date: formatDate(claim.asOf, tag) })}</span>
        <span>{claim.owner}</span>
        <RecordOf claim={claim.ref} />
        <SensitivityBars level={claim.sensitivity} />
        {!still && (
          <RecordTools kind="actor_claim" record={claim.ref} owner={claim.owner} code={operation.code} />
        )}
      </div>
      {retiredOn && (
        <p className="claim-note">
          {t("claims.retired", { date: formatDate(retiredOn, tag), reason: retiredWhy || "–" })}
        </p>
      )}
      {note && <p className="claim-note">{note}</p>}
      {sources.length > 0 && (
        <p className="claim-note">
          {t("claims.sources")}{" "}
          {sources
            .map(({ type, said, dated, reference }) =>
              [codeLabel(t, "sourceType", type), said, dated && formatDate(dated, tag), reference]
                .filter(Boolean)
                .join(", "),
            )
            .join("; ")}
        </p>
      )}
      {isMine && !retiredOn && (
        <div className="claim-acts">
          <Link
            to="/$operation/actors/$ref/claim/$claim"
            params={{ operation: operation.code, ref: actor, claim: claim.ref }}
            search
          >
            {t("claims.correct")}
          </Link>
          <RetireButton operation={operation.code} claim={claim} />
        </div>
      )}
    </li>
  );
}

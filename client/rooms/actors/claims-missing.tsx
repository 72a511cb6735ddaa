/**
 * What the map of actors asks of an external force, and of a force that the UN supports, and nobody has claimed yet: said
 * in words, each a step away from being written down.
 */
import { Link } from "@tanstack/react-router";
import type { ActorDossier } from "../../../shared/rooms/actors-answers.ts";
import {
  type AttributeCode,
  attributeOf,
  attributesFor,
  EXTERNAL,
  lacksDiligence,
} from "../../../shared/rooms/actors-attributes.ts";
import { bestOf } from "../../../shared/rooms/actors-claims.ts";
import type { OperationInfo } from "../../session.ts";
import { codeLabel } from "../../words/codes.ts";
import { useWords } from "../../words/index.tsx";
import { useDay } from "./queries-day.ts";

interface MissingProps {
  operation: OperationInfo;
  seen: Pick<ActorDossier, "actor" | "claims">;
}

/** Nothing for whoever reads no claims of this force at all: what is missing for them may well be known. */
export function ForceGaps({ operation, seen: { actor, claims } }: MissingProps) {
  const { t } = useWords();
  const [day] = useDay(operation);
  const best = (code: AttributeCode) => bestOf(claims, code, day).best;
  const support = {
    unSupport: best("un_support")?.value?.code ?? null,
    hrddp: best("hrddp")?.value?.code ?? null,
  };
  const isMine = operation.you.writes.includes("actor");
  const asked = attributesFor(actor.kind).filter(
    (code) => attributeOf(code).external && (code !== "hrddp" || support.unSupport === "yes"),
  );
  const missing = asked.filter((code) => !best(code));
  const isGap = lacksDiligence(support);
  if (!isGap && (!isMine || !EXTERNAL.includes(actor.kind) || missing.length === 0)) return null;
  return (
    <section className="panel-section">
      <h3>{t("claims.force.title")}</h3>
      {isGap && <p className="entry-parallel">{t("claims.force.gap")}</p>}
      {isMine && missing.length > 0 && (
        <>
          <p className="soft">{t("claims.force.missing", { n: missing.length })}</p>
          <p className="force-gaps">
            {missing.map((code) => (
              <Link
                key={code}
                to="/$operation/actors/$ref/claim"
                params={{ operation: operation.code, ref: actor.ref }}
                search={(before: object) => ({ ...before, open: `attribute:${code}` })}
              >
                {codeLabel(t, "claimAttribute", code)}
              </Link>
            ))}
          </p>
        </>
      )}
    </section>
  );
}

/** What an actor's record says, for whoever reads it: names and activity, then the claims that name it. */
import type { ActorDossier } from "../../../shared/rooms/actors-answers.ts";
import type { OperationInfo } from "../../session.ts";
import { CodeLabel, IllustrativeMark, SensitivityBars } from "../../ui/marks.tsx";
import { FactList } from "../../ui/panel.tsx";
import { codeLabel, kindOf } from "../../words/codes.ts";
import { formatDate } from "../../words/format.ts";
import { useWords } from "../../words/index.tsx";
import { Relations, Zones } from "./claims.tsx";
import { Attributes } from "./claims-attributes.tsx";
import "./actors.css";

interface BodyProps {
  operation: OperationInfo;
  seen: Pick<ActorDossier, "actor" | "zones" | "relations" | "claims">;
}

/** Beside others, as somebody reads it: nothing leads on from here, for what they see lies under their own references. */
export function ActorBody({ operation, seen: { actor, zones, relations, claims } }: BodyProps) {
  return (
    <div className="actor-page">
      <section className="panel-section">
        <strong>{actor.name}</strong>
        <div className="soft">
          <CodeLabel list="actorKind" code={kindOf(actor)} />
        </div>
      </section>
      <Names actor={actor} />
      <Attributes operation={operation} actor={actor.ref} claims={claims} still />
      <Zones operation={operation} zones={zones} still />
      <Relations operation={operation} relations={relations} name={actor.name} still />
    </div>
  );
}

export function Names({ actor }: { actor: ActorDossier["actor"] }) {
  const { t, tag } = useWords();
  const { activeFrom: from, activeTo: to, source } = actor;
  const active = () => {
    if (from && to)
      return t("actors.detail.activeSpan", { from: formatDate(from, tag), to: formatDate(to, tag) });
    if (from) return t("actors.detail.activeOpen", { from: formatDate(from, tag) });
    return to ? t("actors.detail.activeUntil", { to: formatDate(to, tag) }) : undefined;
  };
  return (
    <section className="panel-section">
      {actor.illustrative && <IllustrativeMark />}
      {actor.communal && (
        <p className="actor-note">
          <span className="communal-mark" aria-hidden="true" />
          {t("actors.detail.communal")}
        </p>
      )}
      {actor.joint && <p className="actor-note">{t("actors.detail.joint")}</p>}
      <FactList
        facts={[
          {
            name: t("actors.detail.aliases"),
            value:
              [...new Set([...actor.aliases, ...actor.alsoNamed])].join(" · ") ||
              t("actors.detail.noAliases"),
          },
          { name: t("actors.detail.fullName"), value: actor.fullName ?? undefined },
          { name: t("actors.detail.active"), value: active() },
          {
            name: t("actors.detail.chain"),
            value: actor.chainOfCommand ? codeLabel(t, "clarity", actor.chainOfCommand) : undefined,
          },
          { name: t("actors.detail.notes"), value: actor.notes ?? undefined },
          { name: t("actors.detail.owner"), value: actor.owner },
          { name: t("incidents.detail.sensitivity"), value: <SensitivityBars level={actor.sensitivity} /> },
          {
            name: t("actors.detail.source"),
            value: source
              ? [source.title, source.version, source.licence].filter(Boolean).join(", ")
              : undefined,
          },
        ]}
      />
    </section>
  );
}

/**
 * One actor: names, what a dataset records about it in the period and over all time, where, how it stands to others and
 * which ground it held when. Claims carry date and confidence; figures say according to whom.
 */
import { Button, Group } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import type { ActorDossier } from "../../../shared/rooms/actors-answers.ts";
import { faultOf } from "../../faults.ts";
import { Icon } from "../../ui/icons.tsx";
import { CodeLabel, IllustrativeMark, SensitivityBars } from "../../ui/marks.tsx";
import { FactList, Panel } from "../../ui/panel.tsx";
import { EmptyNote, ErrorNote, Waiting } from "../../ui/states.tsx";
import type { Search } from "../../url.ts";
import { codeLabel } from "../../words/codes.ts";
import { formatDate } from "../../words/format.ts";
import { useWords } from "../../words/index.tsx";
import { History, Relations, Zones } from "./claims.tsx";
import { ActorFigures } from "./detail-figures.tsx";
import type { RoomProps } from "./page.tsx";
import { useActor } from "./queries.ts";

export function ActorDetail(props: RoomProps & { actor: string }) {
  const { t } = useWords();
  const { operation, actor: ref } = props;
  const answer = useActor(operation.code, ref);
  if (answer.isPending) return <Waiting lines={8} />;
  if (answer.isError) {
    if (["not_found", "invalid_input"].includes(faultOf(answer.error).code))
      return <EmptyNote kind="denied" />;
    return <ErrorNote error={answer.error} retry={answer.refetch} />;
  }
  const { actor, relations, zones, history } = answer.data;
  return (
    <Panel
      title={actor.name}
      subtitle={<CodeLabel list="actorKind" code={actor.kind} />}
      actions={
        <Button
          variant="subtle"
          size="compact-sm"
          renderRoot={(props) => (
            <Link to="/$operation/actors" params={{ operation: operation.code }} search {...props} />
          )}
        >
          {t("actors.detail.back")}
        </Button>
      }
    >
      <div className="actor-page">
        <Names {...props} actor={actor} />
        {operation.you.writes.includes("actor") && <AddButtons operation={operation.code} actor={ref} />}
        {props.state.facts && <ActorFigures {...props} facts={props.state.facts} actor={actor} />}
        <Zones operation={operation} zones={zones} />
        <Relations operation={operation} relations={relations} name={actor.name} />
        <History
          history={history}
          timeZone={operation.timeZone}
          mine={actor.owner === operation.you.organisation}
        />
      </div>
    </Panel>
  );
}

function AddButtons({ operation, actor }: { operation: string; actor: string }) {
  const { t } = useWords();
  return (
    <Group className="panel-section" gap="xs">
      {(["zone", "relation"] as const).map((what) => (
        <Button
          key={what}
          variant="default"
          size="compact-sm"
          leftSection={<Icon name="plus" size={14} />}
          renderRoot={(props) => (
            <Link
              to={`/$operation/actors/${what}`}
              params={{ operation }}
              search={(before: Search) => ({ ...before, open: `actor:${actor}` })}
              {...props}
            />
          )}
        >
          {t(`actors.add.${what}`)}
        </Button>
      ))}
    </Group>
  );
}

function Names({ actor }: { actor: ActorDossier["actor"] }) {
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
            value: actor.aliases.join(" · ") || t("actors.detail.noAliases"),
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

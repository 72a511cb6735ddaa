/**
 * One actor: names, what a dataset records about it in the period and over all time, where, how it stands to others and
 * which ground it held when. Claims carry date and confidence; figures say according to whom.
 */
import { Button, Group } from "@mantine/core";
import { Link, Navigate, useNavigate } from "@tanstack/react-router";
import type { ActorDossier } from "../../../shared/rooms/actors-answers.ts";
import { DeleteButton } from "../../access/delete-button.tsx";
import { RecordReaders } from "../../access/releases-section.tsx";
import { faultOf } from "../../faults.ts";
import { Icon } from "../../ui/icons.tsx";
import { CodeLabel } from "../../ui/marks.tsx";
import { Panel } from "../../ui/panel.tsx";
import { EmptyNote, ErrorNote, Waiting } from "../../ui/states.tsx";
import type { Search } from "../../url.ts";
import { kindOf } from "../../words/codes.ts";
import { useWords } from "../../words/index.tsx";
import { History, Relations, Zones } from "./claims.tsx";
import { Attributes } from "./claims-attributes.tsx";
import { Events } from "./claims-events.tsx";
import { ForceGaps } from "./claims-missing.tsx";
import { Names } from "./detail-body.tsx";
import { ActorEngagements } from "./detail-engagement.tsx";
import { ActorFigures } from "./detail-figures.tsx";
import { Options } from "./detail-options.tsx";
import { ReachOfActor } from "./detail-reach.tsx";
import { recordNames, SameRecords, ToldOf } from "./detail-same.tsx";
import { isCommand } from "./figures-structure.ts";
import { SameButton } from "./form-same.tsx";
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
  const { actor, same, relations, zones, claims, events, history } = answer.data;
  // The address of a record that is shown with another leads to that one.
  if (actor.ref !== ref)
    return (
      <Navigate
        to="/$operation/actors/$ref"
        params={{ operation: operation.code, ref: actor.ref }}
        search
        replace
      />
    );
  return (
    <Panel
      title={actor.name}
      subtitle={<CodeLabel list="actorKind" code={kindOf(actor)} />}
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
      <p className="off-paper">{t("conduct.profile.instead")}</p>
      <ToldOf.Provider value={recordNames(answer.data)}>
        <div className="actor-page">
          <Names actor={actor} />
          <SameRecords operation={operation} same={same} />
          <Buttons
            operation={operation.code}
            actor={ref}
            shown={pagesOf(answer.data)}
            mine={actor.version !== null}
            writes={operation.you.writes.includes("actor")}
          />
          <Attributes operation={operation} actor={ref} claims={claims} />
          <ForceGaps operation={operation} seen={{ actor, claims }} />
          <ActorEngagements operation={operation} actor={ref} />
          {props.state.facts && <ActorFigures {...props} facts={props.state.facts} dossier={answer.data} />}
          <ReachOfActor operation={operation} actor={actor} />
          <Options operation={operation} actor={ref} />
          <Zones operation={operation} zones={zones} />
          <Events operation={operation} events={events} />
          <Relations operation={operation} relations={relations} name={actor.name} />
          <RecordReaders kind="actor" record={ref} owner={actor.owner} code={operation.code} />
          <History
            history={history}
            timeZone={operation.timeZone}
            mine={actor.owner === operation.you.organisation}
          />
          <SeldomDone {...props} dossier={answer.data} />
        </div>
      </ToldOf.Provider>
    </Panel>
  );
}

/** Last on the page, because done seldom and not in passing: two records are one actor, a record is deleted. */
function SeldomDone(props: RoomProps & { dossier: ActorDossier }) {
  const { t } = useWords();
  const navigate = useNavigate();
  const { code, you } = props.operation;
  const { ref, owner } = props.dossier.actor;
  if (!you.writes.includes("actor") && !you.imports) return null;
  return (
    <section className="panel-section no-print">
      <h3>{t("actors.detail.seldom")}</h3>
      <Group gap="xs">
        <SameButton {...props} />
        <DeleteButton
          record={{ ref, own: owner === you.organisation }}
          kind="actor"
          code={code}
          onDone={() => navigate({ to: "/$operation/actors", params: { operation: code }, search: true })}
        />
      </Group>
    </section>
  );
}

type Page = "structure" | "ground";

/** Where it is drawn: among those it stands under or commands, and on the ground it is told to hold. */
function pagesOf({ relations, zones, claims }: ActorDossier): Page[] {
  const isPlaced =
    relations.some(({ kind }) => isCommand(kind)) ||
    claims.some(({ attribute }) => attribute === "top_level");
  return [isPlaced ? ("structure" as const) : [], zones.length > 0 ? ("ground" as const) : []].flat();
}

interface ButtonsProps {
  operation: string;
  actor: string;
  shown: readonly Page[];
  mine: boolean;
  writes: boolean;
}

/** Where it is drawn, the page to print; for writers claims about any actor, and corrections of one's own. */
function Buttons({ operation, actor, shown, mine, writes }: ButtonsProps) {
  const { t } = useWords();
  return (
    <Group className="panel-section" gap="xs">
      {shown.map((page) => (
        <Button
          key={page}
          variant="default"
          size="compact-sm"
          renderRoot={(props) => (
            <Link
              to={`/$operation/actors/${page}`}
              params={{ operation }}
              search={(before: Search) => ({ ...before, open: `actor:${actor}` })}
              {...props}
            />
          )}
        >
          {t(`${page}.link`)}
        </Button>
      ))}
      {mine && (
        <Button
          variant="default"
          size="compact-sm"
          renderRoot={(props) => (
            <Link to="/$operation/actors/$ref/edit" params={{ operation, ref: actor }} search {...props} />
          )}
        >
          {t("actors.add.edit")}
        </Button>
      )}
      <Button
        variant="default"
        size="compact-sm"
        renderRoot={(props) => (
          <Link to="/$operation/actors/$ref/profile" params={{ operation, ref: actor }} search {...props} />
        )}
      >
        {t("conduct.profile.open")}
      </Button>
      {(writes ? (["zone", "relation"] as const) : []).map((what) => (
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

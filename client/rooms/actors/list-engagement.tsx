/**
 * Contacts with armed actors: commitments that are open, every engagement with what ran beside it, field missions with
 * how many a year, briefs before an operation. Functions only, never persons.
 */
import { Button, Group } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { isOverdue, parallelTo } from "../../../shared/rooms/actors-engagement.ts";
import type { EngagementAnswer, MissionAnswer } from "../../../shared/rooms/actors-engagement-answers.ts";
import type { OperationInfo } from "../../session.ts";
import { Icon } from "../../ui/icons.tsx";
import { Panel } from "../../ui/panel.tsx";
import { EmptyNote, ErrorNote, Waiting } from "../../ui/states.tsx";
import { codeLabel } from "../../words/codes.ts";
import { formatCount, formatDate, formatList, formatMonthOf, formatSpan } from "../../words/format.ts";
import { useWords } from "../../words/index.tsx";
import type { EntryKind } from "./form-entry-fields.ts";
import { Briefs } from "./list-brief.tsx";
import { EntryFoot, mayWrite, Section, SheetLink } from "./list-entry.tsx";
import { OptionList } from "./list-options.tsx";
import { useBriefs, useEngagements, useMissions, useMitigations } from "./queries-engagement.ts";

type Props = { operation: OperationInfo };

export function EngagementList({ operation }: Props) {
  const { t } = useWords();
  const engagements = useEngagements(operation.code);
  const missions = useMissions(operation.code);
  const briefs = useBriefs(operation.code);
  const options = useMitigations(operation.code);
  const asked = [engagements, missions, briefs, options];
  const failed = asked.find(({ isError }) => isError);
  const count = asked.reduce((sum, { data }) => sum + (data?.length ?? 0), 0);
  return (
    <Panel title={t("engagement.title")} subtitle={t("engagement.lead")}>
      <p className="off-paper">{t("engagement.offPaper")}</p>
      {mayWrite(operation) && (
        <Group className="panel-section" gap="xs">
          {(["engagement", "mission", "brief"] as const).map((kind) => (
            <AddEntry key={kind} operation={operation.code} kind={kind} />
          ))}
        </Group>
      )}
      {asked.some(({ isPending }) => isPending) && <Waiting lines={6} />}
      {failed && <ErrorNote error={failed.error} retry={failed.refetch} />}
      {asked.every(({ isSuccess }) => isSuccess) && count === 0 && (
        <EmptyNote kind="first" title={t("engagement.firstTitle")} help={t("engagement.firstHelp")} />
      )}
      <Commitments operation={operation} all={engagements.data ?? []} />
      <OptionList operation={operation} all={options.data ?? []} />
      <Engagements operation={operation} all={engagements.data ?? []} />
      <Missions operation={operation} all={missions.data ?? []} />
      <Briefs operation={operation} all={briefs.data ?? []} />
    </Panel>
  );
}

export function AddEntry({ operation, kind, actor }: { operation: string; kind: EntryKind; actor?: string }) {
  const { t } = useWords();
  return (
    <Button
      size="compact-sm"
      variant={kind === "engagement" ? "filled" : "default"}
      leftSection={<Icon name="plus" size={14} />}
      renderRoot={(props) => (
        <Link
          to="/$operation/actors/engagement/$kind/new"
          params={{ operation, kind }}
          search={(before: object) => (actor ? { ...before, open: `actor:${actor}` } : before)}
          {...props}
        />
      )}
    >
      {t(`engagement.add.${kind}`)}
    </Button>
  );
}

/** What was promised and is open, the oldest day first. */
function Commitments({ operation, all }: Props & { all: EngagementAnswer[] }) {
  const { t, tag } = useWords();
  const open = all.filter(({ kept }) => kept === "open");
  if (open.length === 0) return null;
  const dueFirst = open.toSorted((a, b) => ((a.dueOn ?? "9") < (b.dueOn ?? "9") ? -1 : 1));
  const late = open.filter((one) => isOverdue(one, operation.today)).length;
  return (
    <Section title={t("engagement.open")} aside={t("engagement.openCount", { n: open.length, late })}>
      {dueFirst.map((one) => (
        <li key={one.ref} data-late={isOverdue(one, operation.today) ? "yes" : undefined}>
          <strong>{one.commitment ?? t("engagement.notTold")}</strong>
          <span className="soft">
            {[
              one.actor.name,
              one.dueOn && t("engagement.due", { date: formatDate(one.dueOn, tag) }),
              isOverdue(one, operation.today) && t("engagement.late"),
            ]
              .filter(Boolean)
              .join(" · ")}
          </span>
        </li>
      ))}
    </Section>
  );
}

function Engagements({ operation, all }: Props & { all: EngagementAnswer[] }) {
  const { t } = useWords();
  if (all.length === 0) return null;
  return (
    <Section title={t("engagement.engagements")}>
      {all.map((one) => (
        <EngagementRow key={one.ref} {...{ operation, one, all }} named />
      ))}
    </Section>
  );
}

interface RowProps extends Props {
  one: EngagementAnswer;
  all: readonly EngagementAnswer[];
  /** Says whom it was with. */
  named?: boolean;
}

export function EngagementRow({ operation, one, all, named = false }: RowProps) {
  const { t, tag } = useWords();
  const when = one.level === "full" ? formatDate(one.heldOn, tag) : formatMonthOf(one.heldOn, tag);
  const beside = parallelTo(one, all);
  return (
    <li>
      <strong>
        {named ? `${one.actor.name}: ` : ""}
        {codeLabel(t, "engagementTopic", one.topic)}
      </strong>
      <span className="soft">
        {[
          when,
          codeLabel(t, "engagementForm", one.form),
          one.counterpart && t("engagement.with", { who: one.counterpart }),
          one.ourSide && t("engagement.by", { who: one.ourSide }),
          one.owner,
        ]
          .filter(Boolean)
          .join(" · ")}
      </span>
      {one.message && <p>{one.message}</p>}
      {one.level === "full" && (
        <p className="soft">{t(one.agreed ? "engagement.agreed" : "engagement.notAgreed")}</p>
      )}
      {one.answer && <p>{t("engagement.answered", { text: one.answer })}</p>}
      {one.kept && (
        <p>
          {t("engagement.committed", {
            text: one.commitment ?? t("engagement.notTold"),
            kept: codeLabel(t, "kept", one.kept).toLowerCase(),
          })}
        </p>
      )}
      {one.followUp && <p>{t("engagement.follows", { text: one.followUp })}</p>}
      {beside.length > 0 && (
        <p className="entry-parallel">
          {t("engagement.beside", {
            n: beside.length,
            who: formatList(
              beside.map((other) => [other.owner, formatDate(other.heldOn, tag)].join(", ")),
              tag,
            ),
          })}
        </p>
      )}
      <EntryFoot {...{ operation, one }} kind="engagement" record="engagement" />
    </li>
  );
}

/** The newest first, and how many began in each year. */
function Missions({ operation, all }: Props & { all: MissionAnswer[] }) {
  const { t, tag } = useWords();
  if (all.length === 0) return null;
  const years = Map.groupBy(all, ({ startsOn }) => startsOn.slice(0, 4));
  const counter = [...years].map(([year, missions]) => `${year}: ${formatCount(missions.length, tag)}`);
  return (
    <Section title={t("engagement.missions")} aside={t("engagement.aYear", { years: counter.join(" · ") })}>
      {all.map((one) => (
        <li key={one.ref}>
          <SheetLink operation={operation.code} kind="mission" entry={one.ref}>
            {one.aim ?? t("engagement.notTold")}
          </SheetLink>
          <span className="soft">
            {[
              formatSpan(one.startsOn, one.endsOn, tag),
              codeLabel(t, "missionState", one.state),
              one.places.map(({ name }) => name).join(", "),
              one.owner,
            ].join(" · ")}
          </span>
          <EntryFoot {...{ operation, one }} kind="mission" record="field_mission" />
        </li>
      ))}
    </Section>
  );
}

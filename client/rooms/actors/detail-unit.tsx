/** What stands beside the drawing: the unit that is chosen, and what may be done with it from the chosen day on. */
import { Button, Group } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { type ReactNode, useState } from "react";
import type { OperationInfo } from "../../session.ts";
import { ActorLink } from "../../ui/links.tsx";
import { CodeLabel, IllustrativeMark } from "../../ui/marks.tsx";
import { FactList } from "../../ui/panel.tsx";
import { codeLabel } from "../../words/codes.ts";
import { useWords } from "../../words/index.tsx";
import { claimSpan } from "./claims-value.ts";
import { ContactLine, contactOf } from "./detail-contact.tsx";
import { aboveOf, type DayStructure } from "./figures-structure.ts";
import { EventForm, type EventKind } from "./form-event.tsx";
import { MoveForm } from "./form-move.tsx";
import { useEngagements } from "./queries-engagement.ts";

interface UnitProps {
  operation: OperationInfo;
  on: DayStructure;
  unit: string;
  select: (ref: string) => void;
  /** A move was begun by dragging or by key. */
  move: { under: string | null } | null;
  setMove: (move: { under: string | null } | null) => void;
  others: { ref: string; name: string }[];
}

const EVENTS: readonly EventKind[] = ["rename", "split", "merge"];

export function UnitPanel({ operation, on, unit, select, move, setMove, others }: UnitProps) {
  const { t, tag } = useWords();
  const [event, setEvent] = useState<EventKind | null>(null);
  const contact = useContact(operation, on, unit);
  const node = on.nodes.get(unit);
  if (!node)
    return (
      <p>
        <Link to="/$operation/actors/$ref" params={{ operation: operation.code, ref: unit }} search>
          {others.find(({ ref }) => ref === unit)?.name}
        </Link>{" "}
        {t("structure.notThere")}
      </p>
    );
  const edge = on.structure.over.get(unit);
  const units = on.lines
    .filter(({ parent }) => parent === unit)
    .map(({ ref }) => ({ ref, name: on.nodes.get(ref)!.name }));
  const { commander, clarity, echelon } = node;
  const contested = on.structure.contested.get(unit) ?? [];
  const relations = on.relations.filter(({ fromActor, toActor }) => fromActor === unit || toActor === unit);
  if (move)
    return (
      <MoveForm
        {...{ operation, others, day: on.day }}
        unit={node}
        under={move.under}
        hasSuperior={edge !== undefined}
        done={() => setMove(null)}
      />
    );
  if (event)
    return (
      <EventForm
        {...{ operation, others, units, day: on.day }}
        kind={event}
        actor={node}
        done={() => setEvent(null)}
      />
    );
  return (
    <section className="structure-unit" aria-label={node.name}>
      <h2>
        <ActorLink operation={operation.code} actor={{ ref: unit, name: node.name }} />
      </h2>
      <p className="soft">
        <CodeLabel list="actorKind" code={node.kind} /> {node.illustrative && <IllustrativeMark />}
      </p>
      <FactList
        facts={[
          {
            name: t("structure.list.commander"),
            value: commander
              ? [commander.role, commander.rank].filter(Boolean).join(", ")
              : t("structure.noCommander"),
          },
          {
            name: t("structure.list.under"),
            value: edge
              ? [
                  <Choose key={edge.parent} unit={on.nodes.get(edge.parent)!} select={select} />,
                  ...[claimSpan(t, tag, edge), codeLabel(t, "confidence", edge.confidence)].map((said) =>
                    said ? ` · ${said}` : null,
                  ),
                ]
              : t("structure.move.nobody"),
          },
          {
            name: t("claims.contested"),
            value: contested.length
              ? contested
                  .map(({ parent, owner }) => `${on.nodes.get(parent)?.name ?? "?"} (${owner})`)
                  .join(", ")
              : undefined,
          },
          { name: t("structure.list.size"), value: echelon ? codeLabel(t, "echelon", echelon) : undefined },
          { name: t("structure.list.clarity"), value: clarity ? clarityWords(t, clarity) : undefined },
          {
            name: t("structure.list.units"),
            value: units.length
              ? units.map((each, at) => [
                  at > 0 && ", ",
                  <Choose key={each.ref} unit={each} select={select} />,
                ])
              : undefined,
          },
          {
            name: t("structure.list.relations"),
            value:
              relations
                .map(({ kind, fromActor, toActor }) =>
                  t("actors.form.sentence", {
                    from: on.nodes.get(fromActor)!.name,
                    relation: codeLabel(t, "actorRelation", kind).toLowerCase(),
                    to: on.nodes.get(toActor)!.name,
                  }),
                )
                .join("; ") || undefined,
          },
          { name: t("structure.list.contact"), value: contact },
        ]}
      />
      {operation.you.writes.includes("actor") && (
        <Group gap="xs">
          <Button size="compact-sm" onClick={() => setMove({ under: null })}>
            {t("structure.move.button")}
          </Button>
          {EVENTS.map((kind) => (
            <Button key={kind} size="compact-sm" variant="default" onClick={() => setEvent(kind)}>
              {t(`structure.event.${kind}.button`)}
            </Button>
          ))}
        </Group>
      )}
    </section>
  );
}

/** Chooses another unit of the drawing. */
function Choose({ unit, select }: { unit: { ref: string; name: string }; select: UnitProps["select"] }) {
  return (
    <button type="button" className="plain" onClick={() => select(unit.ref)}>
      {unit.name}
    </button>
  );
}

/** The contact with it, else with the nearest above it that anybody spoke to; undefined for those who read no contacts. */
function useContact(operation: OperationInfo, on: DayStructure, unit: string): ReactNode {
  const all = useEngagements(operation.code).data;
  if (!all || (all.length === 0 && !operation.you.writes.includes("actor"))) return undefined;
  const known = [unit, ...aboveOf(on, unit)].map((ref) => contactOf(all, ref)).find(Boolean);
  return (
    <>
      {known && known.actor.ref !== unit && <ActorLink operation={operation.code} actor={known.actor} />}{" "}
      <ContactLine contact={known} />
    </>
  );
}

type Words = ReturnType<typeof useWords>["t"];

/** "Unclear · Who decides on access · nobody known above battalion" */
export const clarityWords = (
  t: Words,
  { code, about, above }: { code?: string; about?: string; above?: string },
) =>
  [
    code && codeLabel(t, "clarity", code),
    about && codeLabel(t, "commandQuestion", about),
    above && t("claims.above", { level: above }),
  ]
    .filter(Boolean)
    .join(" · ");

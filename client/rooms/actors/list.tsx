/**
 * The list of actors with search and kind, most events in the period first. Communal groups stand apart as one grey
 * class with the reason; nothing in order or colour says friend or foe.
 */
import { Button, Group, Select, Text, TextInput } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { type KeyboardEvent, useMemo, useState } from "react";
import { nameKey } from "../../../shared/names.ts";
import type { ActorLine } from "../../../shared/rooms/actors-answers.ts";
import type { FactsFilter } from "../../../shared/rooms/analysis.ts";
import { useClearing } from "../../ui/choosing.ts";
import { Icon } from "../../ui/icons.tsx";
import { IllustrativeMark } from "../../ui/marks.tsx";
import { Panel } from "../../ui/panel.tsx";
import { RecordsLink } from "../../ui/records-link.tsx";
import { EmptyNote, ErrorNote, Waiting } from "../../ui/states.tsx";
import { codeLabel, kindOf } from "../../words/codes.ts";
import { formatCount, formatSpan } from "../../words/format.ts";
import { useWords } from "../../words/index.tsx";
import { type ActorCount, countActors, counted } from "./figures.ts";
import { ForceFilter, isOfForce, supportWords } from "./list-forces.tsx";
import type { RoomProps } from "./page.tsx";
import { useActors } from "./queries.ts";

const NO_COUNT: ActorCount = { events: 0, civilians: null, deadly: 0 };

export function ActorList({ operation, state, headline }: RoomProps) {
  const { t, tag } = useWords();
  const clearing = useClearing();
  const actors = useActors(operation.code);
  const [search, setSearch] = useState("");
  const [kind, setKind] = useState<string | null>(null);
  const [force, setForce] = useState<string | null>(null);
  const { facts, filter } = state;
  const own = useMemo(() => counted(filter, headline), [filter, headline]);
  const counts = useMemo(
    () => (facts ? countActors(facts, own) : new Map<string, ActorCount>()),
    [facts, own],
  );
  const dataset = facts?.dictionaries.datasets.find(({ id, name }) =>
    [id, name].includes(filter.dataset ?? ""),
  );
  const period =
    filter.from == null || filter.to == null
      ? t("actors.list.allTime")
      : formatSpan(filter.from, filter.to, tag);
  const all = actors.data ?? [];
  const found = all.filter(
    (actor) => (!kind || kindOf(actor) === kind) && isOfForce(actor, force) && matches(actor, search),
  );
  const named = ordered(
    found.filter((actor) => !actor.communal),
    counts,
  );
  const communal = found.filter((actor) => actor.communal);
  const kinds = [...new Set(all.map(kindOf))];
  const clear = () => {
    setSearch("");
    setKind(null);
    setForce(null);
  };
  return (
    <Panel title={t("actors.list.title")}>
      <p className="actors-scope soft">
        {dataset
          ? t("actors.list.scope", { period, dataset: `${dataset.title} ${dataset.version}` })
          : period}
      </p>
      <Group className="panel-section" gap="xs">
        <Pages operation={operation.code} />
        {operation.you.writes.includes("actor") && <AddActor operation={operation.code} />}
      </Group>
      <div className="actors-filters">
        <TextInput
          size="xs"
          type="search"
          leftSection={<Icon name="search" size={14} />}
          aria-label={t("actors.list.search")}
          placeholder={t("actors.list.search")}
          value={search}
          onChange={(event) => setSearch(event.currentTarget.value)}
        />
        <Select
          size="xs"
          {...clearing}
          aria-label={t("actors.list.kind")}
          placeholder={t("actors.list.kindAny")}
          data={kinds.map((code) => ({ value: code, label: codeLabel(t, "actorKind", code) }))}
          value={kind}
          onChange={setKind}
        />
        <ForceFilter all={all} value={force} onChange={setForce} />
      </div>
      {actors.isPending && <Waiting lines={8} />}
      {actors.isError && <ErrorNote error={actors.error} retry={actors.refetch} />}
      {actors.isSuccess && all.length === 0 && (
        <EmptyNote
          kind="first"
          icon="actors"
          title={t("actors.list.firstTitle")}
          help={t("actors.list.firstHelp")}
        />
      )}
      {all.length > 0 && found.length === 0 && (
        <EmptyNote
          kind="match"
          help={t("actors.list.matchHelp")}
          action={
            <Button variant="default" size="compact-sm" mt="xs" onClick={clear}>
              {t("actors.list.clear")}
            </Button>
          }
        />
      )}
      {named.length > 0 && (
        <Rows actors={named} counts={counts} filter={own} label={t("actors.list.label")} />
      )}
      {communal.length > 0 && (
        <Communal actors={ordered(communal, counts)} counts={counts} filter={own} open={search !== ""} />
      )}
      {all.length > 0 && (
        <p className="actors-foot">
          {t("actors.list.neutral")}{" "}
          {dataset?.citation && t("actors.list.source", { citation: dataset.citation })}
        </p>
      )}
    </Panel>
  );
}

const matches = (actor: ActorLine, search: string): boolean => {
  const key = nameKey(search);
  return [actor.name, ...actor.aliases, ...actor.alsoNamed].some((name) => nameKey(name).includes(key));
};

function ordered(actors: ActorLine[], counts: ReadonlyMap<string, ActorCount>): ActorLine[] {
  const events = (actor: ActorLine) => counts.get(actor.ref)?.events ?? 0;
  return actors.toSorted((a, b) => events(b) - events(a) || a.name.localeCompare(b.name));
}

/** The pages beside the list. */
function Pages({ operation }: { operation: string }) {
  const { t } = useWords();
  return (["structure", "ground", "engagement"] as const).map((page) => (
    <Button
      key={page}
      size="compact-sm"
      variant="subtle"
      renderRoot={(props) => (
        <Link to={`/$operation/actors/${page}`} params={{ operation }} search {...props} />
      )}
    >
      {t(`${page}.link`)}
    </Button>
  ));
}

function AddActor({ operation }: { operation: string }) {
  const { t } = useWords();
  return (
    <Button
      size="compact-sm"
      leftSection={<Icon name="plus" size={14} />}
      renderRoot={(props) => <Link to="/$operation/actors/new" params={{ operation }} search {...props} />}
    >
      {t("actors.add.actor")}
    </Button>
  );
}

interface RowsProps {
  actors: ActorLine[];
  counts: ReadonlyMap<string, ActorCount>;
  /** What the numbers count. */
  filter: FactsFilter;
  label: string;
}

function Rows({ actors, counts, filter, label }: RowsProps) {
  const { t } = useWords();
  return (
    <>
      <div className="actor-heads" aria-hidden="true">
        <span>{t("actors.list.name")}</span>
        <span>{t("actors.list.events")}</span>
        <span title={t("actors.list.civiliansHelp")} className="defined">
          {t("actors.list.civilians")}
        </span>
      </div>
      <ul className="actor-rows" aria-label={label} onKeyDown={walk}>
        {actors.map((actor) => (
          <Row key={actor.ref} actor={actor} filter={filter} count={counts.get(actor.ref) ?? NO_COUNT} />
        ))}
      </ul>
    </>
  );
}

/** Arrow keys move from row to row; Enter opens, because a row is a link. */
function walk(event: KeyboardEvent<HTMLUListElement>) {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step) return;
  event.preventDefault();
  const rows = [...event.currentTarget.querySelectorAll<HTMLElement>("a.actor-name")];
  const at = rows.indexOf(document.activeElement as HTMLElement);
  rows[Math.max(0, Math.min(rows.length - 1, at + step))]?.focus();
}

interface RowProps {
  actor: ActorLine;
  count: ActorCount;
  filter: FactsFilter;
}

/** The name opens the actor, each number its records. */
function Row({ actor, count, filter }: RowProps) {
  const { t, tag } = useWords();
  const own = { ...filter, actors: [actor.ref] };
  const names = [...new Set([...actor.aliases, ...actor.alsoNamed])];
  return (
    <li className="actor-row">
      <Link
        to="/$operation/actors/$ref"
        from="/$operation"
        params={{ ref: actor.ref }}
        search
        className="actor-name"
      >
        <strong>{actor.name}</strong>
        <span>
          {codeLabel(t, "actorKind", kindOf(actor))}
          {actor.unSupport === "yes" && ` · ${supportWords(t, actor)}`}
          {actor.zones > 0 && ` · ${t("actors.list.zones", { n: actor.zones })}`}
        </span>
        {actor.joint && <span>{t("actors.list.joint")}</span>}
        {names.length > 0 && (
          <span className="actor-aliases">{t("actors.list.aliases", { names: names.join(", ") })}</span>
        )}
        {actor.illustrative && <IllustrativeMark />}
      </Link>
      <span className="actor-count">
        <span className="visually-hidden">{t("actors.list.events")}: </span>
        <RecordsLink filter={own} events={count.events}>
          {formatCount(count.events, tag)}
        </RecordsLink>
      </span>
      <span className="actor-count">
        <span className="visually-hidden">{t("actors.list.civilians")}: </span>
        <RecordsLink
          filter={{ ...own, perpetrators: [actor.ref], civiliansOnly: true }}
          events={count.deadly}
        >
          {formatCount(count.civilians, tag)}
        </RecordsLink>
      </span>
    </li>
  );
}

/** One grey class; the names a source gives stand only inside, when somebody asks for the records. */
function Communal({ actors, counts, filter, open }: Omit<RowsProps, "label"> & { open: boolean }) {
  const { t } = useWords();
  return (
    <section className="actors-communal">
      <Group gap="xs" wrap="nowrap">
        <span className="communal-mark" aria-hidden="true" />
        <Text fw={600} size="sm">
          {t("actors.list.communal")}
        </Text>
      </Group>
      <p>{t("actors.list.communalWhy")}</p>
      <details open={open}>
        <summary>{t("actors.list.communalCount", { n: actors.length })}</summary>
        <ul className="actor-rows">
          {actors.map((actor) => (
            <Row key={actor.ref} actor={actor} filter={filter} count={counts.get(actor.ref) ?? NO_COUNT} />
          ))}
        </ul>
      </details>
    </section>
  );
}

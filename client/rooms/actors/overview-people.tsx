/**
 * How many areas and people are under each kind of control on a day, by this reader's zones. Each number opens the areas it
 * counts below, with who claims them and whose number of people it is: `about=nsag.known` in the address.
 */
import { Button, Table } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { type ReactNode, useEffect, useRef } from "react";
import { CONTROL_KINDS } from "../../../shared/rooms/actors.ts";
import type { GroundAnswer, ZoneAnswer } from "../../../shared/rooms/actors-answers.ts";
import { type PlaceUnder, peopleUnder, type UnderControl } from "../../../shared/rooms/actors-ground.ts";
import { useAddress, useSetAddress } from "../../dashboard.ts";
import { ActorLink, AreaLink } from "../../ui/links.tsx";
import { CodeLabel } from "../../ui/marks.tsx";
import type { Search } from "../../url.ts";
import { codeLabel } from "../../words/codes.ts";
import { formatCount, formatDate } from "../../words/format.ts";
import { useWords } from "../../words/index.tsx";

type Kind = ZoneAnswer["controlKind"];
type Under = UnderControl<ZoneAnswer>;
type Place = PlaceUnder<ZoneAnswer>;

/** Which places a number counts: all, those whose people are counted, those whose people are not known. */
const PARTS = { all: () => true, known: isKnown, unknown: (place: Place) => !isKnown(place) };
type Part = keyof typeof PARTS;

function isKnown({ people }: Place): boolean {
  return people !== null;
}

interface PeopleProps {
  operation: string;
  /** Zones of the day. */
  zones: readonly ZoneAnswer[];
  people: GroundAnswer["people"];
}

export function PeopleUnder({ operation, zones, people }: PeopleProps) {
  const { t } = useWords();
  const { about } = useAddress();
  const sums = peopleUnder(zones, people);
  if (sums.length === 0) return null;
  const asked = askedOf(about);
  const open = asked && sums.find(({ kind }) => kind === asked.kind);
  return (
    <section className="ground-people">
      <h3>{t("ground.people.title")}</h3>
      <Table>
        <thead>
          <tr>
            <th scope="col">{t("ground.people.kind")}</th>
            <th scope="col">{t("ground.people.areas")}</th>
            <th scope="col">{t("ground.people.people")}</th>
          </tr>
        </thead>
        <tbody>
          {sums.map((under) => (
            <Line key={under.kind} under={under} />
          ))}
        </tbody>
      </Table>
      {open && <Behind key={about} {...{ operation, people, part: asked.part }} under={open} />}
      <p className="soft">
        {t("ground.people.source", { sources: sourcesOf(sums, people).join("; ") || "–" })}
      </p>
      <p className="soft">{t("ground.people.note")}</p>
    </section>
  );
}

/** Undefined where the address opens something else. */
function askedOf(about: string | undefined): { kind: Kind; part: Part } | undefined {
  const [first, last = ""] = about?.split(".") ?? [];
  const kind = CONTROL_KINDS.find((one) => one === first);
  return kind && last in PARTS ? { kind, part: last as Part } : undefined;
}

/** Whose numbers were added up, each source with its year once. */
function sourcesOf(sums: readonly Under[], people: GroundAnswer["people"]): string[] {
  const refs = sums.flatMap(({ places }) => places.filter(isKnown).map(({ zones }) => zones[0]!.area.ref));
  return [
    ...new Set(refs.flatMap((ref) => (people[ref] ? [`${people[ref].source} ${people[ref].year}`] : []))),
  ];
}

function Line({ under }: { under: Under }) {
  const { t, tag } = useWords();
  const { kind, places, people, unknown } = under;
  return (
    <tr>
      <th scope="row">
        <CodeLabel list="controlKind" code={kind} />
      </th>
      <td>
        <PlacesLink under={under} part="all">
          {formatCount(places.length, tag)}
        </PlacesLink>
      </td>
      <td>
        <PlacesLink under={under} part="known">
          {formatCount(unknown === places.length ? null : people, tag)}
        </PlacesLink>{" "}
        {unknown > 0 && (
          <PlacesLink under={under} part="unknown">
            {t("ground.people.unknown", { n: unknown })}
          </PlacesLink>
        )}
      </td>
    </tr>
  );
}

/** `data-lines` carries the number of places for whoever walks all figures. */
function PlacesLink({ under, part, children }: { under: Under; part: Part; children: ReactNode }) {
  const { t } = useWords();
  const n = under.places.filter(PARTS[part]).length;
  if (n === 0) return <>{children}</>;
  return (
    <Link
      className="records-link"
      to="."
      search={(before: Search) => ({ ...before, about: `${under.kind}.${part}` })}
      resetScroll={false}
      data-lines={n}
      title={t("ground.people.open", { n })}
    >
      {children}
    </Link>
  );
}

interface BehindProps {
  operation: string;
  under: Under;
  part: Part;
  people: GroundAnswer["people"];
}

function Behind({ operation, under: { kind, places }, part, people }: BehindProps) {
  const { t } = useWords();
  const setAddress = useSetAddress();
  const place = useRef<HTMLDivElement>(null);
  // Whoever follows a number is taken to its list, and a screen reader with them.
  useEffect(() => place.current?.focus(), []);
  const shown = places.filter(PARTS[part]);
  const title = t(`ground.people.behind.${part}`, {
    kind: codeLabel(t, "controlKind", kind),
    n: shown.length,
  });
  return (
    <div id="ground-behind" ref={place} tabIndex={-1}>
      <h4>
        {title}{" "}
        <Button size="compact-xs" variant="subtle" onClick={() => setAddress({ about: undefined })}>
          {t("coverage.behind.close")}
        </Button>
      </h4>
      <ul className="claims">
        {shown.map(({ zones: claims }) => (
          <PlaceLine key={claims[0]!.ref} {...{ operation, claims, people }} />
        ))}
      </ul>
    </div>
  );
}

interface LineProps {
  operation: string;
  claims: readonly ZoneAnswer[];
  people: GroundAnswer["people"];
}

function PlaceLine({ operation, claims, people }: LineProps) {
  const { t, tag } = useWords();
  const { outline, area } = claims[0]!;
  const counted = outline ? undefined : people[area.ref];
  const said = counted && {
    ...{ source: counted.source, year: String(counted.year) },
    total: formatCount(counted.total, tag),
  };
  return (
    <li>
      <div className="claim-line">
        <AreaLink operation={operation} area={area} />
        <span>{said ? t("ground.people.of", said) : t("ground.people.notKnown")}</span>
        {outline && <span>{t("ground.drawn")}</span>}
      </div>
      <div className="claim-facts">
        {claims.map((claim) => (
          <span key={claim.ref}>
            <ActorLink operation={operation} actor={claim.actor} />{" "}
            {t("ground.people.claim", { date: formatDate(claim.asOf, tag) })}
          </span>
        ))}
      </div>
    </li>
  );
}

/** Who is present: zones that touch the area, bases on a day with the nearest one, patrols and when one last entered. */
import { Button } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { bestOf } from "../../../shared/rooms/actors-claims.ts";
import type { AreaPresence } from "../../../shared/rooms/coverage-answers.ts";
import type { AreaDossier } from "../../../shared/rooms/places-answers.ts";
import { isExactKept } from "../../../shared/rooms/records.ts";
import type { OperationInfo } from "../../session.ts";
import { Icon } from "../../ui/icons.tsx";
import { ActorLink } from "../../ui/links.tsx";
import { CodeLabel } from "../../ui/marks.tsx";
import { MethodLink } from "../../ui/method-link.tsx";
import { FactList, Figure } from "../../ui/panel.tsx";
import type { Search } from "../../url.ts";
import { codeLabel } from "../../words/codes.ts";
import { formatCount, formatDate, formatKm } from "../../words/format.ts";
import { useWords } from "../../words/index.tsx";
import { Claim } from "../actors/claims.tsx";
import { claimWords } from "../actors/claims-value.ts";

const ZONES = 6;
const BASES = 5;
const PATROLS = 5;

export function ZonesSection({ dossier, operation }: { dossier: AreaDossier; operation: OperationInfo }) {
  const { t } = useWords();
  const { zones, area } = dossier;
  const kept = zones.filter(({ sensitivity }) => isExactKept(sensitivity)).length;
  const add = operation.you.writes.includes("actor") && (
    <Button
      className="no-print"
      variant="default"
      size="compact-sm"
      leftSection={<Icon name="plus" size={14} />}
      renderRoot={(props) => (
        <Link
          to="/$operation/actors/zone"
          params={{ operation: operation.code }}
          search={(before: Search) => ({ ...before, open: `area:${area.code}` })}
          {...props}
        />
      )}
    >
      {t("actors.add.zone")}
    </Button>
  );
  return (
    <Figure title={t("places.zones.title")} actions={add} source={t("places.zones.source")}>
      {zones.length === 0 && <p className="dossier-say">{t("places.zones.none")}</p>}
      <ul className="claims">
        {zones.slice(0, ZONES).map((zone) => (
          <Claim key={zone.ref} operation={operation} claim={zone} offPaper={isExactKept(zone.sensitivity)}>
            <ActorLink operation={operation.code} actor={zone.actor} />
            <CodeLabel list="controlKind" code={zone.controlKind} />
            {zone.area.ref !== area.ref && (
              <span className="dossier-soft">{t("places.zones.within", { area: zone.area.name })}</span>
            )}
          </Claim>
        ))}
      </ul>
      <p className="print-only dossier-soft">{t("places.zones.offPaper", { n: kept })}</p>
      <Threats dossier={dossier} today={operation.today} />
      {zones.length > ZONES && (
        <p className="dossier-soft">{t("places.area.more", { n: zones.length - ZONES })}</p>
      )}
    </Figure>
  );
}

/** Who threatens civilians here: the best claim of each actor with a zone, in words, with its day. */
function Threats({ dossier: { zones, threats }, today }: { dossier: AreaDossier; today: string }) {
  const { t, tag } = useWords();
  const actors = new Map(zones.map(({ actor }) => [actor.ref, actor.name]));
  const told = [...actors].flatMap(([ref, name]) => {
    const { best } = bestOf(
      threats.filter(({ actorRef }) => actorRef === ref),
      "threat",
      today,
    );
    return best ? [{ ref, name, best }] : [];
  });
  if (told.length === 0) return null;
  return (
    <ul className="claims no-print">
      {told.map(({ ref, name, best }) => (
        <li key={ref}>
          {t("places.zones.threat", {
            actor: name,
            words: claimWords(t, tag, best),
            date: formatDate(best.asOf, tag),
          })}
        </li>
      ))}
    </ul>
  );
}

export function BasesSection({ presence }: { presence: AreaPresence }) {
  const { t, tag } = useWords();
  const { list, date, bases, nearest, patrols, lastEntered, daysSince } = presence;
  const kind = list?.incomplete ? t("places.bases.incomplete") : t("places.bases.ownList");
  const listName = list ? `${list.dataset?.title ?? list.name} (${kind})` : t("places.bases.noList");
  return (
    <Figure
      title={t("places.bases.title")}
      source={
        <>
          {t("places.bases.source", { list: listName, date: formatDate(date, tag) })}{" "}
          <MethodLink part="distance" />
        </>
      }
    >
      <FactList
        facts={[
          {
            name: t("places.bases.inside"),
            value: bases.length > 0 ? <Bases presence={presence} /> : t("places.bases.none"),
          },
          {
            name: t("places.bases.nearest"),
            value: nearest
              ? t("places.bases.nearestOf", { name: nearest.name, km: formatKm(nearest.km, tag) })
              : t("places.bases.nearestNone"),
          },
          {
            name: t("places.bases.entered"),
            value: lastEntered
              ? t("places.bases.enteredOn", { date: formatDate(lastEntered, tag), days: daysSince })
              : t(presence.patrolsShared ? "places.bases.enteredNever" : "places.bases.enteredClosed"),
          },
        ]}
      />
      {patrols.length > 0 && (
        <ul className="dossier-list">
          {patrols.slice(0, PATROLS).map((patrol) => (
            <li key={patrol.ref}>
              {t("places.bases.patrol", {
                date: formatDate(patrol.date, tag),
                unit: patrol.unit,
                state: codeLabel(t, "patrolState", patrol.state),
              })}
            </li>
          ))}
        </ul>
      )}
    </Figure>
  );
}

/** Coverage per area is a timetable for attackers, so it has no public version. */
export function BasesClosed() {
  const { t } = useWords();
  return (
    <Figure title={t("places.bases.title")} source={null}>
      <p className="dossier-say">{t("places.bases.closed")}</p>
    </Figure>
  );
}

function Bases({ presence: { bases } }: { presence: AreaPresence }) {
  const { t, tag } = useWords();
  const said = bases.slice(0, BASES).map(({ name, strength, approximate }) => {
    if (strength === null) return t("places.bases.strengthUnknown", { name });
    const n = `${approximate ? "≈ " : ""}${formatCount(Math.round(strength), tag)}`;
    return t("places.bases.strength", { name, n });
  });
  const rest = bases.length - BASES;
  return (
    <>
      {said.join("; ")}
      {rest > 0 && ` ${t("places.area.more", { n: rest })}`}
    </>
  );
}

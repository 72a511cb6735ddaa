/**
 * What an incident says, for whoever reads it: what, who (as alleged), harm with its range, how well place and date are
 * known, who says so, and what changed. Unknown is a dash, never 0; in a copy a small count is a range.
 */
import { Button } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { type HarmRow, harmCounts, isSignal } from "../../../shared/rooms/incidents.ts";
import { SENSITIVITIES } from "../../../shared/rooms/records.ts";
import { ReceivedNote } from "../../access/releases-received.tsx";
import { useOperation } from "../../session.ts";
import type { DashboardState } from "../../ui/dashboard-types.ts";
import { Icon } from "../../ui/icons.tsx";
import { CodeLabel, IllustrativeMark, SensitivityBars, VerificationMark } from "../../ui/marks.tsx";
import { FactList } from "../../ui/panel.tsx";
import { type Search, searchOfCamera, searchOfSelection } from "../../url.ts";
import { codeLabel } from "../../words/codes.ts";
import { formatCount, formatPoint, formatSpan } from "../../words/format.ts";
import { type Translate, useWords } from "../../words/index.tsx";
import { Attachments } from "./detail-attachments.tsx";
import { History, Knowledge } from "./detail-knowledge.tsx";
import { Merged } from "./detail-merged.tsx";
import { Parties } from "./detail-parties.tsx";
import {
  BarredNote,
  DamagePart,
  DisplacementPart,
  HarmGroups,
  MarksPart,
  SignalNote,
} from "./detail-parts.tsx";
import { Verification } from "./detail-review.tsx";
import type { IncidentSeen } from "./queries.ts";
import "./incidents.css";

/** Near enough to see the place among its neighbours. */
const CLOSE_ZOOM = 9;

interface BodyProps {
  seen: IncidentSeen;
  state: DashboardState;
  /** Beside others, as somebody reads it: place and time first, and nothing leads on from here. */
  still?: boolean;
}

/** "Threat or intimidation, Bambari" */
export const titleOf = (t: Translate, seen: IncidentSeen): string =>
  t("incidents.detail.title", {
    kind: codeLabel(t, "incidentKind", seen.kind),
    place: districtOf(seen)?.name ?? t("incidents.list.noPlace"),
  });

export function IncidentBody({ seen, state, still = false }: BodyProps) {
  const rights = useOperation(state.operation).data?.you.rights ?? [];
  const { t } = useWords();
  return (
    <>
      <Lead seen={seen} still={still} />
      {still && <WhenWhere seen={seen} state={state} still />}
      {!isSignal(seen.kind) && <Harm seen={seen} />}
      <DisplacementPart seen={seen} />
      <DamagePart seen={seen} />
      <MarksPart seen={seen} />
      <Parties seen={seen} />
      {!still && <WhenWhere seen={seen} state={state} />}
      {seen.description && (
        <section className="panel-section">
          <h3>{t("incidents.detail.description")}</h3>
          <p className="prose">{seen.description}</p>
        </section>
      )}
      {!still && <Attachments seen={seen} code={state.operation} timeZone={state.timeZone} />}
      {!still && <Verification seen={seen} code={state.operation} timeZone={state.timeZone} />}
      {!still && seen.own && seen.dataset.name === "log" && <Merged seen={seen} state={state} />}
      <Knowledge seen={seen} rights={rights} />
      {!still && <History seen={seen} timeZone={state.timeZone} />}
    </>
  );
}

/** The finest area that has a page of its own: district, else region. */
const districtOf = (seen: IncidentSeen) => seen.areas.findLast(({ level }) => level === 1 || level === 2);

const Caution = ({ text }: { text: string }) => (
  <div className="caution-note">
    <Icon name="warning" size={16} />
    <span>{text}</span>
  </div>
);

function Lead({ seen, still }: { seen: IncidentSeen; still: boolean }) {
  const { t } = useWords();
  const sensitivity = SENSITIVITIES.find((level) => level === seen.sensitivity);
  return (
    <>
      <div className="detail-lead">
        <VerificationMark level={seen.verification} />
        {sensitivity && <SensitivityBars level={sensitivity} />}
        {seen.illustrative && <IllustrativeMark />}
      </div>
      <SignalNote seen={seen} />
      <BarredNote seen={seen} />
      {seen.illustrative && !still && <Caution text={t("incidents.detail.illustrative")} />}
      {seen.contradicts && <Caution text={t("incidents.detail.contradiction")} />}
      {seen.level === "generalised" && !still && <Caution text={t("incidents.detail.partial")} />}
      <ReceivedNote release={seen.release} owner={seen.owner} />
      {seen.missingSince && <Caution text={t("incidents.detail.missing", { version: seen.missingSince })} />}
    </>
  );
}

/** Harms that stand as totals above; all others are shown line by line. */
const SUMMED: readonly string[] = ["killed", "injured", "abducted", "displaced"];

function Harm({ seen }: { seen: IncidentSeen }) {
  const { t, tag } = useWords();
  const none = { low: null, high: null };
  const totals = [
    { name: "killedAll", code: "killed", ...seen.killed, always: true },
    { name: "killedCivilian", code: "civilian", ...seen.civilian, always: true },
    { name: "killedUnknown", code: "unknownStatus", best: seen.unknownStatus, ...none, always: true },
    { name: "injured", code: "injured", best: seen.injured, ...none, always: false },
    { name: "abducted", code: "abducted", best: seen.abducted, ...none, always: false },
    { name: "displaced", code: "displaced", best: seen.displaced, ...none, always: false },
  ] as const;
  const rows = [
    ...totals
      .filter(({ always, best, code }) => always || best !== null || seen.few.includes(code))
      .map(({ name, code, ...counts }) => ({
        ...counts,
        name: t(`incidents.detail.${name}`),
        few: seen.few.includes(code),
      })),
    ...harmCounts(seen.harm.filter(({ harm }) => !SUMMED.includes(harm)) as HarmRow[]).map(
      ({ harm, status, ...counts }) => ({
        ...counts,
        few: false,
        name: `${codeLabel(t, "harmKind", harm)}, ${codeLabel(t, "victimStatus", status).toLowerCase()}`,
      }),
    ),
  ];
  const isOpen =
    (seen.atLeast && seen.killed.low !== null && seen.killed.high === null) ||
    (seen.level === "full" &&
      seen.dataset.name === "log" &&
      seen.harm.some(({ best, high }) => best !== null && high === null));
  const noRange = seen.civilian.best !== null && seen.civilian.low === null && seen.killed.low !== null;
  return (
    <section className="panel-section">
      <h3>{t("incidents.detail.harm")}</h3>
      <table className="harm-table">
        <thead>
          <tr>
            <th scope="col">
              <span className="visually-hidden">{t("incidents.detail.harm")}</span>
            </th>
            <th scope="col">{t("incidents.detail.low")}</th>
            <th scope="col">{t("incidents.detail.best")}</th>
            <th scope="col">{t("incidents.detail.high")}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ name, low, best, high, few }) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td>{formatCount(low, tag)}</td>
              <td className="best">{few ? t("releases.few") : formatCount(best, tag)}</td>
              <td>{formatCount(high, tag)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <HarmGroups seen={seen} />
      {noRange && <p className="figure-source">{t("incidents.detail.noCivilianRange")}</p>}
      {seen.atLeast && seen.level === "full" && seen.killed.best === null && (
        <p className="figure-source">{t("incidents.detail.uncounted")}</p>
      )}
      {isOpen && <p className="figure-source">{t("incidents.detail.atLeast")}</p>}
    </section>
  );
}

function WhenWhere({ seen, state, still = false }: BodyProps) {
  const { t, tag } = useWords();
  const navigate = useNavigate();
  const { lon, lat } = seen;
  const showOnMap = (atLon: number, atLat: number) =>
    navigate({
      to: "/$operation/map",
      params: { operation: state.operation },
      search: (before: Search) => ({
        ...before,
        ...searchOfCamera({ lon: atLon, lat: atLat, zoom: CLOSE_ZOOM }),
        ...searchOfSelection({ kind: "incident", ref: seen.ref }),
      }),
    });
  const finest = districtOf(seen);
  const facts = [
    { name: t("incidents.detail.when"), value: <When seen={seen} /> },
    { name: t("incidents.detail.where"), value: <Where seen={seen} /> },
    {
      name: t("incidents.detail.tactic"),
      value: seen.tactic === "unknown" ? undefined : <CodeLabel list="tactic" code={seen.tactic} />,
    },
    {
      name: t("incidents.detail.weapon"),
      value: seen.weapon && seen.weapon !== "unknown" ? codeLabel(t, "weapon", seen.weapon) : undefined,
    },
    {
      name: t("incidents.detail.nexus"),
      value: seen.nexus && seen.nexus !== "unknown" ? codeLabel(t, "nexus", seen.nexus) : undefined,
    },
  ];
  return (
    <section className="panel-section">
      <FactList facts={facts} />
      {!still && lon !== null && lat !== null && (
        <Button
          variant="default"
          size="compact-sm"
          mt="xs"
          me="xs"
          title={formatPoint(lat, lon, tag)}
          onClick={() => showOnMap(lon, lat)}
        >
          {t("incidents.detail.showOnMap")}
        </Button>
      )}
      {!still && finest && (
        <Button
          variant="default"
          size="compact-sm"
          mt="xs"
          onClick={() =>
            navigate({
              to: "/$operation/map",
              params: { operation: state.operation },
              search: (before: Search) => ({
                ...before,
                ...searchOfSelection({ kind: "area", code: finest.code }),
              }),
            })
          }
        >
          {t("incidents.detail.openArea", { area: finest.name })}
        </Button>
      )}
    </section>
  );
}

function When({ seen }: { seen: IncidentSeen }) {
  const { tag } = useWords();
  return (
    <>
      {formatSpan(seen.occurredFrom, seen.occurredTo, tag)}
      <div className="soft">
        <CodeLabel list="datePrecision" code={seen.datePrecision} />
      </div>
    </>
  );
}

function Where({ seen }: { seen: IncidentSeen }) {
  const { t } = useWords();
  const places = [seen.placeName, ...seen.areas.map(({ name }) => name).reverse()];
  const names = [...new Set(places.filter((name) => name !== null))];
  return (
    <>
      {seen.cell && seen.areas.every(({ level }) => level < 2)
        ? [t("releases.hexagon"), ...names].join(", ")
        : names.join(", ")}
      <div className="soft">
        <CodeLabel list="locationPrecision" code={seen.locationPrecision} />
      </div>
    </>
  );
}

/**
 * One incident in the right panel: what, who (as alleged), harm with its range, how well place and date are known,
 * who says so, and what changed. Unknown is a dash, never 0.
 */
import { Button } from "@mantine/core";
import { Link, useNavigate } from "@tanstack/react-router";
import { SENSITIVITIES } from "../../../shared/rooms/records.ts";
import { DeleteButton } from "../../access/delete-button.tsx";
import { faultOf } from "../../faults.ts";
import { useOperation } from "../../session.ts";
import type { DashboardState } from "../../ui/dashboard-types.ts";
import { Icon } from "../../ui/icons.tsx";
import { CodeLabel, IllustrativeMark, SensitivityBars, VerificationMark } from "../../ui/marks.tsx";
import { FactList, Panel } from "../../ui/panel.tsx";
import { EmptyNote, ErrorNote, Waiting } from "../../ui/states.tsx";
import { type Search, searchOfCamera, searchOfSelection } from "../../url.ts";
import { codeLabel } from "../../words/codes.ts";
import { formatCount, formatPoint, formatSpan } from "../../words/format.ts";
import { useWords } from "../../words/index.tsx";
import { History, Knowledge } from "./detail-knowledge.tsx";
import { mayEdit } from "./form-stored.ts";
import { type IncidentSeen, useIncident } from "./queries.ts";
import "./incidents.css";

/** Near enough to see the place among its neighbours. */
const CLOSE_ZOOM = 9;

interface DetailProps {
  state: DashboardState;
  incident: string;
  onClose?: () => void;
}

export function IncidentDetail({ state, incident, onClose }: DetailProps) {
  const { t, tag } = useWords();
  const answer = useIncident(state.operation, incident);
  const rights = useOperation(state.operation).data?.you.rights ?? [];
  if (answer.isPending) return <Waiting lines={8} />;
  if (answer.isError) {
    const denied = faultOf(answer.error).code === "not_found";
    return (
      <Panel title={t("frame.empty.denied")} onClose={onClose}>
        {denied ? <EmptyNote kind="denied" /> : <ErrorNote error={answer.error} retry={answer.refetch} />}
      </Panel>
    );
  }
  const seen = answer.data;
  const title = t("incidents.detail.title", {
    kind: codeLabel(t, "incidentKind", seen.kind),
    place: districtOf(seen)?.name ?? t("incidents.list.noPlace"),
  });
  return (
    <Panel
      title={title}
      subtitle={formatSpan(seen.occurredFrom, seen.occurredTo, tag)}
      actions={
        <>
          <EditButton seen={seen} code={state.operation} />
          <DeleteButton record={seen} kind="incident" code={state.operation} onDone={onClose} />
        </>
      }
      onClose={onClose}
    >
      <Lead seen={seen} />
      <Harm seen={seen} />
      <Parties seen={seen} />
      <WhenWhere seen={seen} state={state} />
      {seen.description && (
        <section className="panel-section">
          <h3>{t("incidents.detail.description")}</h3>
          <p className="prose">{seen.description}</p>
        </section>
      )}
      <Knowledge seen={seen} rights={rights} />
      <History seen={seen} timeZone={state.timeZone} />
    </Panel>
  );
}

/** To the form of the own organisation's report. */
function EditButton({ seen, code }: { seen: IncidentSeen; code: string }) {
  const { t } = useWords();
  const operation = useOperation(code).data;
  if (!mayEdit(seen, operation)) return null;
  const params = { operation: code, ref: seen.ref };
  return (
    <Button
      size="compact-sm"
      variant="default"
      renderRoot={(props) => <Link to="/$operation/incidents/$ref/edit" params={params} search {...props} />}
    >
      {t("incidents.edit.button")}
    </Button>
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

function Lead({ seen }: { seen: IncidentSeen }) {
  const { t } = useWords();
  const sensitivity = SENSITIVITIES.find((level) => level === seen.sensitivity);
  return (
    <>
      <div className="detail-lead">
        <VerificationMark level={seen.verification} />
        {sensitivity && <SensitivityBars level={sensitivity} />}
        {seen.illustrative && <IllustrativeMark />}
      </div>
      {seen.illustrative && <Caution text={t("incidents.detail.illustrative")} />}
      {seen.contradicts && <Caution text={t("incidents.detail.contradiction")} />}
      {seen.level === "generalised" && <Caution text={t("incidents.detail.partial")} />}
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
    { name: "killedAll", ...seen.killed, always: true },
    { name: "killedCivilian", ...seen.civilian, always: true },
    { name: "killedUnknown", best: seen.unknownStatus, ...none, always: true },
    { name: "injured", best: seen.injured, ...none, always: false },
    { name: "abducted", best: seen.abducted, ...none, always: false },
    { name: "displaced", best: seen.displaced, ...none, always: false },
  ] as const;
  const rows = [
    ...totals
      .filter(({ always, best }) => always || best !== null)
      .map(({ name, ...counts }) => ({ ...counts, name: t(`incidents.detail.${name}`) })),
    ...seen.harm
      .filter(({ harm }) => !SUMMED.includes(harm))
      .map(({ harm, status, ...counts }) => ({
        ...counts,
        name: `${codeLabel(t, "harmKind", harm)}, ${codeLabel(t, "victimStatus", status).toLowerCase()}`,
      })),
  ];
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
          {rows.map(({ name, low, best, high }) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td>{formatCount(low, tag)}</td>
              <td className="best">{formatCount(best, tag)}</td>
              <td>{formatCount(high, tag)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {noRange && <p className="figure-source">{t("incidents.detail.noCivilianRange")}</p>}
      {seen.atLeast && <p className="figure-source">{t("incidents.detail.atLeast")}</p>}
    </section>
  );
}

function Parties({ seen }: { seen: IncidentSeen }) {
  const { t } = useWords();
  return (
    <section className="panel-section">
      <h3>{t("incidents.detail.parties")}</h3>
      {seen.parties.length === 0 && <p className="plain-list soft">{t("incidents.detail.noParties")}</p>}
      <ul className="plain-list">
        {seen.parties.map((party) => (
          <li key={`${party.ref} ${party.role}`}>
            <strong>{party.name}</strong>
            <div className="soft">
              <CodeLabel list="partyRole" code={party.role} />
              {party.communal && ` · ${t("incidents.detail.communal")}`}
              {party.joint && ` · ${t("incidents.detail.joint")}`}
            </div>
          </li>
        ))}
      </ul>
      {seen.parties.length > 0 && (
        <p className="figure-source">{t("incidents.detail.accordingTo", { source: seen.dataset.title })}</p>
      )}
    </section>
  );
}

function WhenWhere({ seen, state }: { seen: IncidentSeen; state: DashboardState }) {
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
  ];
  return (
    <section className="panel-section">
      <FactList facts={facts} />
      {lon !== null && lat !== null && (
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
      {finest && (
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
  const places = [seen.placeName, ...seen.areas.map(({ name }) => name).reverse()];
  const names = [...new Set(places.filter((name) => name !== null))];
  return (
    <>
      {names.join(", ")}
      <div className="soft">
        <CodeLabel list="locationPrecision" code={seen.locationPrecision} />
      </div>
    </>
  );
}

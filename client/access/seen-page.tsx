/**
 * See as they see: one own record in columns, one for each pair of eyes. Every column is drawn by the same component
 * from what that community is really answered; where that is nothing, the column says what nothing means.
 */
import { Button, MultiSelect, SegmentedControl } from "@mantine/core";
import { Link, useParams } from "@tanstack/react-router";
import { useState } from "react";
import { COMMUNITIES, type Community } from "../../shared/rooms/access.ts";
import { mayRelease } from "../../shared/rooms/releases.ts";
import { useDashboard, useOperationCode } from "../dashboard.ts";
import { IncidentBody, titleOf } from "../rooms/incidents/detail-body.tsx";
import { useIncident } from "../rooms/incidents/queries.ts";
import { useOperation } from "../session.ts";
import type { DashboardState } from "../ui/dashboard-types.ts";
import { Icon } from "../ui/icons.tsx";
import { EmptyNote, ErrorNote, Waiting } from "../ui/states.tsx";
import { codeLabel } from "../words/codes.ts";
import { useWords } from "../words/index.tsx";
import { ReleaseDialog } from "./release-dialog.tsx";
import { type Pane, useSeenBy } from "./releases-queries.ts";
import "./releases.css";

/** The eyes a person first asks for: other members, the section they speak with, those under arms. */
const USUAL: readonly Community[] = ["protection_member", "mission_poc", "mission_military"];
const MOST = 4;

export function SeenPage() {
  const { ref = "" } = useParams({ strict: false });
  const code = useOperationCode();
  const state = useDashboard();
  const own = useIncident(code, ref);
  if (own.isError) return <ErrorNote error={own.error} retry={own.refetch} />;
  if (!state || !own.data) return <Waiting lines={8} />;
  if (!own.data.own) return <EmptyNote kind="denied" />;
  return <Split state={state} record={ref} own={own.data} />;
}

type Own = NonNullable<ReturnType<typeof useIncident>["data"]>;

function Split({ state, record, own }: { state: DashboardState; record: string; own: Own }) {
  const { t } = useWords();
  const operation = useOperation(state.operation).data;
  const [eyes, setEyes] = useState<readonly Community[]>(
    USUAL.filter((code) => code !== operation?.you.community),
  );
  const [to, setTo] = useState<Community | null>(null);
  const panes = useSeenBy(state.operation, record, eyes);
  const releases = operation !== undefined && mayRelease(operation.you);
  const params = { operation: state.operation, ref: record };
  return (
    <section className="seen">
      <header className="seen-head">
        <div>
          <h1>{t("releases.seen.title", { title: titleOf(t, own) })}</h1>
          <p className="soft">{t("releases.seen.lead")}</p>
        </div>
        <MultiSelect
          className="seen-eyes"
          label={t("releases.seen.choose")}
          data={COMMUNITIES.filter(({ code }) => code !== "public").map(({ code }) => ({
            value: code,
            label: codeLabel(t, "community", code),
          }))}
          maxValues={MOST}
          value={[...eyes]}
          onChange={(chosen) => setEyes(chosen as Community[])}
        />
        <Button
          variant="default"
          size="compact-md"
          renderRoot={(props) => <Link to="/$operation/incidents/$ref" params={params} search {...props} />}
        >
          {t("releases.seen.back")}
        </Button>
      </header>
      {panes.isError && <ErrorNote error={panes.error} retry={panes.refetch} />}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by keyboard */}
      <section className="seen-panes" tabIndex={0} aria-label={t("releases.readers.title")}>
        <article className="seen-pane" aria-label={t("releases.seen.you", { organisation: own.owner })}>
          <h2>{t("releases.seen.you", { organisation: own.owner })}</h2>
          <div className="seen-body">
            <IncidentBody seen={own} state={state} still />
          </div>
        </article>
        {panes.data?.map((pane) => (
          <Eyes
            key={pane.community}
            pane={pane}
            state={state}
            release={releases ? () => setTo(pane.community as Community) : null}
          />
        ))}
      </section>
      {to && (
        <ReleaseDialog operation={state.operation} refs={[record]} to={to} onClose={() => setTo(null)} />
      )}
    </section>
  );
}

interface EyesProps {
  pane: Pane;
  state: DashboardState;
  release: (() => void) | null;
}

function Eyes({ pane, state, release }: EyesProps) {
  const { t } = useWords();
  const [chosen, setWhen] = useState("now");
  // Once it was released there is no afterwards left to show.
  const when = pane.after ? chosen : "now";
  const name = codeLabel(t, "community", pane.community);
  const shown = when === "after" ? pane.after : pane.now;
  return (
    <article className="seen-pane" aria-label={name} data-community={pane.community}>
      <h2>
        <Icon name="eye" size={16} /> {name}
      </h2>
      {pane.after && (
        <SegmentedControl
          size="xs"
          value={when}
          onChange={setWhen}
          data={[
            { value: "now", label: t("releases.seen.now") },
            { value: "after", label: t("releases.seen.after") },
          ]}
        />
      )}
      <p className="seen-rule">
        {when === "after"
          ? t("releases.seen.afterNote")
          : pane.now && t(pane.now.level === "full" ? "releases.seen.full" : "releases.seen.generalised")}
        {pane.now && pane.organisation && ` ${t("releases.seen.only", { organisation: pane.organisation })}`}
      </p>
      <div className="seen-body">
        {shown ? <IncidentBody seen={shown} state={state} still /> : <Nothing pane={pane} />}
      </div>
      {release && pane.after && (
        <Button variant="default" size="compact-sm" className="seen-release" onClick={release}>
          {t("releases.readers.release")}
        </Button>
      )}
    </article>
  );
}

/** What nothing means for them. */
function Nothing({ pane }: { pane: Pane }) {
  const { t } = useWords();
  const how = pane.bound ? t(`releases.bound.${pane.bound}`) : "";
  const state = pane.bound
    ? "bound"
    : pane.rule === "aggregate" || pane.rule === "person"
      ? pane.rule
      : "none";
  return (
    <div className="seen-nothing">
      <Icon name="lock" size={22} />
      <strong>{t(`releases.seen.${state}`)}</strong>
      <span className="soft">{t(`releases.seen.${state}Note`, { how })}</span>
    </div>
  );
}

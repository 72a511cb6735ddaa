/** The register of releases: given, received, and what waits for the reader. */
import { Select, Tabs } from "@mantine/core";
import { useState } from "react";
import { RELEASE_STATES } from "../../shared/rooms/releases.ts";
import { useAddress, useOperationCode, useSetAddress } from "../dashboard.ts";
import { type OperationInfo, useOperation } from "../session.ts";
import { useClearing } from "../ui/choosing.ts";
import { EmptyNote, ErrorNote, Waiting } from "../ui/states.tsx";
import { useWords } from "../words/index.tsx";
import { ReleaseCard } from "./releases-card.tsx";
import { useRegister } from "./releases-queries.ts";
import "./releases.css";

const TABS = ["given", "received", "waiting"] as const;
type Tab = (typeof TABS)[number];

export function ReleasesPage() {
  const operation = useOperation(useOperationCode()).data;
  if (!operation) return <Waiting />;
  if (operation.you.role === "administrator") return <EmptyNote kind="denied" />;
  return <Register operation={operation} />;
}

function Register({ operation }: { operation: OperationInfo }) {
  const { t } = useWords();
  const chosen = useAddress().list;
  const tab: Tab = TABS.find((one) => one === chosen) ?? "given";
  const setAddress = useSetAddress();
  const [state, setState] = useState<string | null>(null);
  const clearing = useClearing();
  const filter = { direction: tab, state: RELEASE_STATES.find((one) => one === state) ?? null };
  const rows = useRegister(operation.code, filter);
  const waiting = useRegister(operation.code, { direction: "waiting" }).data?.length ?? 0;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by keyboard
    <section className="releases" tabIndex={0} aria-label={t("releases.page.label")}>
      <div className="releases-inside">
        <h1>{t("releases.page.title")}</h1>
        <p className="soft">{t("releases.page.lead")}</p>
        <div className="releases-filter">
          <Tabs value={tab} onChange={(list) => setAddress({ list: list ?? undefined })}>
            <Tabs.List aria-label={t("releases.page.label")}>
              {TABS.map((one) => (
                <Tabs.Tab key={one} value={one}>
                  {t(`releases.page.tab.${one}`)}
                  {one === "waiting" && waiting > 0 && ` (${waiting})`}
                </Tabs.Tab>
              ))}
            </Tabs.List>
          </Tabs>
          <Select
            size="xs"
            {...clearing}
            aria-label={t("releases.page.state")}
            placeholder={t("releases.page.anyState")}
            data={RELEASE_STATES.map((code) => ({ value: code, label: t(`releases.state.${code}`) }))}
            value={state}
            onChange={setState}
          />
        </div>
        {rows.isPending && <Waiting lines={8} />}
        {rows.isError && <ErrorNote error={rows.error} retry={rows.refetch} />}
        {rows.data?.length === 0 && (
          <EmptyNote
            kind="first"
            title={t(`releases.page.empty.${tab}`)}
            help={t("releases.page.emptyHelp")}
          />
        )}
        <ul className="release-cards">
          {rows.data?.map((row) => (
            <ReleaseCard key={row.ref} row={row} operation={operation} />
          ))}
        </ul>
      </div>
    </section>
  );
}

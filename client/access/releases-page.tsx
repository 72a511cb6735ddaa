/** The register of releases: given, received, and what waits for the reader. */
import { Button, Tabs } from "@mantine/core";
import { useAddress, useOperationCode, useSetAddress } from "../dashboard.ts";
import { type OperationInfo, useOperation } from "../session.ts";
import { EmptyNote, ErrorNote, Waiting } from "../ui/states.tsx";
import { useWords } from "../words/index.tsx";
import { ReleaseCard } from "./releases-card.tsx";
import { takeRegister } from "./releases-file.ts";
import { filterOf, isFiltered, RegisterFilters } from "./releases-filter.tsx";
import { useRegister } from "./releases-queries.ts";
import "./releases.css";

const TABS = ["given", "received", "waiting"] as const;
type Tab = (typeof TABS)[number];
/** As many as the server answers at once. */
const MOST = 500;

export function ReleasesPage() {
  const operation = useOperation(useOperationCode()).data;
  if (!operation) return <Waiting />;
  if (operation.you.role === "administrator") return <EmptyNote kind="denied" />;
  return <Register operation={operation} />;
}

function Register({ operation }: { operation: OperationInfo }) {
  const words = useWords();
  const { t } = words;
  const address = useAddress();
  // Who released nothing begins with what they received.
  const gaveNothing = useRegister(operation.code, { direction: "given" }).data?.length === 0;
  const tab: Tab = TABS.find((one) => one === address.list) ?? (gaveNothing ? "received" : "given");
  const setAddress = useSetAddress();
  const filter = filterOf(address);
  const rows = useRegister(operation.code, { ...filter, direction: tab });
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
        </div>
        <RegisterFilters operation={operation} />
        {rows.isPending && <Waiting lines={8} />}
        {rows.isError && <ErrorNote error={rows.error} retry={rows.refetch} />}
        {rows.data && rows.data.length > 0 && (
          <p className="releases-count">
            <span>
              {t("releases.page.count", { n: rows.data.length, full: String(rows.data.length >= MOST) })}
            </span>
            <Button
              size="compact-sm"
              variant="default"
              onClick={() => takeRegister(words, operation, rows.data)}
            >
              {t("releases.page.file")}
            </Button>
          </p>
        )}
        {rows.data?.length === 0 && isFiltered(filter) && (
          <EmptyNote kind="match" title={t("releases.page.noMatch")} help={t("releases.page.noMatchHelp")} />
        )}
        {rows.data?.length === 0 && !isFiltered(filter) && (
          <EmptyNote
            kind="first"
            title={t(`releases.page.empty.${tab}`)}
            help={t(`releases.page.emptyHelp.${tab}`)}
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

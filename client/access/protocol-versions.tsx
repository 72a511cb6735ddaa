/** Every version there was, with who signed it when; any two compared cell by cell. */
import { Group, Select, Text } from "@mantine/core";
import type { Community } from "../../shared/rooms/access.ts";
import { changesBetween } from "../../shared/rooms/protocol.ts";
import type { VersionListed } from "../../shared/rooms/protocol-answers.ts";
import { cellsOfTable } from "../../shared/rooms/protocol-table.ts";
import { useAddress, useSetAddress } from "../dashboard.ts";
import { useVersion, useVersions } from "../protocol.ts";
import type { OperationInfo } from "../session.ts";
import { ErrorNote, Waiting } from "../ui/states.tsx";
import { formatDate, formatSpan } from "../words/format.ts";
import { useWords, type WordsValue } from "../words/index.tsx";
import { ProtocolChanges } from "./protocol-changes.tsx";
import { ProtocolMatrix } from "./protocol-matrix.tsx";

const dayOfIso = (instant: string) => instant.slice(0, 10);

function stateText({ t, tag }: WordsValue, one: VersionListed): string {
  if (one.state === "effective")
    return t("protocol.versionState.effective", { date: formatDate(dayOfIso(one.effectiveAt!), tag) });
  if (one.state === "past")
    return t("protocol.versionState.past", {
      span: formatSpan(dayOfIso(one.effectiveAt!), dayOfIso(one.endedAt!), tag),
    });
  return t(`protocol.versionState.${one.state}`);
}

interface VersionsProps {
  operation: OperationInfo;
  communities: readonly Community[];
}

export function ProtocolVersions({ operation, communities }: VersionsProps) {
  const words = useWords();
  const { t, tag } = words;
  const versions = useVersions(operation.code);
  const setAddress = useSetAddress();
  if (versions.isError) return <ErrorNote error={versions.error} retry={versions.refetch} />;
  if (!versions.data) return <Waiting />;
  if (versions.data.length === 0) return null;
  return (
    <section className="protocol-versions no-print" aria-labelledby="protocol-versions-title">
      <h2 id="protocol-versions-title">{t("protocol.versions.title")}</h2>
      <table className="plain-table">
        <thead>
          <tr>
            {(["version", "state", "signed", "why"] as const).map((column) => (
              <th key={column} scope="col">
                {t(`protocol.versions.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {versions.data.map((one) => (
            <tr key={one.id}>
              <td>
                <button
                  type="button"
                  className="plain-link"
                  aria-label={t("protocol.versions.open", { version: one.version })}
                  onClick={() => setAddress({ open: `version:${one.version}` }, true)}
                >
                  {one.version}
                </button>{" "}
                <small>{t(`protocol.preset.${one.preset}`)}</small>
              </td>
              <td>{stateText(words, one)}</td>
              <td>
                {one.signatures.map(({ side, said, at }) => (
                  <span key={side} className="signed">
                    {t("protocol.versions.paper", {
                      said,
                      side: t(`protocol.side.${side}`),
                      date: formatDate(dayOfIso(at), tag),
                    })}
                  </span>
                ))}
              </td>
              <td>
                {one.reason}
                {one.dropped && (
                  <span className="signed">
                    {t("protocol.state.dropped", {
                      side: t(`protocol.side.${one.dropped.side}`),
                      said: one.dropped.said,
                    })}
                  </span>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {versions.data.length > 1 && (
        <Compare operation={operation} communities={communities} versions={versions.data} />
      )}
    </section>
  );
}

/** `sort=compare:FROM:TO` in the address, so that a comparison can be sent to somebody. */
function Compare({ operation, communities, versions }: VersionsProps & { versions: VersionListed[] }) {
  const { t } = useWords();
  const address = useAddress();
  const setAddress = useSetAddress();
  const [word, from, to] = (address.sort ?? "").split(":");
  const chosen = word === "compare" ? { from: Number(from) || null, to: Number(to) || null } : null;
  const [older, newer] = [
    useVersion(operation.code, chosen?.from ?? null),
    useVersion(operation.code, chosen?.to ?? null),
  ];
  const choose = (change: { from?: number; to?: number }) => {
    const next = { from: chosen?.from ?? "", to: chosen?.to ?? "", ...change };
    setAddress({ sort: `compare:${next.from}:${next.to}` });
  };
  const data = versions.map(({ version }) => ({ value: String(version), label: String(version) }));
  return (
    <div className="protocol-compare">
      <h3>{t("protocol.versions.compare")}</h3>
      <Group gap="sm" align="end">
        {(["from", "to"] as const).map((end) => (
          <Select
            key={end}
            label={t(`protocol.versions.${end}`)}
            data={data}
            value={chosen?.[end] ? String(chosen[end]) : null}
            onChange={(value) => value && choose({ [end]: Number(value) })}
          />
        ))}
      </Group>
      {older.data && newer.data && (
        <Compared operation={operation} communities={communities} from={older.data} to={newer.data} />
      )}
    </div>
  );
}

type Version = NonNullable<ReturnType<typeof useVersion>["data"]>;

function Compared({ operation, communities, from, to }: VersionsProps & { from: Version; to: Version }) {
  const { t } = useWords();
  const changes = changesBetween(cellsOfTable(from.table), cellsOfTable(to.table)).map((change) => ({
    ...change,
    records: null,
    example: null,
  }));
  if (changes.length === 0) return <Text size="sm">{t("protocol.versions.same")}</Text>;
  return (
    <>
      <p>{t("protocol.versions.compared", { from: from.version, to: to.version })}</p>
      <ProtocolChanges preview={{ changes }} operation={operation} />
      <ProtocolMatrix table={to.table} against={from.table} communities={communities} />
    </>
  );
}

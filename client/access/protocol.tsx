/**
 * The page of the sharing protocol: what is in effect, in words first; the table; what is proposed; how it was agreed.
 * `open=version:N` in the address shows an older version in the same form.
 */
import { Button, Group } from "@mantine/core";
import { useRef, useState } from "react";
import type { Community } from "../../shared/rooms/access.ts";
import type { OwnerSide } from "../../shared/rooms/protocol.ts";
import type { ProtocolSeen, VersionSeen } from "../../shared/rooms/protocol-answers.ts";
import { useAddress, useOperationCode, useSetAddress } from "../dashboard.ts";
import { useProtocol, useVersion } from "../protocol.ts";
import { type OperationInfo, useOperation } from "../session.ts";
import { useKeptDraft } from "../ui/draft.ts";
import { ErrorNote, Waiting } from "../ui/states.tsx";
import { useWords } from "../words/index.tsx";
import { type Draft, draftOf, ProtocolEditor } from "./protocol-editor.tsx";
import { ProtocolEmergency } from "./protocol-emergency.tsx";
import { CommunityPicker, ProtocolLegend, usualCommunities } from "./protocol-legend.tsx";
import { ProtocolMatrix } from "./protocol-matrix.tsx";
import { MissionPosture } from "./protocol-posture.tsx";
import { ProtocolDocument } from "./protocol-print.tsx";
import { ProtocolProposal } from "./protocol-proposal.tsx";
import { ProtocolState } from "./protocol-state.tsx";
import { ProtocolTerms } from "./protocol-terms.tsx";
import { ProtocolVersions } from "./protocol-versions.tsx";
import { SharingSettings } from "./sharing-settings.tsx";
import "../ui/harm-trend.css";
import "./protocol.css";

export function ProtocolPage() {
  const code = useOperationCode();
  const operation = useOperation(code);
  const protocol = useProtocol(code);
  const [word, number] = (useAddress().open ?? "").split(":");
  const asked = word === "version" ? Number(number) || null : null;
  const older = useVersion(code, asked === protocol.data?.effective?.version ? null : asked);
  const failed = [operation, protocol, older].find(({ isError }) => isError);
  if (failed) return <ErrorNote error={failed.error} retry={() => void failed.refetch()} />;
  if (!operation.data || !protocol.data || older.isLoading) return <Waiting lines={12} />;
  return <Protocol operation={operation.data} protocol={protocol.data} older={older.data ?? null} />;
}

interface ProtocolProps {
  operation: OperationInfo;
  protocol: ProtocolSeen;
  /** The version that is shown in place of the one in effect. */
  older: VersionSeen | null;
}

function Protocol({ operation, protocol, older }: ProtocolProps) {
  const { t } = useWords();
  const { you, effective, open } = protocol;
  const [communities, setCommunities] = useState(() => usualCommunities(operation.you.community));
  const draftKey = `protocol.${operation.code}.${operation.you.organisationId}`;
  const { draft, set, drop } = useKeptDraft<Draft>(draftKey, () => draftOf(protocol));
  const [editing, setEditing] = useState(false);
  const shown = older ?? effective;
  const side = older ? null : you.signsFor;
  const edit = (start?: Draft) => {
    if (start) set(start);
    setEditing(true);
  };
  const head = useRef<HTMLHeadingElement>(null);
  const end = () => {
    drop();
    setEditing(false);
    // What became of it stands at the head of the page; the editor was far below.
    head.current?.focus();
  };
  return (
    <article className="protocol">
      <div className="protocol-page">
        <header>
          <h1 ref={head} tabIndex={-1}>
            {t("protocol.title")}
          </h1>
          <p className="protocol-lead no-print">{t("protocol.lead")}</p>
          <ProtocolState operation={operation} version={shown} />
          <Tools
            side={editing ? null : side}
            effective={older ? null : effective}
            older={older !== null}
            printable={(shown ?? open) !== null}
            operation={operation}
            onEdit={() => edit(draft.touched ? undefined : draftOf(protocol))}
          />
        </header>
        {open && !older && !editing && (
          <ProtocolProposal operation={operation} protocol={protocol} open={open} communities={communities} />
        )}
        {(shown || editing) && <ProtocolLegend />}
        {(shown || editing) && <CommunityPicker value={communities} onChange={setCommunities} />}
        {editing && side ? (
          <ProtocolEditor
            operation={operation}
            protocol={protocol}
            side={side}
            communities={communities}
            draft={draft}
            set={(change) => set({ ...change, touched: true })}
            onDone={end}
          />
        ) : (
          shown && (
            <Agreed operation={operation} protocol={protocol} shown={shown} communities={communities} />
          )
        )}
        {!older && (
          <MissionPosture
            operation={operation}
            protocol={protocol}
            onLook={side ? () => edit(draftOf(protocol, "party_to_conflict")) : undefined}
          />
        )}
        {!older && !editing && <SharingSettings operation={operation} />}
        <ProtocolVersions operation={operation} communities={communities} />
        {(shown ?? open) && (
          <ProtocolDocument operation={operation} version={(shown ?? open)!} parties={protocol.parties} />
        )}
      </div>
    </article>
  );
}

interface AgreedProps extends Omit<ProtocolProps, "older"> {
  shown: VersionSeen;
  communities: readonly Community[];
}

/** The table of a version and the words that go with it. */
function Agreed({ operation, protocol, shown, communities }: AgreedProps) {
  const { t } = useWords();
  return (
    <>
      <section aria-labelledby="protocol-table-title">
        <h2 id="protocol-table-title">{t("protocol.matrix.title")}</h2>
        <ProtocolMatrix table={shown.table} communities={communities} />
      </section>
      <section aria-labelledby="protocol-terms-title">
        <h2 id="protocol-terms-title">{t("protocol.terms.title")}</h2>
        <ProtocolTerms operation={operation} version={shown} parties={protocol.parties} />
      </section>
    </>
  );
}

interface ToolsProps {
  operation: OperationInfo;
  /** The side one may sign for; null: no tools of signing. */
  side: OwnerSide | null;
  effective: VersionSeen | null;
  older: boolean;
  /** There is a version to print, if only a proposed one. */
  printable: boolean;
  onEdit: () => void;
}

function Tools({ operation, side, effective, older, printable, onEdit }: ToolsProps) {
  const { t } = useWords();
  const setAddress = useSetAddress();
  const [closing, setClosing] = useState(false);
  return (
    <Group gap="sm" className="no-print">
      {side && (
        <Button size="compact-md" fz="sm" onClick={onEdit}>
          {t(effective ? "protocol.edit.start" : "protocol.edit.first")}
        </Button>
      )}
      {side && effective && (
        <Button size="compact-md" fz="sm" variant="default" onClick={() => setClosing(true)}>
          {t("protocol.emergency.button")}
        </Button>
      )}
      {older && (
        <Button
          size="compact-md"
          fz="sm"
          variant="default"
          onClick={() => setAddress({ open: undefined }, true)}
        >
          {t("protocol.state.back")}
        </Button>
      )}
      {printable && (
        <Button size="compact-md" fz="sm" variant="default" onClick={() => window.print()}>
          {t("protocol.print")}
        </Button>
      )}
      {closing && side && effective && (
        <ProtocolEmergency
          operation={operation}
          effective={effective}
          side={side}
          onClose={() => setClosing(false)}
        />
      )}
    </Group>
  );
}

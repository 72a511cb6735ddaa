/**
 * Editing a proposal: begin with a preset, change single cells, read in sentences what would be different, then sign. The
 * page says beforehand whether one signature is enough. The draft stays in this tab until it is sent or discarded.
 */
import { Button, Group, Radio, Stack, Textarea } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useMutation } from "@tanstack/react-query";
import { type FormEvent, useEffect, useRef, useState } from "react";
import { newId } from "../../shared/ids.ts";
import type { Community } from "../../shared/rooms/access.ts";
import { cellsOf, type OwnerSide, PRESETS, type Preset } from "../../shared/rooms/protocol.ts";
import { type PreviewSeen, type ProtocolSeen, proposalForm } from "../../shared/rooms/protocol-answers.ts";
import { deviations, type Table, tableOf } from "../../shared/rooms/protocol-table.ts";
import { api } from "../api.ts";
import { refresh } from "../facts.ts";
import { faultOf } from "../faults.ts";
import { usePreview } from "../protocol.ts";
import type { OperationInfo } from "../session.ts";
import { type Issues, issuesOf, issuesOfError, issueText, NO_ISSUES } from "../ui/form-issues.ts";
import { DateField, IssueSummary } from "../ui/form-parts.tsx";
import { ErrorNote } from "../ui/states.tsx";
import { useWords } from "../words/index.tsx";
import { ProtocolChanges } from "./protocol-changes.tsx";
import { ProtocolMatrix } from "./protocol-matrix.tsx";
import { maySend, SendingCheck, useFound } from "./sending-check.tsx";

export interface Draft {
  id: string;
  preset: Preset;
  table: Table;
  purpose: string;
  onward: string;
  reason: string;
  reviewOn: string;
  /** Somebody changed it; an untouched draft begins anew with what is in effect. */
  touched: boolean;
}

/** A draft that changes nothing yet: the version in effect, or the default preset. */
export function draftOf({ effective }: ProtocolSeen, preset?: Preset): Draft {
  const from = preset ?? effective?.preset ?? "integrated";
  return {
    id: newId(),
    preset: from,
    table: effective && !preset ? effective.table : tableOf(cellsOf(from)),
    purpose: effective?.purpose ?? "",
    onward: effective?.onward ?? "",
    reason: "",
    reviewOn: "",
    touched: false,
  };
}

interface EditorProps {
  operation: OperationInfo;
  protocol: ProtocolSeen;
  side: OwnerSide;
  communities: readonly Community[];
  draft: Draft;
  set: (change: Partial<Draft>) => void;
  onDone: () => void;
}

export function ProtocolEditor(props: EditorProps) {
  const { operation, protocol, communities, draft, set, onDone } = props;
  const { t } = useWords();
  const preview = usePreview(operation.code, draft.table);
  // Only what was asked of this very table counts for signing.
  const known = preview.isPlaceholderData ? undefined : preview.data;
  const { submit, issues, resolve, sending } = usePropose(props, known);
  const change = (words: Partial<Draft>) => {
    set(words);
    resolve();
  };
  // Every community reads these words; what was agreed before is not asked about again.
  const { purpose, onward } = protocol.effective ?? {};
  const texts = [draft.purpose, draft.onward, draft.reason].filter(
    (text) => text !== purpose && text !== onward,
  );
  const found = useFound(operation.code, texts);
  const [confirmed, setConfirmed] = useState(false);
  const head = useRef<HTMLHeadingElement>(null);
  useEffect(() => head.current?.focus(), []);
  const labels = {
    purpose: t("protocol.terms.purpose"),
    onward: t("protocol.terms.onward"),
    reason: t("protocol.edit.reason"),
    reviewOn: t("protocol.edit.review"),
    table: t("protocol.matrix.title"),
  };
  return (
    <form className="protocol-editor" onSubmit={submit} noValidate>
      <h2 ref={head} tabIndex={-1}>
        {t("protocol.edit.title")}
      </h2>
      <IssueSummary issues={issues} labels={labels} />
      <PresetChoice draft={draft} set={set} />
      <div className="protocol-editing">
        <div className="protocol-aside">
          {preview.data && <ProtocolChanges preview={preview.data} operation={operation} />}
          {preview.isError && <ErrorNote error={preview.error} />}
        </div>
        <ProtocolMatrix
          table={draft.table}
          against={protocol.effective?.table}
          communities={communities}
          onChange={(table) => set({ table })}
        />
      </div>
      <Stack gap="md">
        {(["purpose", "onward", "reason"] as const).map((field) => (
          <Textarea
            key={field}
            data-field={field}
            label={labels[field]}
            description={t(field === "reason" ? "protocol.edit.reasonHelp" : `protocol.terms.${field}Help`)}
            withAsterisk={field === "reason"}
            autosize
            minRows={2}
            maxLength={4000}
            value={draft[field]}
            onChange={(event) => change({ [field]: event.currentTarget.value })}
            error={issueText(t, issues[field])}
          />
        ))}
        <DateField
          data-field="reviewOn"
          label={labels.reviewOn}
          withAsterisk
          min={operation.today}
          value={draft.reviewOn}
          onDate={(reviewOn) => change({ reviewOn })}
          error={issueText(t, issues.reviewOn)}
        />
        <SendingCheck found={found} confirmed={confirmed} onConfirm={setConfirmed} />
        {sending.isError && <SendFault error={sending.error} issues={issues} />}
        <Foot
          {...props}
          preview={known}
          mayGo={maySend(found, confirmed)}
          isSending={sending.isPending}
          onDiscard={onDone}
        />
      </Stack>
    </form>
  );
}

/** Checks by the server's own rules, sends, and says what became of it. */
function usePropose({ operation, side, draft, onDone }: EditorProps, preview: PreviewSeen | undefined) {
  const { t } = useWords();
  const [issues, setIssues] = useState<Issues>(NO_ISSUES);
  const sending = useMutation({
    mutationFn: (form: Parameters<typeof api.sharing.proposeProtocol.mutate>[0]["form"]) =>
      api.sharing.proposeProtocol.mutate({ operation: operation.code, form }),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    // Signed is what was shown: the version that the sentences above compared with.
    if (!preview) return;
    const { touched: _touched, ...words } = draft;
    const parsed = proposalForm.safeParse({ ...words, basedOn: preview.against });
    setIssues(parsed.success ? NO_ISSUES : issuesOf(parsed.error));
    if (!parsed.success) return;
    sending.mutate(parsed.data, {
      onSuccess: ({ state }) => {
        const other = t(`protocol.side.${side === "mission" ? "humanitarian" : "mission"}`);
        const values = { side: t(`protocol.side.${side}`), other };
        notifications.show({ message: t(`protocol.edit.${state}`, values) });
        refresh(operation.code);
        onDone();
      },
      onError: (error) => {
        setIssues(issuesOfError(error));
        if (faultOf(error).code === "conflict") refresh(operation.code);
      },
    });
  };
  /** What was said of the words stands no longer once they are others. */
  const resolve = () => setIssues(NO_ISSUES);
  return { submit, issues, resolve, sending };
}

function SendFault({ error, issues }: { error: unknown; issues: Issues }) {
  const { t } = useWords();
  if (Object.keys(issues).length > 0) return null;
  if (faultOf(error).code !== "conflict") return <ErrorNote error={error} />;
  return (
    <div className="caution-note" role="alert">
      {t("protocol.edit.conflict")}
    </div>
  );
}

function PresetChoice({ draft, set }: Pick<EditorProps, "draft" | "set">) {
  const { t } = useWords();
  const n = deviations(draft.table, draft.preset).filter(({ community }) => community !== "public").length;
  return (
    <Radio.Group
      label={t("protocol.edit.preset")}
      description={t("protocol.edit.cells", { n })}
      value={draft.preset}
      onChange={(code) => set({ preset: code as Preset, table: tableOf(cellsOf(code as Preset)) })}
    >
      <div className="preset-choices">
        {PRESETS.map((preset) => (
          <Radio
            key={preset}
            value={preset}
            size="xs"
            label={t(`protocol.preset.${preset}`)}
            description={t(`protocol.preset.${preset}.help`)}
          />
        ))}
      </div>
    </Radio.Group>
  );
}

interface FootProps extends EditorProps {
  preview: PreviewSeen | undefined;
  /** Nothing in the words holds it up. */
  mayGo: boolean;
  isSending: boolean;
  onDiscard: () => void;
}

/** Which of both it will be, and the button that does it. */
function Foot({ protocol, side, draft, preview, mayGo, isSending, onDiscard }: FootProps) {
  const { t } = useWords();
  const { effective } = protocol;
  const other = t(`protocol.side.${side === "mission" ? "humanitarian" : "mission"}`);
  const newWords =
    effective !== null &&
    (draft.purpose.trim() !== effective.purpose || draft.onward.trim() !== effective.onward);
  const needsBoth = (preview?.needsBoth ?? true) || newWords;
  const unchanged = preview?.changes.length === 0 && !newWords;
  const why = !effective
    ? "protocol.edit.bothFirst"
    : preview?.needsBoth
      ? "protocol.edit.both"
      : newWords
        ? "protocol.edit.bothWords"
        : unchanged
          ? "protocol.edit.same"
          : "protocol.edit.one";
  return (
    <div className="protocol-foot">
      <p>{t(why, { other })}</p>
      <Group gap="sm">
        <Button type="submit" loading={isSending} disabled={!preview || !mayGo}>
          {needsBoth
            ? t("protocol.edit.propose", { side: t(`protocol.side.${side}`) })
            : t(unchanged ? "protocol.edit.keep" : "protocol.edit.now")}
        </Button>
        <Button variant="subtle" color="gray" onClick={onDiscard}>
          {t("protocol.edit.drop")}
        </Button>
      </Group>
    </div>
  );
}

/**
 * Releasing one record or many: to whom, for what, how much, until when; what each of them says then, before it goes;
 * and a warning that names how a receiver is bound to the harm. All go or none.
 */
import { Button, Group, Stack, Text } from "@mantine/core";
import { useMemo, useState } from "react";
import { newId } from "../../shared/ids.ts";
import type { Community } from "../../shared/rooms/access.ts";
import {
  couldServeTargeting,
  keepsExact,
  type ReleaseFormInput,
  type ReleaseKind,
  releaseForm,
} from "../../shared/rooms/releases.ts";
import { Dialog } from "../ui/dialog.tsx";
import { type Issues, issuesOf, issuesOfError, issueText, NO_ISSUES } from "../ui/form-issues.ts";
import { IssueSummary } from "../ui/form-parts.tsx";
import { useSay } from "../ui/say.ts";
import { ErrorNote, Waiting } from "../ui/states.tsx";
import { codeLabel } from "../words/codes.ts";
import { useWords } from "../words/index.tsx";
import { Addressee, EMPTY_RELEASE, type ReleaseDraft, Texts } from "./release-fields.tsx";
import { isTooMuch, Review } from "./release-review.tsx";
import { Targeting } from "./release-targeting.tsx";
import { useOutcome, useRelease } from "./releases-queries.ts";
import { maySend, SendingCheck, useFound } from "./sending-check.tsx";
import "./releases.css";

interface DialogProps {
  operation: string;
  /** Incidents, unless it is said. */
  kind?: ReleaseKind;
  /** Refs of own records of that kind; those that are somebody else's are left out, and the dialog says so. */
  refs: readonly string[];
  /** Chosen at the start, where the way here says it. */
  to?: Community | undefined;
  onClose: () => void;
  onDone?: () => void;
}

const FIELDS = ["community", "purpose", "until", "level", "conditions", "message"] as const;
/** What is said of the records chosen stands under them, not among the fields. */
const isOfRecords = (path: string) => path.startsWith("refs");

export function ReleaseDialog({ operation, kind = "incident", refs, to, onClose, onDone }: DialogProps) {
  const { t } = useWords();
  const say = useSay();
  const [id] = useState(newId);
  const [draft, setDraft] = useState<ReleaseDraft>({ ...EMPTY_RELEASE, community: to ?? null });
  const [dropped, setDropped] = useState<readonly string[]>([]);
  const [issues, setIssues] = useState<Issues>(NO_ISSUES);
  const release = useRelease(operation);
  const outcome = useOutcome(operation, kind, refs, draft.community);
  const all = outcome.data ?? [];
  const rows = all.filter(({ ref }) => !dropped.includes(ref));
  const tooMuch = rows.filter((row) => isTooMuch(row, draft.level));
  const set = (change: Partial<ReleaseDraft>) => {
    setDraft({ ...draft, confirmed: false, targeting: false, ...change });
    setIssues(NO_ISSUES);
  };
  const warns = draft.community !== null && couldServeTargeting(kind, draft.community);
  const found = useFound(operation, [draft.conditions, draft.message]);
  const community = draft.community ? codeLabel(t, "community", draft.community) : "";
  const submit = () => {
    const { until, officeId, ...rest } = draft;
    const input = {
      ...rest,
      id,
      kind,
      refs: rows.map(({ ref }) => ref),
      officeId,
      until: until || null,
    };
    const parsed = releaseForm.safeParse(input as ReleaseFormInput);
    setIssues(parsed.success ? NO_ISSUES : issuesOf(parsed.error));
    if (!parsed.success) return;
    release.mutate(parsed.data, {
      onSuccess: (made) => {
        say(t("releases.form.done", { held: made.filter(({ state }) => state === "held").length }));
        (onDone ?? onClose)();
      },
      onError: (error) => setIssues(issuesOfError(error)),
    });
  };
  const atRecords = Object.keys(issues).find(isOfRecords);
  const atFields = useMemo(
    () => Object.fromEntries(Object.entries(issues).filter(([path]) => !isOfRecords(path))),
    [issues],
  );
  const labels = Object.fromEntries(FIELDS.map((field) => [field, t(`releases.form.${field}`)]));
  return (
    <Dialog
      opened
      onClose={onClose}
      size="lg"
      title={t("releases.form.title", { n: rows.length || refs.length })}
    >
      <Stack gap="sm">
        <Addressee operation={operation} draft={draft} set={set} issues={issues} />
        <Texts draft={draft} set={set} issues={issues} />
        <SendingCheck
          found={found}
          confirmed={draft.confirmed}
          onConfirm={(confirmed) => setDraft({ ...draft, confirmed })}
        />
        {warns && (
          <Targeting
            seen={draft.targeting}
            onSeen={(targeting) => setDraft({ ...draft, targeting })}
            kept={rows.filter(({ sensitivity }) => keepsExact(kind, sensitivity)).length}
          />
        )}
        {outcome.isLoading && <Waiting lines={3} />}
        {outcome.isError && (
          <Text size="sm" c="dimmed">
            {t("releases.form.nothing")}
          </Text>
        )}
        {rows.length > 0 && (
          <Review
            rows={rows}
            level={draft.level}
            others={refs.length - all.length}
            onDrop={(ref) => setDropped([...dropped, ref])}
          />
        )}
        {tooMuch.length > 0 && rows.length > 1 && (
          <Button
            variant="default"
            size="compact-sm"
            onClick={() => setDropped([...dropped, ...tooMuch.map(({ ref }) => ref)])}
          >
            {t("releases.form.drop")}
          </Button>
        )}
        {release.isError && <ErrorNote error={release.error} />}
        {atRecords && (
          <Text size="sm" c="var(--fault)">
            {issueText(t, issues[atRecords])}
          </Text>
        )}
        <IssueSummary issues={atFields} labels={labels} />
        <Group className="release-foot">
          <Button
            onClick={submit}
            loading={release.isPending}
            disabled={
              rows.length === 0 ||
              tooMuch.length > 0 ||
              !maySend(found, draft.confirmed) ||
              (warns && !draft.targeting)
            }
          >
            {t("releases.form.submit", { n: Math.max(1, rows.length), to: community || "…" })}
          </Button>
        </Group>
      </Stack>
    </Dialog>
  );
}

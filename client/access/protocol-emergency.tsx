/** Closing everything one's side owns to some communities at once: one signature, a reason, no draft. */
import { Button, Checkbox, MultiSelect, Stack, Text, Textarea } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useMutation } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import { newId } from "../../shared/ids.ts";
import { COMMUNITIES, type Community } from "../../shared/rooms/access.ts";
import { type OwnerSide, READING_COMMUNITIES } from "../../shared/rooms/protocol.ts";
import { proposalForm, type VersionSeen } from "../../shared/rooms/protocol-answers.ts";
import { closedTo } from "../../shared/rooms/protocol-table.ts";
import { api } from "../api.ts";
import { refresh } from "../facts.ts";
import { usePreview } from "../protocol.ts";
import type { OperationInfo } from "../session.ts";
import { Dialog } from "../ui/dialog.tsx";
import { type Issues, issuesOf, issuesOfError, issueText, NO_ISSUES } from "../ui/form-issues.ts";
import { ErrorNote } from "../ui/states.tsx";
import { codeLabel } from "../words/codes.ts";
import { type Translate, useWords } from "../words/index.tsx";
import { ProtocolChanges } from "./protocol-changes.tsx";
import { useRegister } from "./releases-queries.ts";

interface EmergencyProps {
  operation: OperationInfo;
  effective: VersionSeen;
  side: OwnerSide;
  onClose: () => void;
}

const STANDING = ["held", "offered", "active"];
const SIDE = "side:";
const CLOSABLE = ["humanitarian", "mission", "outside"] as const;

/** The communities that a choice of communities and whole sides stands for. */
function communitiesOf(chosen: readonly string[]): Community[] {
  return READING_COMMUNITIES.filter((code) => {
    const { side } = COMMUNITIES.find((one) => one.code === code)!;
    return chosen.includes(code) || chosen.includes(SIDE + side);
  });
}

function options(t: Translate, own: OwnerSide) {
  const sides = CLOSABLE.filter((side) => side !== own).map((side) => ({
    value: SIDE + side,
    label: t("protocol.emergency.side", {
      side: side === "outside" ? t("protocol.emergency.outside") : t(`protocol.side.${side}`),
    }),
  }));
  const people = READING_COMMUNITIES.map((code) => ({ value: code, label: codeLabel(t, "community", code) }));
  return [
    { group: t("protocol.emergency.sides"), items: sides },
    { group: t("protocol.emergency.people"), items: people },
  ];
}

export function ProtocolEmergency({ operation, effective, side, onClose }: EmergencyProps) {
  const { t } = useWords();
  const [chosen, setChosen] = useState<string[]>([]);
  const [forbid, setForbid] = useState(false);
  const [withdraw, setWithdraw] = useState(true);
  const [reason, setReason] = useState("");
  const [issues, setIssues] = useState<Issues>(NO_ISSUES);
  const table = useMemo(
    () => closedTo(effective.table, side, communitiesOf(chosen), !forbid),
    [effective, side, chosen, forbid],
  );
  const preview = usePreview(operation.code, table);
  const communities = communitiesOf(chosen);
  const given = useRegister(operation.code, { direction: "given" }).data ?? [];
  const standing = given.filter(
    ({ state, community }) => STANDING.includes(state) && communities.some((one) => one === community),
  ).length;
  const closing = useMutation({
    mutationFn: (form: Parameters<typeof api.sharing.proposeProtocol.mutate>[0]["form"]) =>
      api.sharing.proposeProtocol.mutate({ operation: operation.code, form }),
    onSuccess: () => {
      notifications.show({ message: t("protocol.edit.effective") });
      refresh(operation.code);
      onClose();
    },
    onError: (error) => setIssues(issuesOfError(error)),
  });
  const { preset, purpose, onward } = effective;
  const submit = () => {
    // A review that is overdue is due today: closing is no time to agree on another day.
    const reviewOn = effective.reviewOn < operation.today ? operation.today : effective.reviewOn;
    const withdrawFrom = withdraw ? communities : [];
    const words = { preset, purpose, onward, reviewOn, reason, emergency: true, withdrawFrom };
    const parsed = proposalForm.safeParse({ id: newId(), basedOn: effective.id, table, ...words });
    setIssues(parsed.success ? NO_ISSUES : issuesOf(parsed.error));
    if (parsed.success) closing.mutate(parsed.data);
  };
  const known = preview.isPlaceholderData ? undefined : preview.data;
  const nothing = known?.changes.length === 0 && chosen.length > 0;
  return (
    <Dialog opened onClose={onClose} size="lg" title={t("protocol.emergency.title")}>
      <Stack gap="md">
        <Text size="sm">{t("protocol.emergency.lead", { side: t(`protocol.side.${side}`) })}</Text>
        <MultiSelect
          className="pills"
          label={t("protocol.emergency.to")}
          withAsterisk
          searchable
          data={options(t, side)}
          value={chosen}
          onChange={setChosen}
        />
        <Checkbox
          size="xs"
          label={t("protocol.emergency.release")}
          checked={forbid}
          onChange={(event) => setForbid(event.currentTarget.checked)}
        />
        <Checkbox
          size="xs"
          label={t("protocol.emergency.withdraw", { n: standing })}
          description={t("protocol.emergency.withdrawHelp")}
          checked={withdraw}
          onChange={(event) => setWithdraw(event.currentTarget.checked)}
        />
        <Textarea
          label={t("protocol.emergency.reason")}
          description={t("protocol.edit.reasonHelp")}
          withAsterisk
          autosize
          minRows={2}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
          error={issueText(t, issues.reason)}
        />
        {nothing && <Text size="sm">{t("protocol.emergency.nothing")}</Text>}
        {chosen.length > 0 && !nothing && known && (
          // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by keyboard
          <div className="protocol-closing" tabIndex={0}>
            <ProtocolChanges preview={known} operation={operation} />
          </div>
        )}
        {closing.isError && !issues.reason && <ErrorNote error={closing.error} />}
        <Button
          color="red.9"
          loading={closing.isPending}
          disabled={chosen.length === 0 || nothing || !known}
          onClick={submit}
        >
          {t("protocol.emergency.submit")}
        </Button>
      </Stack>
    </Dialog>
  );
}

/**
 * The second person's consent to a release that reaches a party to the harm: how the receiver is bound to it, and what
 * exactly would be handed over, before anybody agrees.
 */
import { Button, Stack, Text } from "@mantine/core";
import type { Community } from "../../shared/rooms/access.ts";
import { Dialog } from "../ui/dialog.tsx";
import { Icon } from "../ui/icons.tsx";
import { useSay } from "../ui/say.ts";
import { ErrorNote, Waiting } from "../ui/states.tsx";
import { codeLabel } from "../words/codes.ts";
import { useWords } from "../words/index.tsx";
import { SummaryBody } from "./release-summary.tsx";
import { type ReleaseRow, useOutcome, useStep } from "./releases-queries.ts";

interface AgreeProps {
  operation: string;
  row: ReleaseRow;
  onClose: () => void;
}

export function AgreeDialog({ operation, row, onClose }: AgreeProps) {
  const { t } = useWords();
  const say = useSay();
  const step = useStep(operation, row.ref);
  const refs = row.recordRef ? [row.recordRef] : [];
  const outcome = useOutcome(operation, row.kind, refs, row.community as Community);
  const [given] = outcome.data ?? [];
  const told = given && (row.level === "full" && given.full ? given.full : given.generalised);
  const to = row.organisation ?? codeLabel(t, "community", row.community);
  const agree = () =>
    step.mutate(
      { does: "agree" },
      {
        onSuccess: () => {
          say(t("releases.agree.done", { to }));
          onClose();
        },
      },
    );
  return (
    <Dialog opened onClose={onClose} title={t("releases.agree.title")}>
      <Stack gap="sm">
        <div className="caution-note release-note" role="alert">
          <Icon name="warning" size={16} />
          <span>
            {t("releases.agree.lead", { to, how: row.bound ? t(`releases.bound.${row.bound}`) : "" })}
          </span>
        </div>
        <Text size="sm">{t("releases.agree.by", { who: row.by })}</Text>
        <section aria-label={t("releases.form.review")}>
          <Text fw={600} size="sm">
            {t("releases.form.review")}
          </Text>
          {outcome.isPending && <Waiting lines={3} />}
          {outcome.isError && <ErrorNote error={outcome.error} retry={outcome.refetch} />}
          {told && <SummaryBody summary={told} />}
        </section>
        {step.isError && <ErrorNote error={step.error} />}
        <Button loading={step.isPending} disabled={!told} onClick={agree}>
          {t("releases.agree.submit", { to })}
        </Button>
      </Stack>
    </Dialog>
  );
}

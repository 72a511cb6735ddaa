/** The page of whoever verifies: the queue, one report beside it, and where the person works from. */
import { Button, Group, TextInput } from "@mantine/core";
import { Link, useNavigate, useParams } from "@tanstack/react-router";
import { useState } from "react";
import { useAddress, useDashboard, useOperationCode, useSetAddress } from "../../dashboard.ts";
import { useOperation } from "../../session.ts";
import { usePhone } from "../../ui/frame.tsx";
import { useSay } from "../../ui/say.ts";
import { useEscape } from "../../ui/shortcuts.tsx";
import { EmptyNote, ErrorNote, Waiting } from "../../ui/states.tsx";
import { useWords } from "../../words/index.tsx";
import { IncidentDetail } from "./detail.tsx";
import { RuleForm } from "./form-rule.tsx";
import { CallList } from "./list-calls.tsx";
import { VerifyQueue } from "./list-verify.tsx";
import { type QueueSeen, useHub, useReviewQueue } from "./queries-review.ts";
import "./verify.css";

export function VerifyPage() {
  const code = useOperationCode();
  const { ref } = useParams({ strict: false });
  const navigate = useNavigate();
  const phone = usePhone();
  const state = useDashboard();
  const today = useOperation(code).data?.today ?? "";
  const queue = useReviewQueue(code);
  const open = (to: string | undefined) =>
    void (to
      ? navigate({ to: "/$operation/verify/$ref", params: { operation: code, ref: to }, search: true })
      : navigate({ to: "/$operation/verify", params: { operation: code }, search: true }));
  const close = () => open(undefined);
  useEscape(() => ref && close());
  if (queue.isError && !queue.data) return <ErrorNote error={queue.error} retry={queue.refetch} />;
  if (!queue.data || !state) return <Waiting lines={8} />;
  const detail = ref && <IncidentDetail key={ref} state={state} incident={ref} onClose={close} />;
  return (
    <div className="verify-page">
      {!(phone && detail) && (
        <div className="verify-list">
          <Head queue={queue.data} code={code} />
          <Rows queue={queue.data} today={today} selected={ref} onOpen={open} />
        </div>
      )}
      {detail && <aside className="verify-side">{detail}</aside>}
    </div>
  );
}

function Rows(props: {
  queue: QueueSeen;
  today: string;
  selected: string | undefined;
  onOpen: (ref: string) => void;
}) {
  const { t } = useWords();
  const { rows, calls } = props.queue;
  if (useAddress().about === CALLS && calls.length > 0) return <CallList {...props} calls={calls} />;
  if (rows.length > 0) return <VerifyQueue {...props} />;
  return <EmptyNote kind="first" title={t("verify.queue.empty")} help={t("verify.queue.emptyHelp")} />;
}

/** In the address: the call-back list instead of the queue. */
const CALLS = "calls";

/** Opens the call-back list, and the queue again. */
function CallsSwitch({ calls }: Pick<QueueSeen, "calls">) {
  const { t } = useWords();
  const setAddress = useSetAddress();
  const isCalls = useAddress().about === CALLS;
  if (calls.length === 0) return null;
  return (
    <Button
      size="compact-xs"
      variant={isCalls ? "filled" : "default"}
      aria-pressed={isCalls}
      onClick={() => setAddress({ about: isCalls ? undefined : CALLS })}
    >
      {t("verify.queue.calls", { n: calls.length })}
    </Button>
  );
}

function Head({ queue, code }: { queue: QueueSeen; code: string }) {
  const { t } = useWords();
  const mine = queue.rows.filter(({ why }) => why === null).length;
  return (
    <header className="verify-head">
      <div>
        <h1>{t("verify.queue.title")}</h1>
        <p>{t("verify.queue.lead", { n: queue.total, mine })}</p>
        {queue.total > queue.rows.length && (
          <p className="soft">{t("verify.queue.cut", { shown: queue.rows.length, total: queue.total })}</p>
        )}
        <p className="soft" title={t("verify.rule.counting")}>
          {t("verify.rule", { ...queue.rule })}
        </p>
        <Group gap="6px 14px" mt={6} fz="0.8125rem">
          <CallsSwitch calls={queue.calls} />
          {queue.setsRule && <RuleForm rule={queue.rule} code={code} />}
          <Link to="/$operation/verify/same" params={{ operation: code }} search>
            {t("verify.same.link")}
          </Link>
          <Link to="/$operation/verify/alike" params={{ operation: code }} search>
            {t("alike.pairs.link")}
          </Link>
        </Group>
      </div>
      <Hub key={queue.yours} now={queue.yours} code={code} />
    </header>
  );
}

/** Where the person works from, for colleagues who look for a second person elsewhere. */
function Hub({ now, code }: { now: string; code: string }) {
  const { t } = useWords();
  const say = useSay();
  const [hub, setHub] = useState(now);
  const saving = useHub(code);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        saving.mutate(hub, { onSuccess: () => say(t("verify.step.done")) });
      }}
    >
      <Group gap={6} align="end" wrap="nowrap">
        <TextInput
          size="xs"
          label={t("verify.queue.hub")}
          description={t("verify.queue.hubHelp")}
          value={hub}
          onChange={(event) => setHub(event.currentTarget.value)}
          maxLength={100}
        />
        {hub !== now && (
          <Button type="submit" size="xs" variant="default" loading={saving.isPending}>
            {t("verify.queue.hubSave")}
          </Button>
        )}
      </Group>
    </form>
  );
}

/**
 * The states a view can be in besides showing its data: waiting, empty (three different texts), failed. Waiting shows
 * nothing for 200 ms, because a flash of grey is slower to read than the answer itself.
 */
import { Button, CopyButton, Skeleton, Stack, Text } from "@mantine/core";
import { type ReactNode, useEffect, useState } from "react";
import { type Fault, faultOf } from "../faults.ts";
import { hasWord, type Translate, useWords } from "../words/index.tsx";
import { Icon, type IconName } from "./icons.tsx";
import { WorksAway } from "./works-away.tsx";

const SHOW_AFTER_MS = 200;

/** Grey lines while something loads, from 200 ms on. `lines` = how many. */
export function Waiting({ lines = 4 }: { lines?: number }) {
  const { t } = useWords();
  const [visible, setVisible] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setVisible(true), SHOW_AFTER_MS);
    return () => clearTimeout(timer);
  }, []);
  if (!visible) return null;
  return (
    <Stack gap="sm" p="md" role="status" aria-label={t("frame.loading")}>
      {Array.from({ length: lines }, (_, line) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the lines are alike and never move
        <Skeleton key={line} height={14} width={`${92 - ((line * 17) % 40)}%`} radius="sm" />
      ))}
    </Stack>
  );
}

interface EmptyProps {
  /** first = nothing was ever entered, match = filters leave nothing, denied = not shared or not there. */
  kind: "first" | "match" | "denied";
  title?: string;
  help?: string;
  icon?: IconName;
  /** What the person can do about it. */
  action?: ReactNode;
}

/** Says why there is nothing and what to do. */
export function EmptyNote({ kind, title, help, icon = "list", action }: EmptyProps) {
  const { t } = useWords();
  const fallbackHelp = {
    first: undefined,
    match: t("frame.empty.matchHelp"),
    denied: t("frame.empty.deniedHelp"),
  }[kind];
  return (
    <Stack align="center" gap={6} p="xl" ta="center" className="empty-note">
      <span className="empty-note-icon">
        <Icon name={kind === "denied" ? "lock" : icon} size={22} />
      </span>
      <Text fw={600}>{title ?? t(`frame.empty.${kind}`)}</Text>
      <Text size="sm" c="dimmed" maw={360}>
        {help ?? fallbackHelp}
      </Text>
      {action}
    </Stack>
  );
}

/** What went wrong, in a sentence; after too many tries with when to try again. */
export function faultText(t: Translate, fault: Fault): string {
  if (fault.wait !== undefined) {
    const minutes = fault.wait < 100 ? 0 : Math.ceil(fault.wait / 60);
    return t("errors.tooManyUntil", { minutes, seconds: fault.wait });
  }
  const key = `errors.code.${fault.code}`;
  return t(hasWord(key) ? key : "errors.code.internal");
}

/** Back through signing in to this very page; what was typed waits in the tab. */
function SignInAgain() {
  const { t } = useWords();
  const next = encodeURIComponent(location.pathname + location.search);
  return (
    <Button component="a" href={`/sign-in?next=${next}`} size="compact-sm" variant="default" mt="xs">
      {t("errors.signInAgain")}
    </Button>
  );
}

/** A failure in words, with the request number for whoever helps. `retry` offers another try. */
export function ErrorNote({ error, retry }: { error: unknown; retry?: () => void }) {
  const { t } = useWords();
  const fault = faultOf(error);
  return (
    <div className="error-note" role="alert">
      <Icon name="warning" />
      <div>
        <Text size="sm">{faultText(t, fault)}</Text>
        {fault.requestId && fault.wait === undefined && (
          <CopyButton value={fault.requestId}>
            {({ copied, copy }) => (
              <button type="button" className="plain-link" onClick={copy} title={t("errors.copyId")}>
                {copied ? t("errors.copied") : t("errors.requestId", { id: fault.requestId })}
              </button>
            )}
          </CopyButton>
        )}
        {fault.code === "not_signed_in" && <SignInAgain />}
        {retry && (
          <Button size="compact-sm" variant="default" mt="xs" onClick={retry}>
            {t("errors.retry")}
          </Button>
        )}
        {retry && fault.code === "network" && <WorksAway />}
      </div>
    </div>
  );
}

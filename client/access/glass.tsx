/** Broken glass: what it is, a form for administrators, and for every member the list of who did it and why. */
import { Button, Select, Stack } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { z } from "zod";
import { newId } from "../../shared/ids.ts";
import { GLASS_MINUTES, type GlassSeen, glassForm } from "../../shared/rooms/access-lock.ts";
import { systemNow } from "../../shared/time.ts";
import type { OperationInfo } from "../session.ts";
import { type Issues, issuesOf, issuesOfError, NO_ISSUES } from "../ui/form-issues.ts";
import { ReasonField } from "../ui/form-parts.tsx";
import { EmptyNote, ErrorNote, Waiting } from "../ui/states.tsx";
import { formatTime } from "../words/format.ts";
import { useWords } from "../words/index.tsx";
import { useCloseGlass, useGlasses, useOpenGlass, useWatch } from "./watch-queries.ts";

interface Props {
  operation: OperationInfo;
}

const SCHEMA = z.strictObject(glassForm);

export function GlassPart({ operation }: Props) {
  const { t } = useWords();
  const isOpen = Boolean(useWatch(operation.code).data?.glass);
  return (
    <section>
      <p className="watch-lead">{t("audit.glass.lead")}</p>
      {operation.you.role === "administrator" && !isOpen && <GlassForm operation={operation} />}
      <h2>{t("audit.glass.list")}</h2>
      <Glasses operation={operation} />
    </section>
  );
}

function GlassForm({ operation }: Props) {
  const { t } = useWords();
  const [reason, setReason] = useState("");
  const [minutes, setMinutes] = useState<number>(GLASS_MINUTES[1]);
  const [issues, setIssues] = useState<Issues>(NO_ISSUES);
  const open = useOpenGlass(operation.code);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const parsed = SCHEMA.safeParse({ id: newId(), reason, minutes });
    setIssues(parsed.success ? NO_ISSUES : issuesOf(parsed.error));
    if (!parsed.success) return;
    open.mutate(parsed.data, { onError: (error) => setIssues(issuesOfError(error)) });
  };
  return (
    <form onSubmit={submit} noValidate className="watch-form">
      <Stack gap="sm">
        <h2>{t("audit.glass.form")}</h2>
        {open.isError && Object.keys(issues).length === 0 && <ErrorNote error={open.error} />}
        <ReasonField
          label={t("audit.glass.reason")}
          description={t("audit.glass.reasonHelp")}
          value={reason}
          onText={setReason}
          issue={issues.reason}
        />
        <Select
          label={t("audit.glass.time")}
          allowDeselect={false}
          data={GLASS_MINUTES.map((value) => ({
            value: String(value),
            label: t("audit.glass.minutes", { minutes: value }),
          }))}
          value={String(minutes)}
          onChange={(value) => setMinutes(Number(value))}
        />
        <Button type="submit" color="red.9" loading={open.isPending} style={{ alignSelf: "start" }}>
          {t("audit.glass.submit")}
        </Button>
      </Stack>
    </form>
  );
}

function Glasses({ operation }: Props) {
  const { t } = useWords();
  const glasses = useGlasses(operation.code);
  if (glasses.isPending) return <Waiting />;
  if (glasses.isError) return <ErrorNote error={glasses.error} retry={glasses.refetch} />;
  if (glasses.data.length === 0)
    return (
      <EmptyNote kind="first" icon="eye" title={t("audit.glass.none")} help={t("audit.glass.noneHelp")} />
    );
  return (
    <ul className="watch-list">
      {glasses.data.map((glass) => (
        <Glass key={glass.id} operation={operation} glass={glass} />
      ))}
    </ul>
  );
}

function Glass({ operation, glass }: Props & { glass: GlassSeen }) {
  const { t, tag } = useWords();
  const close = useCloseGlass(operation.code);
  const time = (instant: string) => formatTime(instant, tag, operation.timeZone);
  const isOpen = glass.closedAt === null && Date.parse(glass.until) > systemNow();
  const state = glass.closedAt
    ? t("audit.glass.closed", { time: time(glass.closedAt) })
    : t(isOpen ? "audit.glass.open" : "audit.glass.over");
  return (
    <li data-open={isOpen || undefined}>
      <strong>{glass.person}</strong>
      <span>
        {t("audit.glass.until", { from: time(glass.openedAt), until: time(glass.until) })} · {state}
      </span>
      <p>{glass.reason}</p>
      {isOpen && operation.you.role === "administrator" && (
        <Button
          size="compact-sm"
          variant="default"
          loading={close.isPending}
          onClick={() => close.mutate(glass.id)}
        >
          {t("audit.glass.close")}
        </Button>
      )}
      {close.isError && <ErrorNote error={close.error} />}
    </li>
  );
}

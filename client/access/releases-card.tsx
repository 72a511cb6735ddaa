/** One release in the register, with what the reader can do about it. */
import { Badge, Button, Group, Textarea } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import type { OperationInfo } from "../session.ts";
import { Dialog } from "../ui/dialog.tsx";
import { issuesOfError, issueText } from "../ui/form-issues.ts";
import { Icon } from "../ui/icons.tsx";
import { IllustrativeMark } from "../ui/marks.tsx";
import { useSay } from "../ui/say.ts";
import { ErrorNote } from "../ui/states.tsx";
import { codeLabel } from "../words/codes.ts";
import { formatDate, formatMonthOf, formatTime } from "../words/format.ts";
import { useWords } from "../words/index.tsx";
import { homeOf, searchAt } from "./record-home.ts";
import { AgreeDialog } from "./releases-agree.tsx";
import { endedWords } from "./releases-answer.ts";
import type { ReleaseRow } from "./releases-queries.ts";
import { useStep } from "./releases-queries.ts";
import { RenewDialog } from "./releases-renew.tsx";
import { maySend, SendingCheck, useFound } from "./sending-check.tsx";

/** Where the words of a kind's preview stand. */
const LISTS: Partial<Record<ReleaseRow["kind"], string>> = {
  incident: "incidentKind",
  patrol: "patrolState",
};

interface CardProps {
  row: ReleaseRow;
  operation: OperationInfo;
}

export function ReleaseCard({ row, operation }: CardProps) {
  const { t, tag } = useWords();
  const list = LISTS[row.kind];
  const what = codeLabel(t, row.what && list ? list : "releaseKind", (list && row.what) || row.kind);
  const time = (instant: string) => formatTime(instant, tag, operation.timeZone);
  const to = row.office
    ? t("releases.row.office", { office: row.office, organisation: row.organisation ?? "" })
    : codeLabel(t, "community", row.community);
  const lines = [
    row.conditions && t("releases.row.conditions", { conditions: row.conditions }),
    row.message && t("releases.row.message", { message: row.message }),
    row.secondBy && t("releases.row.second", { who: row.secondBy }),
    row.answeredBy && t("releases.row.answered", { who: row.answeredBy }),
    row.answer && (endedWords(t, row.answer) ?? t("releases.row.said", { said: row.answer })),
    row.bound && t(`releases.bound.${row.bound}`),
    row.mayAnswer && t("releases.row.preview"),
    row.state === "held" &&
      t("releases.row.couldAgree", { n: row.couldAgree.length, names: row.couldAgree.join(", ") }),
  ].filter(Boolean);
  return (
    <li className="release-card" data-state={row.state}>
      <div className="release-card-head">
        <strong>
          {t("releases.row.title", { what, province: row.province ?? t("releases.row.noProvince") })}
        </strong>
        <Badge variant="outline" color="gray" radius="xs">
          {t(`releases.state.${row.state}`)}
        </Badge>
        {row.illustrative && <IllustrativeMark />}
      </div>
      <div className="soft">
        {[
          row.month && formatMonthOf(`${row.month}-01`, tag),
          row.direction === "given"
            ? t("releases.row.to", { to })
            : t("releases.row.from", { owner: row.owner }),
          t(`releases.level.${row.level}`),
          t("releases.row.purpose", { purpose: t(`releases.purpose.${row.purpose}`) }),
          row.until && t("releases.row.until", { date: formatDate(row.until, tag) }),
        ]
          .filter(Boolean)
          .join(" · ")}
      </div>
      <div className="soft">{t("releases.row.by", { who: row.by, when: time(row.at) })}</div>
      {row.outdated && (
        <div className="caution-note release-note">
          <Icon name="warning" size={16} />
          <span>
            {t(row.direction === "given" ? "releases.row.outdated" : "releases.row.stop", {
              version: row.recordVersion,
            })}
          </span>
        </div>
      )}
      {lines.map((line) => (
        <div key={String(line)}>{line}</div>
      ))}
      <Actions row={row} operation={operation.code} />
    </li>
  );
}

function Actions({ row, operation }: { row: ReleaseRow; operation: string }) {
  const { t } = useWords();
  const step = useStep(operation, row.ref);
  const [asking, setAsking] = useState<"refuse" | "withdraw" | null>(null);
  const [renewing, setRenewing] = useState(false);
  const [agreeing, setAgreeing] = useState(false);
  const say = useSay();
  return (
    <Group gap="xs" mt={6}>
      {row.recordRef && <Open row={row} record={row.recordRef} operation={operation} />}
      {row.mayAnswer && (
        <>
          <Button
            size="compact-sm"
            loading={step.isPending}
            onClick={() =>
              step.mutate({ does: "accept" }, { onSuccess: () => say(t("releases.row.accepted")) })
            }
          >
            {t("releases.row.accept")}
          </Button>
          <Button size="compact-sm" variant="default" onClick={() => setAsking("refuse")}>
            {t("releases.row.refuse")}
          </Button>
        </>
      )}
      {row.mayAgree && (
        <Button size="compact-sm" onClick={() => setAgreeing(true)}>
          {t("releases.row.agree")}
        </Button>
      )}
      {row.outdated && row.mayWithdraw && (
        <Button size="compact-sm" onClick={() => setRenewing(true)}>
          {t("releases.row.renew")}
        </Button>
      )}
      {row.mayWithdraw && (
        <Button size="compact-sm" variant="default" onClick={() => setAsking("withdraw")}>
          {t("releases.row.withdraw")}
        </Button>
      )}
      {step.isError && !asking && <ErrorNote error={step.error} />}
      {asking && (
        <Reason
          does={asking}
          error={step.error}
          pending={step.isPending}
          operation={operation}
          onSay={(said, confirmed) =>
            step.mutate(
              { does: asking, said, confirmed },
              {
                onSuccess: () => {
                  say(t(asking === "refuse" ? "releases.row.refused" : "releases.row.withdrawn"));
                  setAsking(null);
                },
              },
            )
          }
          onClose={() => setAsking(null)}
        />
      )}
      {agreeing && <AgreeDialog row={row} operation={operation} onClose={() => setAgreeing(false)} />}
      {renewing && <RenewDialog operation={operation} release={row.ref} onClose={() => setRenewing(false)} />}
    </Group>
  );
}

/** To the record where it is shown; an incident in the log, whatever was looked at before. */
function Open({ row, record, operation }: { row: ReleaseRow; record: string; operation: string }) {
  const { t } = useWords();
  const search =
    row.kind === "incident" ? { dataset: "log", from: "all", illustrative: "1" } : searchAt(row.kind);
  return (
    <Button
      size="compact-sm"
      variant="default"
      renderRoot={(props) => <Link {...homeOf(operation, row.kind, record)} search={search} {...props} />}
    >
      {t("releases.row.open")}
    </Button>
  );
}

interface ReasonProps {
  does: "refuse" | "withdraw";
  operation: string;
  error: unknown;
  pending: boolean;
  onSay: (said: string, confirmed: boolean) => void;
  onClose: () => void;
}

/** Refusing and withdrawing say why. */
function Reason({ does, operation, error, pending, onSay, onClose }: ReasonProps) {
  const { t } = useWords();
  const [said, setSaid] = useState("");
  const [confirmed, setConfirmed] = useState(false);
  const found = useFound(operation, [said]);
  const issues = error ? Object.values(issuesOfError(error)) : [];
  return (
    <Dialog opened onClose={onClose} title={t(`releases.row.${does}`)}>
      <Textarea
        label={t("releases.row.reason")}
        description={t("releases.row.reasonHelp")}
        withAsterisk
        data-autofocus
        autosize
        minRows={2}
        maxLength={2000}
        value={said}
        onChange={(event) => {
          setSaid(event.currentTarget.value);
          setConfirmed(false);
        }}
        error={issueText(t, issues[0])}
      />
      <SendingCheck found={found} confirmed={confirmed} onConfirm={setConfirmed} />
      {Boolean(error) && issues.length === 0 && <ErrorNote error={error} />}
      <Button
        mt="md"
        loading={pending}
        disabled={said.trim() === "" || !maySend(found, confirmed)}
        onClick={() => onSay(said.trim(), confirmed)}
      >
        {t(`releases.row.${does}Do`)}
      </Button>
    </Dialog>
  );
}

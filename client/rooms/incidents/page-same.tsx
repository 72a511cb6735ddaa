/**
 * Own reports beside what other recorders tell, over a period: pairs that may be the same event, likeliest first, then
 * what only one of both has. A person decides; the event then counts once in the own organisation's figures.
 */
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useOperationCode } from "../../dashboard.ts";
import { useOperation } from "../../session.ts";
import { EmptyNote, ErrorNote, Waiting } from "../../ui/states.tsx";
import { useWords } from "../../words/index.tsx";
import { lastMonth, PeriodFields } from "./form-period.tsx";
import { OnlyOne, PairList } from "./list-same.tsx";
import { usePairs } from "./queries-review.ts";
import "./verify.css";

export function SamePage() {
  const code = useOperationCode();
  const today = useOperation(code).data?.today;
  if (!today) return <Waiting lines={8} />;
  return <Reconciling code={code} today={today} />;
}

function Reconciling({ code, today }: { code: string; today: string }) {
  const { t } = useWords();
  const [period, setPeriod] = useState(lastMonth(today));
  const answer = usePairs(code, period);
  return (
    <div className="same-page">
      <header className="verify-head">
        <div>
          <h1>{t("verify.same.title")}</h1>
          <p className="soft">{t("verify.same.lead")}</p>
          <p>
            <Link to="/$operation/verify" params={{ operation: code }} search>
              {t("verify.queue.title")}
            </Link>
          </p>
        </div>
        <PeriodFields period={period} onPeriod={setPeriod} />
      </header>
      {answer.isError && <ErrorNote error={answer.error} retry={answer.refetch} />}
      {answer.isPending && <Waiting lines={6} />}
      {answer.data &&
        (answer.data.ours.length === 0 ? (
          <EmptyNote kind="match" title={t("verify.same.none")} help={t("verify.same.noneHelp")} />
        ) : (
          <div className="same-lists">
            <PairList seen={answer.data} code={code} />
            <OnlyOne seen={answer.data} code={code} />
          </div>
        ))}
    </div>
  );
}

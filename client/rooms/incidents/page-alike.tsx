/** Likely duplicates within the own log, and two of them side by side. */
import { Link, useNavigate, useParams } from "@tanstack/react-router";
import { useState } from "react";
import { useOperationCode } from "../../dashboard.ts";
import { useOperation } from "../../session.ts";
import { EmptyNote, ErrorNote, Waiting } from "../../ui/states.tsx";
import { useWords } from "../../words/index.tsx";
import { MergeForm } from "./form-merge.tsx";
import { lastMonth, PeriodFields } from "./form-period.tsx";
import { AlikeList } from "./list-alike.tsx";
import { useIncident } from "./queries.ts";
import { useTwice } from "./queries-alike.ts";
import "./verify.css";
import "./alike.css";

export function AlikePage() {
  const code = useOperationCode();
  const today = useOperation(code).data?.today;
  if (!today) return <Waiting lines={8} />;
  return <Alike code={code} today={today} />;
}

function Alike({ code, today }: { code: string; today: string }) {
  const { t } = useWords();
  const [period, setPeriod] = useState(lastMonth(today));
  const answer = useTwice(code, period);
  return (
    <div className="same-page">
      <header className="verify-head">
        <div>
          <h1>{t("alike.pairs.title")}</h1>
          <p className="soft">{t("alike.pairs.lead")}</p>
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
        (answer.data.pairs.length === 0 ? (
          <EmptyNote kind="match" title={t("alike.pairs.none")} help={t("alike.pairs.noneHelp")} />
        ) : (
          <div className="same-lists">
            <AlikeList seen={answer.data} code={code} />
          </div>
        ))}
    </div>
  );
}

export function ComparePage() {
  const { t } = useWords();
  const code = useOperationCode();
  const navigate = useNavigate();
  const { one = "", other = "" } = useParams({ strict: false });
  const [first, second] = [useIncident(code, one), useIncident(code, other)];
  const failed = first.isError ? first : second.isError ? second : null;
  const open = (ref: string) =>
    void navigate({ to: "/$operation/incidents/$ref", params: { operation: code, ref }, search: true });
  return (
    <div className="same-page">
      <header className="verify-head">
        <div>
          <h1>{t("alike.compare.title")}</h1>
          <p className="soft">{t("alike.compare.lead")}</p>
          <p>
            <Link to="/$operation/verify/alike" params={{ operation: code }} search>
              {t("alike.compare.back")}
            </Link>
          </p>
        </div>
      </header>
      {failed && <ErrorNote error={failed.error} retry={failed.refetch} />}
      {!failed && !(first.data && second.data) && <Waiting lines={8} />}
      {!failed && first.data && second.data && (
        <MergeForm one={first.data} other={second.data} code={code} onDone={open} />
      )}
    </div>
  );
}

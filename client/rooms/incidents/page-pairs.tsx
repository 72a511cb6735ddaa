/** What both pages of pairs have: their head with the way back and the period, and waiting, fault, nothing or the pairs. */
import { Link } from "@tanstack/react-router";
import { type ReactNode, useState } from "react";
import { useOperationCode } from "../../dashboard.ts";
import { useOperation } from "../../session.ts";
import { EmptyNote, ErrorNote, Waiting } from "../../ui/states.tsx";
import { useWords } from "../../words/index.tsx";
import { lastMonth, PeriodFields } from "./form-period.tsx";
import "./verify.css";

type Period = ReturnType<typeof lastMonth>;

interface PairsProps<Seen> {
  /** `KEY.title`, `.lead`, `.none` and `.noneHelp` are its words. */
  words: "alike.pairs" | "verify.same";
  /** Asks for the pairs of a period. */
  use: (
    code: string,
    period: Period,
  ) => {
    data: Seen | undefined;
    isError: boolean;
    isPending: boolean;
    error: unknown;
    refetch: () => unknown;
  };
  isEmpty: (seen: Seen) => boolean;
  children: (seen: Seen, code: string) => ReactNode;
}

export function PairsPage<Seen>(props: PairsProps<Seen>) {
  const code = useOperationCode();
  const today = useOperation(code).data?.today;
  if (!today) return <Waiting lines={8} />;
  return <Pairs {...props} code={code} today={today} />;
}

function Pairs<Seen>(props: PairsProps<Seen> & { code: string; today: string }) {
  const { words, use, isEmpty, children, code, today } = props;
  const { t } = useWords();
  const [period, setPeriod] = useState(lastMonth(today));
  const { data, isError, isPending, error, refetch } = use(code, period);
  return (
    <div className="same-page">
      <header className="verify-head">
        <div>
          <h1>{t(`${words}.title`)}</h1>
          <p className="soft">{t(`${words}.lead`)}</p>
          <p>
            <Link to="/$operation/verify" params={{ operation: code }} search>
              {t("verify.queue.title")}
            </Link>
          </p>
        </div>
        <PeriodFields period={period} onPeriod={setPeriod} />
      </header>
      {isError && <ErrorNote error={error} retry={refetch} />}
      {isPending && <Waiting lines={6} />}
      {data &&
        (isEmpty(data) ? (
          <EmptyNote kind="match" title={t(`${words}.none`)} help={t(`${words}.noneHelp`)} />
        ) : (
          <div className="same-lists">{children(data, code)}</div>
        ))}
    </div>
  );
}

/** Likely duplicates within the own log, and two of them side by side. */
import { Link, useNavigate, useParams } from "@tanstack/react-router";
import { useOperationCode } from "../../dashboard.ts";
import { ErrorNote, Waiting } from "../../ui/states.tsx";
import { useWords } from "../../words/index.tsx";
import { MergeForm } from "./form-merge.tsx";
import { AlikeList } from "./list-alike.tsx";
import { PairsPage } from "./page-pairs.tsx";
import { useIncident } from "./queries.ts";
import { useTwice } from "./queries-alike.ts";
import "./verify.css";
import "./alike.css";

export const AlikePage = () => (
  <PairsPage words="alike.pairs" use={useTwice} isEmpty={({ pairs }) => pairs.length === 0}>
    {(seen, code) => <AlikeList seen={seen} code={code} />}
  </PairsPage>
);

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

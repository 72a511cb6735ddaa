/**
 * How far an incident is established: the ladder, what "verified" asks for and what there is, the levels of the facts,
 * where the review stands and who could decide. Others than the owner see the ladder and the levels.
 */
import { FACTS } from "../../../shared/rooms/incidents-review.ts";
import { useOperation } from "../../session.ts";
import { VerificationMark } from "../../ui/marks.tsx";
import { FactList } from "../../ui/panel.tsx";
import { codeLabel } from "../../words/codes.ts";
import { formatDate, formatTime } from "../../words/format.ts";
import { useWords, type WordKey } from "../../words/index.tsx";
import { ReviewSteps } from "./detail-steps.tsx";
import { CallBacks, Comments } from "./detail-talk.tsx";
import type { IncidentSeen } from "./queries.ts";
import { type ReviewSeen, useReview } from "./queries-review.ts";
import "./verify.css";

interface ReviewProps {
  seen: IncidentSeen;
  code: string;
  timeZone: string;
}

export function Verification({ seen, code, timeZone }: ReviewProps) {
  const { t } = useWords();
  const review = useReview(code, seen.ref).data;
  const today = useOperation(code).data?.today ?? "";
  if (!review || (!review.reviewable && !review.finding)) return null;
  return (
    <section className="panel-section verify">
      <h3>{t("verify.title")}</h3>
      <Ladder level={seen.verification} />
      <RuleLine review={review} />
      <Facts review={review} />
      {review.reviewable && (
        <>
          <Standing review={review} timeZone={timeZone} />
          <ReviewSteps review={review} incident={seen.ref} code={code} />
          <Past review={review} timeZone={timeZone} />
          <Comments review={review} incident={seen.ref} code={code} timeZone={timeZone} />
          <CallBacks review={review} incident={seen.ref} code={code} today={today} timeZone={timeZone} />
        </>
      )}
    </section>
  );
}

const STEPS = ["reported", "under_verification", "corroborated", "verified"] as const;

/** The steps up to "verified"; a level beside the ladder stands at its end. */
function Ladder({ level }: { level: string }) {
  const { t } = useWords();
  const steps: readonly string[] = STEPS.some((step) => step === level)
    ? STEPS
    : ["reported", "under_verification", level];
  return (
    <ol className="ladder" aria-label={t("verify.ladder.label")}>
      {steps.map((step) => (
        <li
          key={step}
          data-now={step === level || undefined}
          aria-current={step === level ? "step" : undefined}
        >
          <VerificationMark level={step} />
        </li>
      ))}
    </ol>
  );
}

function RuleLine({ review: { rule, has } }: { review: ReviewSeen }) {
  const { t } = useWords();
  const counts = has && {
    ...{ independent: Math.min(has.independent, rule.independent), ofIndependent: rule.independent },
    ...{ direct: Math.min(has.direct, rule.direct), ofDirect: rule.direct },
  };
  return (
    <p className="verify-rule" title={t("verify.rule.counting")}>
      {t("verify.rule", { ...rule })}{" "}
      {counts && (
        <strong>{t(rule.direct > 0 ? "verify.rule.has" : "verify.rule.hasNoDirect", counts)}</strong>
      )}
    </p>
  );
}

/** The levels of the decision that holds. */
function Facts({ review: { finding } }: { review: ReviewSeen }) {
  const { t, tag } = useWords();
  if (!finding) return null;
  const levels = FACTS.map((fact) => {
    const level = finding[fact];
    const isAlleged = fact === "perpetrator" && level !== "verified" && level !== "falsely_attributed";
    const label = level && codeLabel(t, "verification", level);
    return {
      name: t(`verify.fact.${fact}`),
      value: level ? (isAlleged ? t("verify.fact.notEstablished", { level: label }) : label) : undefined,
    };
  });
  const standard = finding.standard && t(`verify.standard.${finding.standard}` as WordKey);
  return (
    <>
      <FactList facts={[...levels, { name: t("verify.standard"), value: standard ?? undefined }]} />
      <p className="figure-source">
        {t("verify.decided.on", { date: formatDate(finding.decidedOn, tag) })}
        {finding.late && ` · ${t("verify.late")}`}
      </p>
    </>
  );
}

/** Where the open review stands, and who of the organisation could decide. */
function Standing({ review, timeZone }: { review: ReviewSeen; timeZone: string }) {
  const { t, tag } = useWords();
  const { open, finding, reviewers } = review;
  if (!open && finding) return null;
  const date = open ? formatTime(open.requestedAt, tag, timeZone) : "";
  const could = reviewers.filter(({ why }) => why === null);
  return (
    <div className="verify-standing">
      <p>
        <strong>
          {t(
            open
              ? open.state === "asked"
                ? "verify.state.asked"
                : "verify.state.open"
              : "verify.state.none",
          )}
        </strong>
        {open?.requestedBy && ` · ${t("verify.state.askedBy", { name: open.requestedBy, date })}`}
        {open && !open.requestedBy && ` · ${t("verify.state.byChange", { date })}`}
        {open?.assigned && ` · ${t("verify.state.given", { name: open.assigned })}`}
      </p>
      {open?.question && <p className="soft">{t("verify.question.said", { question: open.question })}</p>}
      {review.why && <p className="soft">{t(`verify.why.${review.why}` as WordKey)}</p>}
      <p className="soft">
        {could.length === 0
          ? t("verify.who.none")
          : `${t("verify.who.title")}: ${could.map((one) => nameOf(t, one)).join(" · ")}`}
      </p>
    </div>
  );
}

const nameOf = (t: ReturnType<typeof useWords>["t"], one: ReviewSeen["reviewers"][number]): string => {
  if (one.you) return t("verify.who.you");
  const role = codeLabel(t, "role", one.role).toLowerCase();
  return one.hub
    ? t("verify.who.hub", { name: one.name, role, hub: one.hub })
    : t("verify.who.plain", { name: one.name, role });
};

/** Decisions, withdrawn requests and reopenings, newest first. */
function Past({ review, timeZone }: { review: ReviewSeen; timeZone: string }) {
  const { t, tag } = useWords();
  if (review.past.length === 0) return null;
  const at = (date: string | null) => (date ? formatTime(date, tag, timeZone) : "");
  return (
    <>
      <h4>{t("verify.past.title")}</h4>
      <ul className="plain-list">
        {review.past.map((one) => (
          <li key={one.ref}>
            {one.decidedAt &&
              t("verify.past.decided", {
                name: one.decidedBy ?? "",
                date: at(one.decidedAt),
                level: codeLabel(t, "verification", one.level ?? "").toLowerCase(),
              })}
            {one.late && ` · ${t("verify.late.short")}`}
            {one.reason && <div className="soft">{t("verify.past.because", { reason: one.reason })}</div>}
            {one.state === "withdrawn" &&
              t("verify.past.withdrawn", { name: one.endedBy ?? "", date: at(one.endedAt) })}
            {one.state === "reopened" && (
              <div className="soft">
                {t("verify.past.reopened", { name: one.endedBy ?? "none", date: at(one.endedAt) })}
              </div>
            )}
            {one.endedSaid && (
              <div className="soft">{t("verify.past.because", { reason: one.endedSaid })}</div>
            )}
          </li>
        ))}
      </ul>
    </>
  );
}

/**
 * A decision as a second person: one level for everything, or fact by fact, by which standard, and why. What the report
 * becomes stands there before it is decided; "verified" is closed while the rule is not met.
 */
import { Button, Group, NativeSelect, SegmentedControl, Stack, Text, Textarea } from "@mantine/core";
import { useState } from "react";
import { newId } from "../../../shared/ids.ts";
import {
  asksForRule,
  decisionForm,
  FACT_LEVELS,
  FACTS,
  type Fact,
  type Findings,
  levelOf,
  meets,
  STANDARDS_OF_PROOF,
  type StandardOfProof,
} from "../../../shared/rooms/incidents-review.ts";
import { faultOf } from "../../faults.ts";
import { Dialog } from "../../ui/dialog.tsx";
import { type Issues, issuesOf, issueText, NO_ISSUES } from "../../ui/form-issues.ts";
import { useSay } from "../../ui/say.ts";
import { ErrorNote } from "../../ui/states.tsx";
import { codeLabel } from "../../words/codes.ts";
import { useWords } from "../../words/index.tsx";
import type { IncidentSeen } from "./queries.ts";
import { type ReviewSeen, useDecide } from "./queries-review.ts";

interface DecideProps {
  review: ReviewSeen;
  seen: IncidentSeen;
  code: string;
  onClose: () => void;
}

type Choice = Partial<Record<Fact, string>>;
/** Levels that say the same of every fact. */
const COMMON = ["verified", "corroborated", "not_verifiable"] as const;
const USUAL_STANDARD: Record<string, StandardOfProof> = {
  verified: "reasonable_grounds_to_believe",
  corroborated: "reasonable_suspicion",
};

export function DecideDialog({ review, seen, code, onClose }: DecideProps) {
  const { t } = useWords();
  const say = useSay();
  const deciding = useDecide(code);
  const [choice, setChoice] = useState<Choice>({});
  const [standard, setStandard] = useState("");
  const [reason, setReason] = useState("");
  const [issues, setIssues] = useState<Issues>(NO_ISSUES);
  const facts = factsOf(review);
  const findings = findingsOf(choice, facts);
  const level = findings && levelOf(findings);
  const enough = review.has !== null && meets(review.rule, review.has);
  const isBelow = findings !== null && asksForRule(findings) && !enough;
  const choose = (changes: Choice) => {
    setChoice({ ...choice, ...changes });
    if (!standard && changes.occurrence) setStandard(USUAL_STANDARD[changes.occurrence] ?? "");
  };
  const decide = () => {
    const wanted = {
      id: newId(),
      incident: seen.ref,
      version: seen.version,
      ...findings,
      standard: standard || null,
      reason,
    };
    const parsed = decisionForm.safeParse(wanted);
    if (!parsed.success) return setIssues(issuesOf(parsed.error));
    deciding.mutate(parsed.data, {
      onSuccess: ({ level: decided }) => {
        say(t("verify.decide.saved", { level: codeLabel(t, "verification", decided).toLowerCase() }));
        onClose();
      },
    });
  };
  const isStale = deciding.isError && faultOf(deciding.error).code === "conflict";
  return (
    <Dialog opened onClose={onClose} title={t("verify.decide.title")} size="lg">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          decide();
        }}
      >
        <Stack gap="sm">
          <Rule review={review} enough={enough} />
          <Group gap="xs" role="group" aria-label={t("verify.decide.all")}>
            <Text size="sm">{t("verify.decide.all")}</Text>
            {COMMON.map((common, at) => (
              <Button
                key={common}
                size="compact-sm"
                variant="default"
                data-autofocus={at === (enough ? 0 : 1) || undefined}
                disabled={common === "verified" && !enough}
                onClick={() => choose(Object.fromEntries(facts.map((fact) => [fact, common])))}
              >
                {codeLabel(t, "verification", common)}
              </Button>
            ))}
          </Group>
          <div className="verify-facts">
            {facts.map((fact) => (
              <FactChoice
                key={fact}
                fact={fact}
                value={choice[fact] ?? ""}
                closed={!enough && (fact === "occurrence" || fact === "counts")}
                onChange={(chosen) => choose({ [fact]: chosen })}
              />
            ))}
          </div>
          <NativeSelect
            label={t("verify.standard")}
            value={standard}
            error={issueText(t, issues.standard)}
            onChange={(event) => setStandard(event.currentTarget.value)}
            data={[
              { value: "", label: "–" },
              ...STANDARDS_OF_PROOF.map((value) => ({ value, label: t(`verify.standard.${value}`) })),
            ]}
          />
          <Textarea
            label={t("verify.decide.reason")}
            description={t("verify.decide.reasonHelp")}
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
            error={issueText(t, issues.reason)}
            autosize
            minRows={2}
            maxLength={4000}
            withAsterisk
          />
          <p role="status" className="verify-result">
            {isBelow && t("verify.decide.below")}
            {!isBelow &&
              level &&
              t("verify.decide.result", { level: codeLabel(t, "verification", level).toLowerCase() })}
            {!level && t("verify.decide.resultNone")}
          </p>
          {isStale && <Text size="sm">{t("verify.decide.stale")}</Text>}
          {deciding.isError && !isStale && <ErrorNote error={deciding.error} />}
          <Button type="submit" disabled={!level || isBelow} loading={deciding.isPending}>
            {level
              ? t("verify.decide.submit", { level: codeLabel(t, "verification", level).toLowerCase() })
              : t("verify.decide.submitNone")}
          </Button>
        </Stack>
      </form>
    </Dialog>
  );
}

/** The facts a decision about this record speaks of. */
const factsOf = ({ facts }: ReviewSeen): Fact[] =>
  FACTS.filter(
    (fact) =>
      fact === "occurrence" ||
      (fact === "perpetrator" ? facts?.perpetrator === true : facts?.counts === true),
  );

/** The findings, once every fact has a level. */
function findingsOf(choice: Choice, facts: readonly Fact[]): Findings | null {
  if (facts.some((fact) => !choice[fact])) return null;
  const all = Object.fromEntries(FACTS.map((fact) => [fact, facts.includes(fact) ? choice[fact] : null]));
  return all as unknown as Findings;
}

function Rule({ review: { rule, has }, enough }: { review: ReviewSeen; enough: boolean }) {
  const { t } = useWords();
  const counts = has ?? { independent: 0, direct: 0 };
  const lacks = {
    independent: Math.max(0, rule.independent - counts.independent),
    direct: Math.max(0, rule.direct - counts.direct),
  };
  return (
    <Text size="sm">
      {t("verify.rule", { ...rule })} {enough ? t("verify.rule.met") : t("verify.rule.lacks", lacks)}
    </Text>
  );
}

interface FactChoiceProps {
  fact: Fact;
  value: string;
  /** "Verified" is not open for it. */
  closed: boolean;
  onChange: (level: string) => void;
}

function FactChoice({ fact, value, closed, onChange }: FactChoiceProps) {
  const { t } = useWords();
  return (
    <div className="verify-fact">
      <span id={`fact-${fact}`}>{t(`verify.fact.${fact}`)}</span>
      <SegmentedControl
        size="xs"
        aria-labelledby={`fact-${fact}`}
        value={value}
        onChange={onChange}
        data={FACT_LEVELS[fact].map((level) => ({
          value: level,
          label: codeLabel(t, "verification", level),
          disabled: closed && level === "verified",
        }))}
      />
    </div>
  );
}

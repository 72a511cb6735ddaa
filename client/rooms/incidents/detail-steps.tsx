/** The steps of a review that a reader may take: decide (in the panel's head), ask, answer, give to somebody, take back, reopen. */
import { Button, Group, NativeSelect, Textarea } from "@mantine/core";
import { useState } from "react";
import { useSay } from "../../ui/say.ts";
import { ErrorNote } from "../../ui/states.tsx";
import { useWords } from "../../words/index.tsx";
import { DecideDialog } from "./form-decide.tsx";
import type { IncidentSeen } from "./queries.ts";
import { type ReviewAct, type ReviewSeen, useAct, useAsk } from "./queries-review.ts";

interface StepsProps {
  review: ReviewSeen;
  seen: IncidentSeen;
  code: string;
}

/** What is written with a step; `request` makes a review, all others move one. */
type Said = "request" | Exclude<ReviewAct, "assign">;
const LABELS = {
  request: ["verify.do.ask", "verify.step.question"],
  ask: ["verify.do.askMore", "verify.step.ask"],
  answer: ["verify.do.answer", "verify.step.answer"],
  withdraw: ["verify.do.withdraw", "verify.step.withdraw"],
  reopen: ["verify.do.reopen", "verify.step.reopen"],
} as const satisfies Record<Said, readonly [string, string]>;

/** What may be done now; the server says the last word. */
function stepsOf({ open, finding, mayDecide, mayStep, mayWithdraw }: ReviewSeen): Said[] {
  if (!mayStep) return [];
  if (finding) return ["reopen"];
  if (!open || open.requestedBy === null) return ["request"];
  const next: Said = open.state === "asked" ? "answer" : "ask";
  const moves: Said[] = next === "answer" || mayDecide ? [next] : [];
  return mayWithdraw ? [...moves, "withdraw"] : moves;
}

export function ReviewSteps({
  review,
  incident,
  code,
}: {
  review: ReviewSeen;
  incident: string;
  code: string;
}) {
  const { t } = useWords();
  const [step, setStep] = useState<Said | null>(null);
  return (
    <>
      <Group gap="xs" mt="xs">
        {stepsOf(review).map((one) => (
          <Button
            key={one}
            size="compact-sm"
            variant={one === "request" && !review.mayDecide ? "filled" : "default"}
            aria-expanded={step === one}
            onClick={() => setStep(step === one ? null : one)}
          >
            {t(LABELS[one][0])}
          </Button>
        ))}
      </Group>
      {step && (
        <StepForm
          key={step}
          step={step}
          review={review}
          incident={incident}
          code={code}
          onDone={() => setStep(null)}
        />
      )}
    </>
  );
}

/** Opens the decision; stands in the panel's head. */
export function DecideButton({ review, seen, code }: StepsProps) {
  const { t } = useWords();
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button size="compact-sm" onClick={() => setOpen(true)}>
        {t("verify.do.decide")}
      </Button>
      {open && <DecideDialog review={review} seen={seen} code={code} onClose={() => setOpen(false)} />}
    </>
  );
}

interface StepFormProps {
  step: Said;
  review: ReviewSeen;
  incident: string;
  code: string;
  onDone: () => void;
}

function StepForm({ step, review, incident, code, onDone }: StepFormProps) {
  const { t } = useWords();
  const say = useSay();
  const [said, setSaid] = useState("");
  const [person, setPerson] = useState("");
  const asking = useAsk(code, incident);
  const acting = useAct(code, incident);
  const done = () => {
    say(t("verify.step.done"));
    onDone();
  };
  const send = () =>
    step === "request"
      ? asking.mutate({ question: said, assigned: person || null }, { onSuccess: done })
      : acting.mutate({ act: step, said }, { onSuccess: done });
  const error = asking.error ?? acting.error;
  const others = review.reviewers.filter(({ why, you }) => why === null && !you);
  return (
    <form
      className="verify-step"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      {error && <ErrorNote error={error} />}
      <Textarea
        label={t(LABELS[step][1])}
        description={t("verify.step.help")}
        value={said}
        onChange={(event) => setSaid(event.currentTarget.value)}
        autosize
        minRows={2}
        maxLength={2000}
        data-autofocus
        required={step !== "request"}
      />
      {step === "request" && others.length > 0 && (
        <NativeSelect
          label={t("verify.do.give")}
          value={person}
          onChange={(event) => setPerson(event.currentTarget.value)}
          data={[
            { value: "", label: t("verify.do.nobody") },
            ...others.map(({ person: value, name }) => ({ value, label: name })),
          ]}
        />
      )}
      <Button type="submit" size="xs" loading={asking.isPending || acting.isPending}>
        {t(LABELS[step][0])}
      </Button>
    </form>
  );
}

/** Changing one member: organisation, role, rights; and, for a bad day, ending the membership or shutting them out. */
import { Button, Group, Stack, Text } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import type { Right, Role } from "../../shared/rooms/access.ts";
import { api } from "../api.ts";
import type { OperationInfo } from "../session.ts";
import { Dialog } from "../ui/dialog.tsx";
import { issuesOfError, issueText } from "../ui/form-issues.ts";
import { useSay } from "../ui/say.ts";
import { ErrorNote } from "../ui/states.tsx";
import { useWords } from "../words/index.tsx";
import { EMPTY_MEMBER, type MemberDraft, MemberFields, memberOf } from "./people-form.tsx";
import { type Person, peopleChanged } from "./people-queries.ts";

interface ChangeProps {
  operation: OperationInfo;
  person: Person;
  onClose: () => void;
}

/** The last, not undoable steps ask once more. */
type Step = "form" | "end" | "disable";

export function ChangePerson({ operation, person, onClose }: ChangeProps) {
  const { t } = useWords();
  const [step, setStep] = useState<Step>("form");
  const { name } = person;
  const title = {
    form: t("account.people.change", { name }),
    end: t("account.people.endAsk", { name }),
    disable: t("account.people.disableAsk", { name }),
  }[step];
  return (
    <Dialog opened onClose={onClose} title={title}>
      {step === "form" ? (
        <ChangeForm operation={operation} person={person} onClose={onClose} onStep={setStep} />
      ) : (
        <LastStep
          step={step}
          operation={operation}
          person={person}
          onClose={onClose}
          onBack={() => setStep("form")}
        />
      )}
    </Dialog>
  );
}

function ChangeForm({ operation, person, onClose, onStep }: ChangeProps & { onStep: (step: Step) => void }) {
  const { t } = useWords();
  const say = useSay();
  const [draft, setDraft] = useState<MemberDraft>({
    ...EMPTY_MEMBER,
    organisation: person.organisationId,
    role: person.role as Role,
    rights: person.rights as Right[],
  });
  const form = memberOf(draft);
  const done = (message: string) => {
    say(message);
    onClose();
    return peopleChanged(operation.code);
  };
  const save = useMutation({
    mutationFn: async () => {
      if (form) await api.access.people.set.mutate({ operation: operation.code, person: person.id, ...form });
    },
    onSuccess: () => done(t("account.people.saved", { name: person.name })),
  });
  const enable = useMutation({
    mutationFn: () =>
      api.access.people.disable.mutate({ operation: operation.code, person: person.id, disabled: false }),
    onSuccess: () => done(t("account.people.enableDone", { name: person.name })),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate();
  };
  return (
    <form onSubmit={submit}>
      <Stack gap="md">
        <MemberFields
          operation={operation}
          draft={draft}
          issues={save.isError ? issuesOfError(save.error) : {}}
          set={(change) => setDraft((before) => ({ ...before, ...change }))}
        />
        <Refused error={save.error ?? enable.error} />
        <Button type="submit" disabled={!form} loading={save.isPending} style={{ alignSelf: "start" }}>
          {t("account.people.save")}
        </Button>
        <div className="account-part">
          <h3>{t("account.people.more")}</h3>
          <Group gap="sm" mt="xs">
            <Button variant="default" onClick={() => onStep("end")}>
              {t("account.people.end")}
            </Button>
            {person.disabledAt === null ? (
              <Button variant="default" onClick={() => onStep("disable")}>
                {t("account.people.disable")}
              </Button>
            ) : (
              <Button variant="default" loading={enable.isPending} onClick={() => enable.mutate()}>
                {t("account.people.enable")}
              </Button>
            )}
          </Group>
        </div>
      </Stack>
    </form>
  );
}

interface LastStepProps extends ChangeProps {
  step: "end" | "disable";
  onBack: () => void;
}

function LastStep({ step, operation, person, onClose, onBack }: LastStepProps) {
  const { t } = useWords();
  const say = useSay();
  const about = { name: person.name, operation: operation.code };
  const act = useMutation({
    mutationFn: async () => {
      const input = { operation: operation.code, person: person.id };
      await (step === "end"
        ? api.access.people.end.mutate(input)
        : api.access.people.disable.mutate({ ...input, disabled: true }));
    },
    onSuccess: () => {
      say(t(`account.people.${step}Done`, about));
      onClose();
      return peopleChanged(operation.code);
    },
  });
  return (
    <Stack gap="md">
      <Text size="sm">{t(`account.people.${step}Help`, about)}</Text>
      <Refused error={act.error} />
      <Group justify="end" gap="sm">
        <Button variant="default" onClick={onBack}>
          {t("account.people.back")}
        </Button>
        <Button loading={act.isPending} onClick={() => act.mutate()}>
          {t(`account.people.${step}`)}
        </Button>
      </Group>
    </Stack>
  );
}

/** A reason the server gives about the person, or the failure itself; what belongs to a field stands there. */
function Refused({ error }: { error: unknown }) {
  const { t } = useWords();
  if (!error) return null;
  const issues = issuesOfError(error);
  if (issues.person) {
    return (
      <Text size="sm" c="var(--fault)" role="alert">
        {issueText(t, issues.person)}
      </Text>
    );
  }
  return Object.keys(issues).length > 0 ? null : <ErrorNote error={error} />;
}

/** Who wants to be written to when there is something new, and how often at most; taken back in the same place. */
import { Radio, Stack } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { MAIL_CHOICES, type MailChoice } from "../../shared/rooms/access-account.ts";
import { api } from "../api.ts";
import { useSay } from "../ui/say.ts";
import { ErrorNote } from "../ui/states.tsx";
import { useWords } from "../words/index.tsx";
import { Section } from "./account-parts.tsx";
import { type Account, accountChanged } from "./account-queries.ts";

export function MailSection({ account }: { account: Account }) {
  const { t } = useWords();
  const say = useSay();
  const change = useMutation({
    mutationFn: (every: MailChoice) => api.access.account.setMail.mutate({ every }),
    onSuccess: () => {
      say(t("views.mail.saved"));
      return accountChanged();
    },
  });
  return (
    <Section title={t("views.mail.title")}>
      {account.mail === null ? (
        <p className="account-lead">{t("views.mail.off")}</p>
      ) : (
        <>
          <p className="account-lead">{t("views.mail.lead", { email: account.email })}</p>
          {change.isError && <ErrorNote error={change.error} />}
          <Radio.Group
            label={t("views.mail.every")}
            value={change.isPending ? change.variables : account.mail}
            onChange={(every) => change.mutate(every as MailChoice)}
          >
            <Stack gap="xs" mt={4}>
              {MAIL_CHOICES.map((every) => (
                <Radio key={every} value={every} label={t(`views.mail.${every}`)} />
              ))}
            </Stack>
          </Radio.Group>
        </>
      )}
    </Section>
  );
}

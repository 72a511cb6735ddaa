/** Where one is signed in, with last use, and ending one, all others, or all. */
import { Button, Group } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { api } from "../api.ts";
import { signOut } from "../session.ts";
import { useSay } from "../ui/say.ts";
import { ErrorNote } from "../ui/states.tsx";
import { formatOwnTime } from "../words/format.ts";
import { type Translate, useWords } from "../words/index.tsx";
import { Section } from "./account-parts.tsx";
import { type Account, accountChanged } from "./account-queries.ts";
import { programOf } from "./agent.ts";

type OpenSession = Account["sessions"][number];

const nameOf = (t: Translate, { agent }: OpenSession): string => {
  const program = programOf(agent);
  return program ? t("account.sessions.on", program) : t("account.sessions.unknown");
};

export function SessionSection({ account }: { account: Account }) {
  const { t, tag } = useWords();
  const say = useSay();
  const navigate = useNavigate();
  const end = useMutation({
    mutationFn: (which: string) => api.access.account.endSessions.mutate({ which }),
    onSuccess: async ({ ended }, which) => {
      say(t("account.sessions.ended", { n: ended }));
      if (which !== "all") return accountChanged();
      // Nobody is signed in any more; this has the browser forget what it kept.
      await signOut();
      await navigate({ to: "/sign-in" });
    },
  });
  const { sessions } = account;
  return (
    <Section title={t("account.sessions.title")}>
      <ul className="account-list">
        {sessions.map((session) => (
          <li key={session.id}>
            <span>
              <strong>
                {nameOf(t, session)}
                {session.current && ` · ${t("account.sessions.current")}`}
              </strong>
              <small>
                {t("account.sessions.since", { time: formatOwnTime(session.createdAt, tag) })},{" "}
                {t("account.sessions.used", { time: formatOwnTime(session.lastUsedAt, tag) })}
                {session.verified && `, ${t("account.sessions.verified")}`}
              </small>
            </span>
            {!session.current && (
              <Button
                size="compact-sm"
                variant="default"
                aria-label={t("account.sessions.endNamed", {
                  name: nameOf(t, session),
                  time: formatOwnTime(session.createdAt, tag),
                })}
                disabled={end.isPending}
                onClick={() => end.mutate(session.id)}
              >
                {t("account.sessions.end")}
              </Button>
            )}
          </li>
        ))}
      </ul>
      <p className="account-lead">{t("account.sessions.help")}</p>
      {end.isError && <ErrorNote error={end.error} />}
      <Group gap="sm">
        {sessions.length > 1 && (
          <Button variant="default" disabled={end.isPending} onClick={() => end.mutate("others")}>
            {t("account.sessions.others")}
          </Button>
        )}
        <Button variant="default" disabled={end.isPending} onClick={() => end.mutate("all")}>
          {t("account.sessions.all")}
        </Button>
      </Group>
    </Section>
  );
}

/** Who is named in the words. Nobody is a party to anything before a person adds them, with the part the words give. */
import { Button } from "@mantine/core";
import type { ActorFound } from "../../../shared/rooms/intake-actors.ts";
import { Icon } from "../../ui/icons.tsx";
import { useWords } from "../../words/index.tsx";
import { emptyParty } from "../incidents/form-draft.ts";
import type { WhyProps } from "./form-why.tsx";

export function NamedActors({ read, draft, set }: WhyProps) {
  const { t } = useWords();
  if (read.actors.length === 0) return null;
  const isThere = (actor: string) => draft.parties.some(({ actorId }) => actorId === actor);
  const add = ({ actor, role }: ActorFound) =>
    set({ parties: [...draft.parties, { ...emptyParty(actor), role: role ?? "" }] });
  const part = ({ role }: ActorFound) =>
    role === "alleged_perpetrator" || role === "party" ? t(`intake.actor.${role}`) : t("intake.actor.none");
  return (
    <div className="intake-actors">
      <strong>{t("intake.actor.title")}</strong>
      {read.actors.map((found) => (
        <Button
          key={found.actor}
          variant="default"
          size="compact-sm"
          disabled={isThere(found.actor)}
          leftSection={isThere(found.actor) ? undefined : <Icon name="plus" size={14} />}
          onClick={() => add(found)}
        >
          {t("intake.actor.one", {
            name: found.name ?? t("intake.actor.unnamed"),
            part: isThere(found.actor) ? t("intake.actor.added") : part(found),
          })}
        </Button>
      ))}
      <p className="figure-scope">{t("intake.actor.help")}</p>
    </div>
  );
}

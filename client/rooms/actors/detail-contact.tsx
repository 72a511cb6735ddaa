/** Whom to call: the newest contact with an actor, by part played, with who on our side holds the relation. */
import type { EngagementAnswer } from "../../../shared/rooms/actors-engagement-answers.ts";
import { IllustrativeMark } from "../../ui/marks.tsx";
import { codeLabel } from "../../words/codes.ts";
import { formatDate } from "../../words/format.ts";
import { useWords } from "../../words/index.tsx";

/** The contact to begin with: the newest about access, else the newest that was no handover among ourselves. */
export function contactOf(all: readonly EngagementAnswer[], actor: string): EngagementAnswer | undefined {
  const own = all
    .filter((one) => one.actor.ref === actor && one.form !== "handover")
    .toSorted((one, other) => (one.heldOn < other.heldOn ? 1 : -1));
  return own.find(({ topic }) => topic === "access") ?? own[0];
}

export function ContactLine({ contact }: { contact: EngagementAnswer | undefined }) {
  const { t, tag } = useWords();
  if (!contact) return <span className="soft">{t("places.contacts.none")}</span>;
  return (
    <>
      {t("places.contacts.line", {
        counterpart: contact.counterpart ?? t("engagement.notTold"),
        form: codeLabel(t, "engagementForm", contact.form).toLowerCase(),
        topic: codeLabel(t, "engagementTopic", contact.topic).toLowerCase(),
        date: formatDate(contact.heldOn, tag),
        ourSide: contact.ourSide ?? t("engagement.notTold"),
      })}{" "}
      {contact.illustrative && <IllustrativeMark />}
    </>
  );
}

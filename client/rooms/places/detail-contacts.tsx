/**
 * Whom to call about access here: of every actor told to be in the area or in reach of it, the newest contact about access,
 * else the newest of all; by part played, with who on our side holds the relation. Contacts never go on paper.
 */
import { Link } from "@tanstack/react-router";
import type { AreaDossier } from "../../../shared/rooms/places-answers.ts";
import type { OperationInfo } from "../../session.ts";
import { ActorLink } from "../../ui/links.tsx";
import { Figure } from "../../ui/panel.tsx";
import { useWords } from "../../words/index.tsx";
import { ContactLine, contactOf } from "../actors/detail-contact.tsx";
import { useEngagements, useReach } from "../actors/queries-engagement.ts";

interface ContactsProps {
  operation: OperationInfo;
  dossier: AreaDossier;
}

interface Present {
  ref: string;
  name: string;
}

/** Each once: those with ground here, then those in reach. */
function usePresent({ operation, dossier: { zones, area } }: ContactsProps): Present[] {
  const reach = useReach(operation.code, { on: operation.today, area: area.code }).data;
  const near = (reach?.units ?? []).filter(({ areas }) => areas.some(({ how }) => how !== "unknown"));
  const all = [...zones, ...near].map(({ actor }) => [actor.ref, actor.name] as const);
  return [...new Map(all)].map(([ref, name]) => ({ ref, name }));
}

/** Nothing for those who read no contacts. */
export function ContactsSection({ operation, dossier }: ContactsProps) {
  const { t } = useWords();
  const present = usePresent({ operation, dossier });
  const all = useEngagements(operation.code).data;
  if (!all || present.length === 0) return null;
  if (all.length === 0 && !operation.you.writes.includes("actor")) return null;
  return (
    <div className="no-print">
      <Figure
        title={t("places.contacts.title")}
        source={
          <>
            {t("places.contacts.source")}{" "}
            <Link to="/$operation/actors/engagement" params={{ operation: operation.code }} search>
              {t("places.contacts.all")}
            </Link>
          </>
        }
      >
        <ul className="claims">
          {present.map((one) => (
            <li key={one.ref}>
              <ActorLink operation={operation.code} actor={one} />{" "}
              <ContactLine contact={contactOf(all, one.ref)} />
            </li>
          ))}
        </ul>
      </Figure>
    </div>
  );
}

/** On an actor's page: when we last spoke with them, what they promised, and the last engagements. */
import { Link } from "@tanstack/react-router";
import { isOverdue } from "../../../shared/rooms/actors-engagement.ts";
import type { OperationInfo } from "../../session.ts";
import { formatDate } from "../../words/format.ts";
import { useWords } from "../../words/index.tsx";
import { AddEntry, EngagementRow } from "./list-engagement.tsx";
import { useEngagements } from "./queries-engagement.ts";
import "./engagement.css";

const SHOWN = 3;

export function ActorEngagements({ operation, actor }: { operation: OperationInfo; actor: string }) {
  const { t, tag } = useWords();
  const all = useEngagements(operation.code).data ?? [];
  const held = all.filter((one) => one.actor.ref === actor);
  const last = held.find(({ form }) => form !== "handover");
  const open = held.filter(({ kept }) => kept === "open");
  const late = open.filter((one) => isOverdue(one, operation.today)).length;
  // The newest handover note stands first: it is what the next one reads before anything else.
  const note = held.find(({ form }) => form === "handover");
  const shown = [...(note ? [note] : []), ...held.filter((one) => one !== note)].slice(0, SHOWN);
  return (
    <section className="panel-section">
      <h3>{t("engagement.ofActor")}</h3>
      <p className="soft">
        {last
          ? t("engagement.lastContact", { date: formatDate(last.heldOn, tag), n: held.length })
          : t("engagement.noContact")}
        {open.length > 0 && ` ${t("engagement.openCount", { n: open.length, late })}`}
      </p>
      <ul className="entries">
        {shown.map((one) => (
          <EngagementRow key={one.ref} {...{ operation, one, all }} />
        ))}
      </ul>
      <div className="entry-foot">
        {operation.you.writes.includes("actor") && (
          <AddEntry operation={operation.code} kind="engagement" actor={actor} />
        )}
        <Link to="/$operation/actors/engagement" params={{ operation: operation.code }} search>
          {t("engagement.all")}
        </Link>
      </div>
    </section>
  );
}

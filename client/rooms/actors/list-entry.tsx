/** What the lists of engagements, field missions and briefs share: a section, the way to a sheet, and the foot of an entry. */
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import type {
  BriefAnswer,
  EngagementAnswer,
  MissionAnswer,
} from "../../../shared/rooms/actors-engagement-answers.ts";
import type { MitigationAnswer } from "../../../shared/rooms/actors-mitigations.ts";
import { RecordTools } from "../../access/releases-section.tsx";
import type { OperationInfo } from "../../session.ts";
import { IllustrativeMark, SensitivityBars } from "../../ui/marks.tsx";
import { useWords } from "../../words/index.tsx";
import type { EntryKind } from "./form-entry-fields.ts";

export const mayWrite = ({ you }: OperationInfo) => you.writes.includes("actor");

export function Section({
  title,
  aside,
  children,
}: {
  title: string;
  aside?: string | undefined;
  children: ReactNode;
}) {
  return (
    <section className="panel-section">
      <h3>{title}</h3>
      {aside && <p className="soft">{aside}</p>}
      <ul className="entries">{children}</ul>
    </section>
  );
}

interface FootProps {
  operation: OperationInfo;
  one: EngagementAnswer | MissionAnswer | BriefAnswer | MitigationAnswer;
  kind: EntryKind;
  record: "engagement" | "field_mission" | "operation_brief" | "mitigation";
}

/** Marks, and for one's own: correct, see as they see, release, delete. */
export function EntryFoot({ operation, one, kind, record }: FootProps) {
  const { t } = useWords();
  const params = { operation: operation.code, kind, ref: one.ref };
  return (
    <div className="entry-foot">
      <SensitivityBars level={one.sensitivity} />
      {one.illustrative && <IllustrativeMark />}
      {"toldOf" in one && one.toldOf && (
        <span className="soft">{t("same.logged", { name: one.toldOf })}</span>
      )}
      {one.level === "generalised" && <span className="soft">{t("engagement.generalised")}</span>}
      {one.version !== null && mayWrite(operation) && (
        <Link to="/$operation/actors/engagement/$kind/$ref/edit" params={params} search>
          {t("claims.correct")}
        </Link>
      )}
      <RecordTools kind={record} record={one.ref} owner={one.owner} code={operation.code} />
    </div>
  );
}

export function SheetLink({
  operation,
  kind,
  entry,
  children,
}: {
  operation: string;
  kind: "mission" | "brief";
  entry: string;
  children: ReactNode;
}) {
  return (
    <Link to="/$operation/actors/engagement/$kind/$ref" params={{ operation, kind, ref: entry }} search>
      <strong>{children}</strong>
    </Link>
  );
}

/** The area's category, why it has it, and what other cycles said. */
import type { AreaPriorities, MatrixRow } from "../../../shared/rooms/priorities-answers.ts";
import { CategoryMark } from "../../ui/category.tsx";
import { MethodLink } from "../../ui/method-link.tsx";
import { Figure } from "../../ui/panel.tsx";
import { ErrorNote, Waiting } from "../../ui/states.tsx";
import { codeLabel } from "../../words/codes.ts";
import { formatDate, formatSpan } from "../../words/format.ts";
import { type Translate, useWords } from "../../words/index.tsx";
import { reasonOf, whyComputed } from "../priorities/figures-why.ts";
import { InputLink } from "../priorities/row-input.tsx";
import { useAreaPriorities } from "./queries.ts";

const EARLIER = 3;

export function PrioritySection({ operation, code }: { operation: string; code: string }) {
  const { t, tag } = useWords();
  const answer = useAreaPriorities(operation, code);
  if (answer.isPending) return <Waiting lines={2} />;
  if (answer.isError) return <ErrorNote error={answer.error} retry={answer.refetch} />;
  const [latest, ...earlier] = answer.data;
  if (!latest) {
    return (
      <Figure title={t("places.priority.title")} source={null}>
        <p className="dossier-say">{t("places.priority.none")}</p>
      </Figure>
    );
  }
  const { cycle, row } = latest;
  const dataset = cycle.dataset
    ? `${cycle.dataset.title} ${cycle.dataset.version ?? ""}`.trim()
    : t("frame.unknown");
  const levels = cycle.verification
    .map((level) => codeLabel(t, "verification", level).toLowerCase())
    .join(", ");
  const source = (
    <>
      {t("places.priority.source", { dataset, levels })} <MethodLink part="priorities" />
    </>
  );
  return (
    <Figure title={t("places.priority.title")} scope={cycleText(t, tag, cycle)} source={source}>
      <p className="dossier-category">
        <CategoryMark category={row.category} />
      </p>
      {reasons(t, tag, row).map((reason) => (
        <p className="dossier-say" key={reason}>
          {reason}
        </p>
      ))}
      {row.events > 0 && (
        <p className="no-print">
          <InputLink cycle={cycle} area={row.areaRef} input="events">
            {t("places.priority.behind", { n: row.events })}
          </InputLink>
        </p>
      )}
      {earlier.length > 0 && (
        <ul className="dossier-list">
          {earlier.slice(0, EARLIER).map(({ cycle: before, row: then }) => (
            <li key={before.ref}>
              <span>{cycleText(t, tag, before)}</span>
              <CategoryMark category={then.category} />
            </li>
          ))}
        </ul>
      )}
    </Figure>
  );
}

function cycleText(
  t: Translate,
  tag: string,
  { name, from, to, state }: AreaPriorities[number]["cycle"],
): string {
  return t("places.priority.cycle", { name, period: formatSpan(from, to, tag), state });
}

/** Why the category is what it is, each in one sentence. */
function reasons(t: Translate, tag: string, row: MatrixRow): string[] {
  const named = (category: string) => codeLabel(t, "priorityCategory", category);
  const { events, oneSided, civiliansKilled: civilians, override, assessment, residual, withUnknown } = row;
  const said = [`${whyComputed(t, row)} ${t("places.priority.events", { events, oneSided, civilians })}`];
  if (row.origin === "score" && assessment) {
    const { by, assessedOn } = assessment;
    said.unshift(
      t("places.priority.score", { organisation: by.organisation, date: formatDate(assessedOn, tag) }),
    );
  }
  if (row.origin === "override" && override) {
    said.unshift(
      t("places.priority.override", {
        organisation: override.by.organisation,
        date: formatDate(override.at.slice(0, 10), tag),
        reason: reasonOf(t, override),
        review: formatDate(override.reviewOn, tag),
      }),
    );
  }
  if (row.proposed !== row.category)
    said.push(t("places.priority.proposed", { category: named(row.proposed) }));
  if (residual) said.push(t("places.priority.residual", { category: named(residual) }));
  if (withUnknown) {
    said.push(t("places.priority.withUnknown", { n: row.unknownKilled, category: named(withUnknown) }));
  }
  return said;
}

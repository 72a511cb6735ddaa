/** Two versions of a report side by side in words, when somebody corrected it while another was. */
import type { ReportDossier } from "../../../shared/rooms/displacement-answers.ts";
import type { OperationInfo } from "../../session.ts";
import { isSameIn } from "../../ui/draft-parts.ts";
import { SideBySide } from "../../ui/side-by-side.tsx";
import { codeLabel } from "../../words/codes.ts";
import { formatList, formatSpan, UNKNOWN } from "../../words/format.ts";
import { useWords, type WordsValue } from "../../words/index.tsx";
import { useActorNames } from "../actors/queries.ts";
import { useAreas } from "../places/queries.ts";
import { type Draft, PARTS, type Part, type Said, saidOf } from "./form-draft.ts";

interface VersionsProps {
  operation: OperationInfo;
  stored: ReportDossier;
  draft: Draft;
  onTakeTheirs: () => void;
  onKeepMine: () => void;
}

export function Versions({ operation, stored, draft, onTakeTheirs, onKeepMine }: VersionsProps) {
  const words = useWords();
  const areas = useAreas(operation.code).data ?? [];
  const actors = useActorNames(operation.code);
  const named = [...areas, ...actors, ...stored.report.areas, ...stored.report.actors];
  const names = new Map(named.map(({ ref, name }) => [ref, name]));
  const theirs = saidOf(stored);
  const base = draft.began?.said ?? theirs;
  const side = (said: Said, part: Part) => ({
    text: saying(said, part, words, names) || UNKNOWN,
    changed: !isSameIn<Said>(base, said, PARTS[part]),
  });
  const rows = (Object.keys(PARTS) as Part[])
    .filter((part) => !isSameIn<Said>(theirs, draft, PARTS[part]))
    .map((part) => ({
      name: nameOf(part, words),
      theirs: side(theirs, part),
      mine: side(draft, part),
    }));
  const [last] = stored.history;
  const { version } = stored.report;
  return <SideBySide {...{ rows, version, last, timeZone: operation.timeZone, onTakeTheirs, onKeepMine }} />;
}

/** The label of a part's field. */
function nameOf(part: Part, { t }: WordsValue): string {
  if (part === "place") return t("place.label");
  if (part === "when") return t("incidents.edit.part.when");
  return part === "sensitivity" ? t("priorities.sensitivity") : t(`displacement.form.${part}`);
}

const LISTS: Partial<Record<Part, string>> = {
  ...{ violation: "incidentKind", datePrecision: "datePrecision", targeted: "targeted" },
  ...{ setting: "interviewSetting", triangulation: "triangulation", urgency: "urgency" },
  ...{ consent: "community", sensitivity: "sensitivity" },
};

/** A part in words; empty where it says nothing. */
function saying(said: Said, part: Part, words: WordsValue, names: ReadonlyMap<string, string>): string {
  const { t, tag } = words;
  const list = LISTS[part];
  if (list) {
    const codes = [said[part as "violation" | "targeted" | "sensitivity"] ?? []].flat().filter(Boolean);
    return formatList(
      codes.map((code) => codeLabel(t, list, code)),
      tag,
    );
  }
  switch (part) {
    case "place": {
      const point = [said.lat, said.lon].filter(Boolean).join(", ");
      return said.placeName || names.get(said.areaId) || point;
    }
    case "when":
      return said.occurredFrom && formatSpan(said.occurredFrom, said.occurredTo || said.occurredFrom, tag);
    case "route":
      return t("displacement.form.routeAdded", { n: said.route.length });
    case "actors":
      return formatList(
        said.actorIds.map((ref) => names.get(ref) ?? UNKNOWN),
        tag,
      );
    case "agency":
      return said.agencyWithheld ? t("displacement.detail.agencyWithheld") : said.agency;
    default:
      return said[part as "people" | "unit" | "account"];
  }
}

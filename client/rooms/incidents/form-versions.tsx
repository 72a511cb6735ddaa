/** Two versions of a report side by side in words, when somebody saved while another was editing. */
import type { Facts } from "../../../shared/rooms/analysis.ts";
import { isDate } from "../../../shared/time.ts";
import { SideBySide } from "../../ui/side-by-side.tsx";
import { codeLabel } from "../../words/codes.ts";
import { formatRange, formatSpan, UNKNOWN } from "../../words/format.ts";
import { useWords, type WordsValue } from "../../words/index.tsx";
import { isTouched } from "./form-build.ts";
import { countOf } from "./form-count.ts";
import type { Draft } from "./form-draft.ts";
import { draftOf, isSame, PART_NAMES, type Part } from "./form-stored.ts";
import type { IncidentSeen } from "./queries.ts";

interface VersionsProps {
  seen: IncidentSeen;
  base: Draft;
  mine: Draft;
  facts: Facts;
  timeZone: string;
  onTakeTheirs: () => void;
  onKeepMine: () => void;
}

export function Versions({ seen, base, mine, facts, onTakeTheirs, onKeepMine, timeZone }: VersionsProps) {
  const words = useWords();
  const theirs = draftOf(seen);
  const say = (draft: Draft, part: Part) => saying(draft, part, words, namesOf(seen, facts)) || UNKNOWN;
  const rows = PART_NAMES.filter((part) => !isSame(theirs, mine, part)).map((part) => ({
    name: words.t(`incidents.edit.part.${part}`),
    theirs: { text: say(theirs, part), changed: !isSame(base, theirs, part) },
    mine: { text: say(mine, part), changed: !isSame(base, mine, part) },
  }));
  const { version, history } = seen;
  return <SideBySide {...{ rows, version, last: history[0], timeZone, onTakeTheirs, onKeepMine }} />;
}

/** Names of areas and actors, as the report and the lists know them. */
function namesOf(seen: IncidentSeen, { dictionaries }: Facts): ReadonlyMap<string, string> {
  const known = [...dictionaries.areas, ...dictionaries.actors, ...seen.areas, ...seen.parties];
  return new Map(known.map(({ ref, name }) => [ref, name]));
}

const CODES: Partial<Record<Part, [string, keyof Draft]>> = {
  kind: ["incidentKind", "kind"],
  tactic: ["tactic", "tactic"],
  weapon: ["weapon", "weapon"],
  nexus: ["nexus", "nexus"],
  precision: ["locationPrecision", "precision"],
  datePrecision: ["datePrecision", "datePrecision"],
  verification: ["verification", "verification"],
  sensitivity: ["sensitivity", "sensitivity"],
};

/** A part of a draft in words; empty where it says nothing. */
function saying(draft: Draft, part: Part, words: WordsValue, names: ReadonlyMap<string, string>): string {
  const { t, tag } = words;
  const [list, field] = CODES[part] ?? [];
  if (list && field) return draft[field] === "" ? "" : codeLabel(t, list, String(draft[field]));
  switch (part) {
    case "area":
      return names.get(draft.areaId) ?? "";
    case "point":
      return [draft.lat, draft.lon].filter((text) => text !== "").join(", ");
    case "when":
      return spanOf(draft, tag);
    case "harm":
      return draft.harms
        .filter(isTouched)
        .map(({ harm, status, count, groups }) => {
          const who = `${codeLabel(t, "harmKind", harm)}, ${codeLabel(t, "victimStatus", status).toLowerCase()}`;
          const parts = groups
            .filter((group) => group.count !== "")
            .map(
              ({ sex, age, count: n }) =>
                `${codeLabel(t, "sex", sex)}, ${codeLabel(t, "ageGroup", age).toLowerCase()}: ${countText(n, words)}`,
            );
          const inside = parts.length > 0 ? ` (${parts.join("; ")})` : "";
          return `${who}: ${countText(count, words)}${inside}`;
        })
        .join("; ");
    case "displacement":
      return draft.displacement
        .map(({ count, fromArea, fromWords, toArea, toWords }) => {
          const from = names.get(fromArea) ?? fromWords;
          return `${countText(count, words)}: ${from || UNKNOWN} → ${(names.get(toArea) ?? toWords) || UNKNOWN}`;
        })
        .join("; ");
    case "damage":
      return draft.damage
        .map(({ siteKind, siteName, degree }) =>
          [codeLabel(t, "damageKind", siteKind), siteName, codeLabel(t, "damageDegree", degree || "unknown")]
            .filter((text) => text !== "")
            .join(", "),
        )
        .join("; ");
    case "mrm":
      return draft.mrm.map((code) => codeLabel(t, "graveViolation", code)).join("; ");
    case "parties":
      return draft.parties
        .map(({ actorId, role, attribution }) => {
          const said = attribution === "" ? [] : [codeLabel(t, "attribution", attribution).toLowerCase()];
          return `${names.get(actorId) ?? UNKNOWN} (${[codeLabel(t, "partyRole", role), ...said].join(", ")})`;
        })
        .join("; ");
    default:
      return part === "description" ? draft.description : draft.placeName;
  }
}

/** Dates in words; what is not yet a date stays as typed. */
function spanOf({ occurredFrom, occurredTo }: Draft, tag: string): string {
  const to = occurredTo === "" ? occurredFrom : occurredTo;
  return isDate(occurredFrom) && isDate(to) ? formatSpan(occurredFrom, to, tag) : `${occurredFrom} ${to}`;
}

function countText(text: string, { tag }: WordsValue): string {
  const count = countOf(text);
  return formatRange({ ...count, atLeast: count.best !== null && count.high === null }, tag);
}

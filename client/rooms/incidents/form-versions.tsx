/**
 * Two versions of a report side by side in words, when somebody saved while another was editing. The person decides:
 * take what is stored, or put their own changes on it and look at the result before saving.
 */
import { Button, Text } from "@mantine/core";
import { useEffect, useRef } from "react";
import type { Facts } from "../../../shared/rooms/analysis.ts";
import { isDate } from "../../../shared/time.ts";
import { codeLabel } from "../../words/codes.ts";
import { formatRange, formatSpan, formatTime, UNKNOWN } from "../../words/format.ts";
import { useWords, type WordsValue } from "../../words/index.tsx";
import { isTouched } from "./form-build.ts";
import { countOf } from "./form-count.ts";
import type { Draft } from "./form-draft.ts";
import { draftOf, isSame, PART_NAMES, type Part } from "./form-stored.ts";
import type { IncidentSeen } from "./queries.ts";
import "./versions.css";

interface VersionsProps {
  seen: IncidentSeen;
  base: Draft;
  mine: Draft;
  facts: Facts;
  timeZone: string;
  onTakeTheirs: () => void;
  onKeepMine: () => void;
}

export function Versions({ seen, base, mine, facts, timeZone, onTakeTheirs, onKeepMine }: VersionsProps) {
  const words = useWords();
  const { t, tag } = words;
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => box.current?.focus(), []);
  const theirs = draftOf(seen);
  const parts = PART_NAMES.filter((part) => !isSame(theirs, mine, part));
  const last = seen.history[0];
  const say = (draft: Draft, part: Part) => saying(draft, part, words, namesOf(seen, facts)) || UNKNOWN;
  return (
    <div className="versions" role="alert" tabIndex={-1} ref={box}>
      <strong>{t("incidents.edit.stale")}</strong>
      {last && (
        <Text size="sm">
          {t("incidents.edit.staleBy", { who: last.by, when: formatTime(last.at, tag, timeZone) })}
        </Text>
      )}
      {parts.length === 0 && <Text size="sm">{t("incidents.edit.nothingDiffers")}</Text>}
      {parts.length > 0 && (
        <table>
          <thead>
            <tr>
              <th scope="col">{t("incidents.edit.part")}</th>
              <th scope="col">{t("incidents.edit.theirs", { version: seen.version })}</th>
              <th scope="col">{t("incidents.edit.mine")}</th>
            </tr>
          </thead>
          <tbody>
            {parts.map((part) => (
              <tr key={part}>
                <th scope="row">{t(`incidents.edit.part.${part}`)}</th>
                <Side text={say(theirs, part)} changed={!isSame(base, theirs, part)} />
                <Side text={say(mine, part)} changed={!isSame(base, mine, part)} />
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <Text size="sm">{t("incidents.edit.choose")}</Text>
      <div className="versions-choice">
        <Button size="xs" onClick={onKeepMine}>
          {t("incidents.edit.keepMine")}
        </Button>
        <Button size="xs" variant="default" onClick={onTakeTheirs}>
          {t("incidents.edit.takeTheirs")}
        </Button>
      </div>
    </div>
  );
}

/** One version of a part; says whether it was changed since the editing began. */
function Side({ text, changed }: { text: string; changed: boolean }) {
  const { t } = useWords();
  return (
    <td>
      {text}
      {changed && <span className="soft"> ({t("incidents.edit.changed")})</span>}
    </td>
  );
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

/**
 * Two own reports side by side, group by group: which one stays, and for what differs which of both is right. What needs
 * no choice is said below: parties, sources and marks of both are kept, the stricter sensitivity holds.
 */
import { Button, Radio } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useState } from "react";
import { newId } from "../../../shared/ids.ts";
import type { Range } from "../../../shared/rooms/incidents.ts";
import { countsOf, differences, MERGE_GROUPS, type Taken } from "../../../shared/rooms/incidents-merge.ts";
import { SENSITIVITIES, strictest } from "../../../shared/rooms/records.ts";
import { faultOf } from "../../faults.ts";
import { IllustrativeMark, SensitivityBars, VerificationMark } from "../../ui/marks.tsx";
import { ErrorNote } from "../../ui/states.tsx";
import { codeLabel } from "../../words/codes.ts";
import { formatPoint, formatSpan } from "../../words/format.ts";
import { hasWord, type Translate, useWords } from "../../words/index.tsx";
import { titleOf } from "./detail-body.tsx";
import { groupNames } from "./detail-merged.tsx";
import { rangeText } from "./detail-parts.tsx";
import type { IncidentSeen } from "./queries.ts";
import { useMerge } from "./queries-alike.ts";

/** Levels by how well they are established; the better established report is offered as the one that stays. */
const RANKS = [
  "reported",
  "under_verification",
  "not_verifiable",
  "corroborated",
  "falsely_attributed",
  "verified",
];
const rankOf = ({ verification }: IncidentSeen) => RANKS.indexOf(verification);

interface MergeProps {
  one: IncidentSeen;
  other: IncidentSeen;
  code: string;
  /** With the report that stays. */
  onDone: (ref: string) => void;
}

export function MergeForm({ one, other, code, onDone }: MergeProps) {
  const { t } = useWords();
  const [keptRef, setKept] = useState(rankOf(other) > rankOf(one) ? other.ref : one.ref);
  /** Of each group that differs the report it is taken from, or both texts; the one that stays unless said otherwise. */
  const [from, setFrom] = useState<Record<string, string>>({});
  const merging = useMerge(code);
  const [kept, gone] = keptRef === one.ref ? [one, other] : [other, one];
  const differing = differences(one, other);
  const take = differing.flatMap((group): Taken[] =>
    from[group] === "both" ? ["descriptions"] : from[group] === gone.ref ? [group] : [],
  );
  const submit = () =>
    merging.mutate(
      {
        ...{ id: newId(), kept: kept.ref, gone: gone.ref, take },
        ...{ keptVersion: kept.version, goneVersion: gone.version },
      },
      {
        onSuccess: () => {
          notifications.show({ message: t("alike.compare.merged") });
          onDone(kept.ref);
        },
      },
    );
  const agreeing = MERGE_GROUPS.filter((group) => !differing.includes(group));
  return (
    <form
      className="merge"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <Heads one={one} other={other} kept={keptRef} onKept={setKept} />
      {differing.map((group) => (
        <GroupRow
          key={group}
          {...{ group, one, other }}
          value={from[group] ?? keptRef}
          onValue={(ref) => setFrom({ ...from, [group]: ref })}
        />
      ))}
      <Following one={one} other={other} agreeing={groupNames(t, agreeing)} />
      {merging.isError && <Refused error={merging.error} />}
      <div className="merge-foot">
        <Button type="submit" loading={merging.isPending}>
          {t("alike.compare.submit")}
        </Button>
      </div>
    </form>
  );
}

interface HeadsProps {
  one: IncidentSeen;
  other: IncidentSeen;
  kept: string;
  onKept: (ref: string) => void;
}

function Heads({ one, other, kept, onKept }: HeadsProps) {
  const { t } = useWords();
  return (
    <div className="merge-row">
      <span className="merge-name" />
      {[one, other].map((seen) => (
        <div key={seen.ref} className="merge-head" data-kept={seen.ref === kept || undefined}>
          <strong>{titleOf(t, seen)}</strong>
          <div className="alike-marks">
            <VerificationMark level={seen.verification} />
            {SENSITIVITIES.filter((level) => level === seen.sensitivity).map((level) => (
              <SensitivityBars key={level} level={level} />
            ))}
            {seen.illustrative && <IllustrativeMark />}
          </div>
          <Radio
            name="kept"
            size="xs"
            label={t("alike.compare.stays")}
            checked={seen.ref === kept}
            onChange={() => onKept(seen.ref)}
          />
        </div>
      ))}
    </div>
  );
}

interface RowProps {
  group: Taken;
  one: IncidentSeen;
  other: IncidentSeen;
  value: string;
  onValue: (ref: string) => void;
}

/** What both say of a group that differs; one of the two is taken, of the account also both. */
function GroupRow({ group, one, other, value, onValue }: RowProps) {
  const { t, tag } = useWords();
  const name = nameOf(t, group);
  const isText = group === "description";
  return (
    <fieldset className="merge-row">
      <legend className="merge-name">
        {name} <span className="merge-mark">{t("alike.compare.differs")}</span>
        {isText && one.description && other.description && (
          <Radio
            size="xs"
            name={group}
            label={t("alike.compare.both")}
            checked={value === "both"}
            onChange={() => onValue("both")}
          />
        )}
      </legend>
      {[one, other].map((seen) => (
        <Radio
          key={seen.ref}
          className="merge-choice"
          size="xs"
          name={group}
          aria-label={`${t("alike.compare.take")}: ${name}, ${saidOf(t, tag, seen, group)}`}
          label={saidOf(t, tag, seen, group)}
          checked={value === seen.ref}
          onChange={() => onValue(seen.ref)}
        />
      ))}
    </fieldset>
  );
}

function nameOf(t: Translate, group: Taken): string {
  const key = `alike.group.${group}`;
  return hasWord(key) ? t(key) : codeLabel(t, "harmKind", group.slice("harm.".length));
}

/** What one report says of a group, in words. */
function saidOf(t: Translate, tag: string, seen: IncidentSeen, group: Taken): string {
  const number = (range: Range) =>
    range.best === null ? t("alike.compare.uncounted") : rangeText(range, tag);
  const said: Partial<Record<Taken, () => (string | null | undefined | false)[]>> = {
    what: () => [
      codeLabel(t, "incidentKind", seen.kind),
      seen.tactic !== "unknown" && codeLabel(t, "tactic", seen.tactic),
      seen.weapon && codeLabel(t, "weapon", seen.weapon),
      seen.nexus && seen.nexus !== "unknown" && codeLabel(t, "nexus", seen.nexus),
    ],
    where: () => [
      seen.placeName,
      ...seen.areas.map(({ name }) => name).reverse(),
      codeLabel(t, "locationPrecision", seen.locationPrecision),
      seen.lon !== null && seen.lat !== null && formatPoint(seen.lat, seen.lon, tag),
    ],
    when: () => [
      formatSpan(seen.occurredFrom, seen.occurredTo, tag),
      codeLabel(t, "datePrecision", seen.datePrecision),
    ],
    description: () => [seen.description],
    displacement: () => [...seen.displacement.map(number), ...countsOf(seen, "harm.displaced").map(number)],
    damage: () =>
      seen.damage.map((each) => [codeLabel(t, "damageKind", each.siteKind), each.siteName].join(" ")),
  };
  const counts = () =>
    countsOf(seen, group).map((row) => {
      const who = [
        codeLabel(t, "victimStatus", row.status),
        row.sex !== "unknown" && codeLabel(t, "sex", row.sex),
        row.ageGroup !== "unknown" && codeLabel(t, "ageGroup", row.ageGroup),
      ];
      return `${number(row)} ${who.filter(Boolean).join(", ").toLowerCase()}`;
    });
  const words = (said[group] ?? counts)().filter((word): word is string => Boolean(word));
  return words.length > 0 ? words.join(" · ") : t("alike.compare.none");
}

function Following({ one, other, agreeing }: { one: IncidentSeen; other: IncidentSeen; agreeing: string }) {
  const { t } = useWords();
  const [a, b] = [one, other].map(({ sensitivity }) => SENSITIVITIES.find((level) => level === sensitivity));
  const level = a && b ? strictest(a, b) : one.sensitivity;
  return (
    <ul className="merge-following">
      {agreeing !== "" && <li>{t("alike.compare.sameIn", { fields: agreeing })}</li>}
      <li>{t("alike.compare.always")}</li>
      <li>{t("alike.compare.strict", { level: codeLabel(t, "sensitivity", level).toLowerCase() })}</li>
      <li>{t("alike.compare.decided")}</li>
    </ul>
  );
}

function Refused({ error }: { error: unknown }) {
  const { t } = useWords();
  const { state } = faultOf(error);
  const key = state === "stale" ? "alike.compare.stale" : `alike.compare.refused.${String(state)}`;
  if (state === undefined || !hasWord(key)) return <ErrorNote error={error} />;
  return (
    <p role="alert" className="merge-refused">
      {t(key)}
    </p>
  );
}

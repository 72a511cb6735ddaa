/** What a full report says besides its totals: groups, people displaced, damage, grave violations. Empty parts say nothing. */
import { isSignal, type Range, violationCount } from "../../../shared/rooms/incidents.ts";
import { Icon } from "../../ui/icons.tsx";
import { CodeLabel } from "../../ui/marks.tsx";
import { codeLabel } from "../../words/codes.ts";
import { formatRange } from "../../words/format.ts";
import { useWords, type WordsValue } from "../../words/index.tsx";
import { QUICK_GROUPS } from "./form-draft.ts";
import type { IncidentSeen } from "./queries.ts";

interface SeenProps {
  seen: IncidentSeen;
}

/** "3 (2–5)", "≥ 3". */
export const rangeText = (range: Range, tag: string) =>
  formatRange({ ...range, atLeast: range.best !== null && range.high === null }, tag);

/** A signal is read as one, and a rumour says so. */
export function SignalNote({ seen }: SeenProps) {
  const { t } = useWords();
  if (!isSignal(seen.kind)) return null;
  return (
    <div className="caution-note">
      <Icon name="warning" size={16} />
      <span>
        {seen.kind === "signal_rumour" && `${t("log.seen.rumour")} `}
        {t("log.seen.signal")}
      </span>
    </div>
  );
}

/** Whom a source barred, for the owner. */
export function BarredNote({ seen }: SeenProps) {
  const { t } = useWords();
  if (!seen.barredFrom?.length) return null;
  const communities = seen.barredFrom.map((code) => codeLabel(t, "community", code)).join(", ");
  return (
    <div className="caution-note">
      <Icon name="lock" size={16} />
      <span>{t("log.seen.barred", { communities })}</span>
    </div>
  );
}

type Row = IncidentSeen["harm"][number];
const isGrouped = ({ sex, ageGroup, populationGroup }: Row) =>
  sex !== "unknown" || ageGroup !== "unknown" || populationGroup !== null;

/** Women, men, girls, boys where the words say it; else sex and age. */
function groupName({ sex, ageGroup, populationGroup }: Row, { t }: WordsValue): string {
  if (sex === "unknown" && ageGroup === "unknown" && !populationGroup) return t("log.seen.rest");
  const quick = QUICK_GROUPS.find((one) => one.sex === sex && one.age === ageGroup);
  const known = [
    sex === "unknown" ? "" : codeLabel(t, "sex", sex),
    ageGroup === "unknown" ? "" : codeLabel(t, "ageGroup", ageGroup),
  ];
  const who = quick ? [t(`log.group.${quick.name}`)] : known.filter((text) => text !== "");
  const whose = populationGroup ? [codeLabel(t, "populationGroup", populationGroup)] : [];
  return [...who, ...whose].join(", ");
}

/** Counts by sex, age and group, where a report has them. */
export function HarmGroups({ seen }: SeenProps) {
  const words = useWords();
  const { t, tag } = words;
  const kinds = [...new Set(seen.harm.filter(isGrouped).map(({ harm, status }) => `${harm}/${status}`))];
  if (kinds.length === 0) return null;
  return (
    <>
      <h4 className="panel-sub">{t("log.seen.groups")}</h4>
      <ul className="plain-list">
        {kinds.map((kind) => {
          const rows = seen.harm.filter(({ harm, status }) => `${harm}/${status}` === kind);
          const [harm = "", status = ""] = kind.split("/");
          return (
            <li key={kind}>
              <strong>
                {codeLabel(t, "harmKind", harm)}, {codeLabel(t, "victimStatus", status).toLowerCase()}
              </strong>
              <div className="soft">
                {rows.map((row) => `${groupName(row, words)} ${rangeText(row, tag)}`).join(" · ")}
              </div>
            </li>
          );
        })}
      </ul>
    </>
  );
}

export function DisplacementPart({ seen }: SeenProps) {
  const { t, tag } = useWords();
  if (seen.displacement.length === 0) return null;
  const unknown = t("log.seen.somewhere");
  return (
    <section className="panel-section">
      <h3>{t("incidents.detail.displacement")}</h3>
      <ul className="plain-list">
        {seen.displacement.map((each, index) => {
          const from = [each.fromWords, each.from?.name].filter(Boolean).join(", ") || unknown;
          const to = [each.toWords, each.to?.name].filter(Boolean).join(", ") || unknown;
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: lines have no id of their own and never move
            <li key={index}>
              <strong>{rangeText(each, tag)}</strong>
              <div className="soft">{t("log.seen.fromTo", { from, to })}</div>
            </li>
          );
        })}
      </ul>
    </section>
  );
}

export function DamagePart({ seen }: SeenProps) {
  const { t } = useWords();
  if (seen.damage.length === 0) return null;
  return (
    <section className="panel-section">
      <h3>{t("incidents.detail.damage")}</h3>
      <ul className="plain-list">
        {seen.damage.map(({ siteKind, site, siteName, degree, functioning }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: lines have no id of their own and never move
          <li key={index}>
            <strong>
              {[codeLabel(t, "damageKind", siteKind), site?.name ?? siteName].filter(Boolean).join(", ")}
            </strong>
            <div className="soft">
              {[codeLabel(t, "damageDegree", degree), codeLabel(t, "functioning", functioning)]
                .filter((_, at) => (at === 0 ? degree : functioning) !== "unknown")
                .join(" · ")}
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Marks of grave violations with what each counts (MRM: some by victims, some by incidents). */
export function MarksPart({ seen }: SeenProps) {
  const { t, tag } = useWords();
  const marks = seen.mrm as Parameters<typeof violationCount>[0][];
  if (marks.length === 0) return null;
  return (
    <section className="panel-section">
      <h3>{t("incidents.detail.mrm")}</h3>
      <ul className="plain-list">
        {marks.map((mark) => {
          const { by, ...range } = violationCount(mark, seen.harm);
          const victims = range.best === null ? "log.seen.countedUnknown" : "log.seen.countedVictims";
          return (
            <li key={mark}>
              <strong>
                <CodeLabel list="graveViolation" code={mark} />
              </strong>
              <div className="soft">
                {by === "incidents"
                  ? t("log.seen.countedIncident")
                  : t(victims, { range: rangeText(range, tag) })}
              </div>
            </li>
          );
        })}
      </ul>
    </section>
  );
}

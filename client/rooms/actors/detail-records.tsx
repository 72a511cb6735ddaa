/**
 * The incidents behind a number of weapons or victims: facts hold neither, so the server names the records, and they open
 * below their tables. The address says which: `about=weapon.small_arms.counted`.
 */
import { Button } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { type ReactNode, useEffect, useRef } from "react";
import type { ConductAnswer } from "../../../shared/rooms/actors-conduct.ts";
import { INCIDENT_KINDS, type VerificationLevel } from "../../../shared/rooms/incidents.ts";
import { isoOf } from "../../../shared/time.ts";
import { useAddress, useSetAddress } from "../../dashboard.ts";
import type { DashboardState } from "../../ui/dashboard-types.ts";
import { ErrorNote, Waiting } from "../../ui/states.tsx";
import type { Search } from "../../url.ts";
import { codeLabel } from "../../words/codes.ts";
import { formatSpan } from "../../words/format.ts";
import { useWords } from "../../words/index.tsx";
import { type ConductAsked, useConduct } from "./queries-engagement.ts";

const MARKS = ["counted", "alleged"] as const;
export type SplitMark = (typeof MARKS)[number];

type Weapon = ConductAnswer["weapons"][number];
type Victim = ConductAnswer["victims"][number];

export const weaponKey = ({ weapon }: Weapon): string => `weapon.${weapon ?? ""}`;
export const victimKey = ({ harm, sex, age }: Victim): string => `victim.${harm}-${sex}-${age}`;

interface Behind {
  key: string;
  mark: SplitMark;
}

/** Undefined where the address opens something else. */
function behindOf(about: string | undefined): Behind | undefined {
  const [part, code, last] = about?.split(".") ?? [];
  const mark = MARKS.find((one) => one === last);
  return mark && (part === "weapon" || part === "victim") ? { key: `${part}.${code}`, mark } : undefined;
}

/** A number that opens its incidents below. */
export function ToldLink({ behind: { key, mark }, children }: { behind: Behind; children: ReactNode }) {
  return (
    <Link
      className="records-link"
      to="."
      search={(before: Search) => ({ ...before, about: `${key}.${mark}` })}
      resetScroll={false}
    >
      {children}
    </Link>
  );
}

interface ToldRecordsProps {
  state: DashboardState;
  asked: ConductAsked;
  levelsOf: (mark: SplitMark) => readonly VerificationLevel[];
}

/** What the address asks for; nothing where it asks for nothing of this. */
export function ToldRecords(props: ToldRecordsProps) {
  const behind = behindOf(useAddress().about);
  return behind ? <Records key={`${behind.key}.${behind.mark}`} {...props} behind={behind} /> : null;
}

function Records({ state, asked, levelsOf, behind }: ToldRecordsProps & { behind: Behind }) {
  const { t } = useWords();
  const setAddress = useSetAddress();
  const answer = useConduct(state.operation, { ...asked, records: true });
  const place = useRef<HTMLElement>(null);
  // Whoever follows a number is taken to its list, and a screen reader with them.
  useEffect(() => place.current?.focus(), []);
  const refs = answer.data && refsOf(answer.data, behind, levelsOf(behind.mark));
  return (
    <section className="told-records" ref={place} tabIndex={-1}>
      <h4>
        {t("conduct.records", { n: refs?.length ?? 0 })}{" "}
        <Button size="compact-xs" variant="subtle" onClick={() => setAddress({ about: undefined })}>
          {t("conduct.recordsClose")}
        </Button>
      </h4>
      {answer.isError && <ErrorNote error={answer.error} retry={answer.refetch} />}
      {answer.isPending && <Waiting lines={2} />}
      <ul className="claims">
        {refs?.map((ref) => (
          <li key={ref}>
            <IncidentLink state={state} incident={ref} />
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Each incident once, in the order given. */
function refsOf(answer: ConductAnswer, { key }: Behind, levels: readonly VerificationLevel[]): string[] {
  const rows = [
    ...answer.weapons.filter((row) => weaponKey(row) === key),
    ...answer.victims.filter((row) => victimKey(row) === key),
  ];
  return [
    ...new Set(rows.filter(({ level }) => levels.includes(level)).flatMap(({ records }) => records ?? [])),
  ];
}

/** Kind, place and day out of the facts; only the word "Incident" while those are on their way. */
function IncidentLink({ state, incident }: { state: DashboardState; incident: string }) {
  const { t, tag } = useWords();
  const { facts, operation } = state;
  const row = state.rowOf(incident);
  const text = () => {
    if (!facts || row < 0) return t("conduct.record");
    const kind = codeLabel(t, "incidentKind", INCIDENT_KINDS[facts.kind[row]!] ?? "unknown");
    const place = facts.dictionaries.areas[facts.area[row]!]?.name ?? t("incidents.list.noPlace");
    const day = facts.day[row]!;
    return `${formatSpan(isoOf(day - facts.span[row]!), isoOf(day), tag)} · ${kind}, ${place}`;
  };
  return (
    <Link to="/$operation/incidents/$ref" params={{ operation, ref: incident }} search>
      {text()}
    </Link>
  );
}

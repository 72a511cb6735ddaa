/**
 * Every area with its level, the weeks before, when it was last heard of and by whom it can be. A week's number opens what
 * was logged in it, under its area. Cards on a phone.
 */
import { Link } from "@tanstack/react-router";
import { Fragment, type ReactNode } from "react";
import type { InformationArea } from "../../../shared/rooms/coverage-information.ts";
import { useAddress } from "../../dashboard.ts";
import type { Search } from "../../url.ts";
import { formatDate } from "../../words/format.ts";
import { type Translate, useWords } from "../../words/index.tsx";
import { WeekWords, weekText } from "./list-words.tsx";
import { InformationMark } from "./row-information.tsx";

const COLUMNS = ["area", "level", "weeks", "heard", "presence", "network"] as const;

export function InformationTable({
  operation,
  areas,
}: {
  operation: string;
  areas: readonly InformationArea[];
}) {
  const { t } = useWords();
  const { record } = useAddress();
  if (areas.length === 0) return <p>{t("information.areas.empty")}</p>;
  return (
    <table className="gap-table information-table">
      <thead>
        <tr>
          {COLUMNS.map((column) => (
            <th key={column} scope="col">
              {t(`information.areas.${column}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {areas.map((area) => (
          <Fragment key={area.code}>
            <Row operation={operation} area={area} />
            <Opened operation={operation} area={area} record={record} />
          </Fragment>
        ))}
      </tbody>
    </table>
  );
}

/** The words of the week that the address names, if it is one of this area. */
function Opened({ record, ...at }: { operation: string; area: InformationArea; record: string | undefined }) {
  const { code } = at.area;
  if (!record?.startsWith(`${code}.`)) return null;
  return (
    <tr className="information-opened">
      <td colSpan={COLUMNS.length}>
        <WeekWords key={record} {...at} week={record.slice(code.length + 1)} />
      </td>
    </tr>
  );
}

function Row({ operation, area }: { operation: string; area: InformationArea }) {
  const { t, tag } = useWords();
  const { code, name, region, level, computed, setReason } = area;
  return (
    <tr>
      <th scope="row">
        <Link to="/$operation/areas/$code" params={{ operation, code }} className="gap-link">
          {name}
        </Link>{" "}
        <small>{region}</small>
      </th>
      <td data-label={t("information.areas.level")}>
        <InformationMark level={level} />
        {setReason && (
          <small title={setReason}>
            {" "}
            {t("information.areas.set", { level: t(`information.level.${computed}`) })}
          </small>
        )}
      </td>
      <td data-label={t("information.areas.weeks")}>
        <Weeks area={area} />
      </td>
      <td data-label={t("information.areas.heard")}>{heardText(t, tag, area)}</td>
      <td data-label={t("information.areas.presence")}>{presenceText(t, area)}</td>
      <td data-label={t("information.areas.network")}>{reachText(t, area)}</td>
    </tr>
  );
}

/** Four squares, oldest first; each says its week and level, and beside it how many words there are. */
function Weeks({ area }: { area: InformationArea }) {
  const { t } = useWords();
  return (
    <span className="information-weeks">
      {area.weeks.map(({ week, level, words }) => {
        const said = t("information.areas.week", { week, level: t(`information.level.${level}`), n: words });
        return (
          <WeekLink key={week} code={area.code} week={week} words={words} said={said}>
            <span className={`information information-${level}`} />
            {words}
          </WeekLink>
        );
      })}
    </span>
  );
}

interface WeekLinkProps {
  code: string;
  week: string;
  words: number;
  said: string;
  children: ReactNode;
}

/** Nothing to open where nothing was logged. `data-words` carries the number for whoever walks all figures. */
function WeekLink({ code, week, words, said, children }: WeekLinkProps) {
  if (words === 0)
    return (
      <span role="img" className="mark" aria-label={said} title={said}>
        {children}
      </span>
    );
  return (
    <Link
      className="mark records-link"
      to="."
      search={(before: Search) => ({ ...before, record: weekText(code, week) })}
      resetScroll={false}
      data-words={words}
      aria-label={said}
      title={said}
    >
      {children}
    </Link>
  );
}

/** "12 days ago, call (20 Nov 2019)", or never. */
export function heardText(t: Translate, tag: string, { days, heardOn, channel }: InformationArea): string {
  if (days === null || !heardOn || !channel) return t("information.areas.never");
  const ago = t("information.areas.ago", { n: days, channel: t(`information.channel.${channel}`) });
  return `${ago} (${formatDate(heardOn, tag)})`;
}

export function presenceText(t: Translate, { presence, direct }: InformationArea): string {
  if (presence === "direct") return t("information.areas.direct", { n: direct });
  return t(presence === "remote" ? "information.areas.remote" : "information.areas.noPresence");
}

export function reachText(t: Translate, { network, access }: InformationArea): string {
  const lacks = [
    ...(network === false ? [t("information.areas.noNetwork")] : []),
    ...(access === false ? [t("information.areas.noAccess")] : []),
  ];
  if (lacks.length > 0) return lacks.join(", ");
  return network === null && access === null ? t("information.areas.unsaid") : "✓";
}

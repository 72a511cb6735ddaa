/** Every area with its level, the weeks before, when it was last heard of and by whom it can be. Cards on a phone. */
import { Link } from "@tanstack/react-router";
import type { InformationArea } from "../../../shared/rooms/coverage-information.ts";
import { formatDate } from "../../words/format.ts";
import { type Translate, useWords } from "../../words/index.tsx";
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
          <Row key={area.code} operation={operation} area={area} />
        ))}
      </tbody>
    </table>
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

/** Four squares, oldest first; each says its week and level. */
function Weeks({ area }: { area: InformationArea }) {
  const { t } = useWords();
  const said = area.weeks.map(({ week, level }) =>
    t("information.areas.week", { week, level: t(`information.level.${level}`) }),
  );
  return (
    <span className="mark" role="img" aria-label={said.join(", ")} title={said.join(", ")}>
      {area.weeks.map(({ week, level }) => (
        <span key={week} className={`information information-${level}`} />
      ))}
    </span>
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

/** What the letters of the table mean, and the communities it shows: four at most, so that it can be read. */
import { MultiSelect } from "@mantine/core";
import type { Community } from "../../shared/rooms/access.ts";
import { LEVELS, READING_COMMUNITIES } from "../../shared/rooms/protocol.ts";
import { codeLabel } from "../words/codes.ts";
import { useWords } from "../words/index.tsx";
import { letterOf } from "./protocol-matrix.tsx";

const AT_MOST = 4;
const THAT_MATTER: readonly Community[] = [
  "mission_poc",
  "mission_military",
  "protection_core",
  "cmcoord",
  "mission_hr",
];

/** One's own community and three that matter to it. */
export function usualCommunities(own: string): Community[] {
  const mine = READING_COMMUNITIES.filter((community) => community === own);
  return [...mine, ...THAT_MATTER.filter((community) => community !== own)].slice(0, AT_MOST);
}

interface PickerProps {
  value: readonly Community[];
  onChange: (communities: Community[]) => void;
}

export function CommunityPicker({ value, onChange }: PickerProps) {
  const { t } = useWords();
  return (
    <MultiSelect
      className="protocol-picker pills no-print"
      label={t("protocol.matrix.communities", { n: AT_MOST })}
      data={READING_COMMUNITIES.map((code) => ({ value: code, label: codeLabel(t, "community", code) }))}
      value={[...value]}
      maxValues={AT_MOST}
      onChange={(codes) => onChange(READING_COMMUNITIES.filter((code) => codes.includes(code)))}
    />
  );
}

export function ProtocolLegend() {
  const { t } = useWords();
  return (
    <section className="protocol-legend" aria-labelledby="protocol-legend-title">
      <h3 id="protocol-legend-title">{t("protocol.legend.title")}</h3>
      <dl>
        {LEVELS.toReversed().map((level) => (
          <div key={level}>
            <dt>
              <span className={`chip chip-${level}`}>{letterOf(level)}</span>
            </dt>
            <dd>{t(`protocol.level.${level}`)}</dd>
          </div>
        ))}
      </dl>
      <p>
        {t("protocol.legend.order")} {t("protocol.legend.own")} {t("protocol.legend.party")}{" "}
        {t("protocol.legend.whole")}
      </p>
      <p className="no-print">{t("protocol.matrix.keys")}</p>
    </section>
  );
}

/**
 * Small marks that stand beside a record: verification (never colour alone), sensitivity in bars, codes with their
 * meaning on hover and focus, and what is illustrative or contradicts itself.
 */
import { Badge, Tooltip } from "@mantine/core";
import { SENSITIVITIES, type Sensitivity } from "../../shared/rooms/records.ts";
import { codeDefinition, codeLabel } from "../words/codes.ts";
import { useWords } from "../words/index.tsx";
import { Icon } from "./icons.tsx";

/** A code's label; where a meaning exists it is one hover or one Tab away. `list` as in words/en/codes.ts. */
export function CodeLabel({ list, code }: { list: string; code: string }) {
  const { t } = useWords();
  const meaning = codeDefinition(t, list, code);
  const label = codeLabel(t, list, code);
  if (!meaning) return <span>{label}</span>;
  return (
    <Tooltip label={meaning}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: the definition must be reachable by keyboard */}
      <span className="defined" tabIndex={0}>
        {label}
      </span>
    </Tooltip>
  );
}

/** Level of verification: pattern and word. Solid verified, dense hatch corroborated, light hatch pending, outline not verifiable, struck rejected. */
export function VerificationMark({ level, short = false }: { level: string; short?: boolean }) {
  const { t } = useWords();
  const label = codeLabel(t, "verification", level);
  const mark = <span className={`verification verification-${level}`} aria-hidden="true" />;
  return (
    <Tooltip label={codeDefinition(t, "verification", level) ?? label}>
      <span className="mark">
        {mark}
        {short ? <span className="visually-hidden">{label}</span> : <span>{label}</span>}
      </span>
    </Tooltip>
  );
}

/** Sensitivity as one to four bars with its word; severe also carries a lock. */
export function SensitivityBars({ level }: { level: Sensitivity }) {
  const { t } = useWords();
  const height = SENSITIVITIES.indexOf(level) + 1;
  return (
    <Tooltip label={codeDefinition(t, "sensitivity", level)}>
      <span className="mark" data-sensitivity={level}>
        <svg width="18" height="14" viewBox="0 0 18 14" aria-hidden="true" focusable="false">
          {SENSITIVITIES.map((name, index) => (
            <rect
              key={name}
              x={index * 4.5}
              y={10 - index * 3}
              width="3"
              height={4 + index * 3}
              rx="0.7"
              fill={index < height ? "currentColor" : "none"}
              stroke="currentColor"
              strokeWidth="0.8"
            />
          ))}
        </svg>
        <span>{codeLabel(t, "sensitivity", level)}</span>
        {level === "severe" && <Icon name="lock" size={14} />}
      </span>
    </Tooltip>
  );
}

/** The word on everything invented for the demonstration. */
export function IllustrativeMark() {
  const { t } = useWords();
  return (
    <Badge variant="outline" color="gray" size="sm" radius="xs" className="illustrative">
      {t("frame.marks.illustrative")}
    </Badge>
  );
}

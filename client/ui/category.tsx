/**
 * The mark of a priority category wherever one stands: letter, lightness and hatch together, because colour alone is
 * lost in sunlight, in print and to many eyes. The map draws the same category by the same rule (map/layers/areas.ts).
 */
import { Tooltip } from "@mantine/core";
import type { PriorityCategory } from "../../shared/rooms/priorities.ts";
import { codeDefinition, codeLabel } from "../words/codes.ts";
import { UNKNOWN } from "../words/format.ts";
import { useWords } from "../words/index.tsx";
import "./category.css";

interface CategoryMarkProps {
  category: PriorityCategory;
  /** Only the sign, its word for screen readers and on hover. */
  short?: boolean;
}

/** Letter on the category's tone beside its hatch, then the word. */
export function CategoryMark({ category, short = false }: CategoryMarkProps) {
  const { t } = useWords();
  const label = codeLabel(t, "priorityCategory", category);
  // Must and Monitor begin with one letter in many languages, so only what asks for presence carries one.
  const letter = category === "monitor" ? UNKNOWN : t(`map.letter.${category}`);
  return (
    <Tooltip label={codeDefinition(t, "priorityCategory", category) ?? label}>
      <span className="mark">
        <span className={`category category-${category}`} aria-hidden="true">
          <span className="category-letter">{letter}</span>
          <span className="category-hatch" />
        </span>
        <span className={short ? "visually-hidden" : "category-word"}>{label}</span>
      </span>
    </Tooltip>
  );
}

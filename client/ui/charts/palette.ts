/**
 * Colours and marks shared by map, timeline and charts, for light and dark. Okabe–Ito (2008) for parties, because
 * it survives the common colour-vision deficiencies; one hue by lightness for priorities; never red against green.
 * Each colour has a partner that is not colour: a letter, an outline, a hatch, a word.
 */
import type { VerificationLevel } from "../../../shared/rooms/incidents.ts";
import type { PriorityCategory } from "../../../shared/rooms/priorities.ts";

export type Theme = "light" | "dark";

/** Colours of one theme. `killed` is all dead, `civilian` the part recorded as civilian. */
export interface Palette {
  ink: string;
  inkSoft: string;
  line: string;
  surface: string;
  accent: string;
  killed: string;
  civilian: string;
  band: string;
  quiet: string;
  communal: string;
  covered: string;
  parties: readonly string[];
  category: Record<PriorityCategory, string>;
}

export const PALETTES: Record<Theme, Palette> = {
  light: {
    ink: "#22282b",
    inkSoft: "#5a6468",
    line: "#d9d5cc",
    surface: "#fffdf9",
    accent: "#0f6478",
    killed: "#7a6f86",
    civilian: "#4b2a63",
    band: "rgba(122, 111, 134, 0.26)",
    quiet: "#b9b6ae",
    communal: "#8a8a8a",
    covered: "#0072b2",
    parties: ["#0072b2", "#e69f00", "#009e73", "#cc79a7", "#56b4e9", "#d55e00", "#b3a100"],
    category: { must: "#8f1d1d", should: "#d9765f", could: "#e3c68f", monitor: "#cfcdc8" },
  },
  dark: {
    ink: "#ece8e1",
    inkSoft: "#a9b0b2",
    line: "#3a4145",
    surface: "#1d2225",
    accent: "#5bb6cc",
    killed: "#a79cb6",
    civilian: "#e0c8f5",
    band: "rgba(167, 156, 182, 0.28)",
    quiet: "#5b6266",
    communal: "#8f9698",
    covered: "#56b4e9",
    parties: ["#56b4e9", "#e69f00", "#2bbf95", "#dd94bb", "#3f8fd0", "#f0803c", "#f0e442"],
    category: { must: "#d8564f", should: "#b8705f", could: "#8f7c58", monitor: "#4c5154" },
  },
};

/** How a level of verification is drawn: filled, hatched densely or lightly, outlined, or struck through. */
export type VerificationMark = "solid" | "dense" | "light" | "outline" | "struck";

export const VERIFICATION_MARKS: Record<VerificationLevel, VerificationMark> = {
  verified: "solid",
  corroborated: "dense",
  reported: "light",
  under_verification: "light",
  not_verifiable: "outline",
  falsely_attributed: "struck",
  rejected: "struck",
};

/**
 * The mark of a level in this operation: a headline level is drawn solid, because it is what the operation
 * counts; all others keep their own mark.
 */
export function markOf(level: VerificationLevel, headline: readonly VerificationLevel[]): VerificationMark {
  return headline.includes(level) ? "solid" : VERIFICATION_MARKS[level];
}

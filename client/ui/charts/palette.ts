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
    ink: "#211e1b",
    inkSoft: "#6b645c",
    line: "#e3dcd2",
    surface: "#fffdfa",
    accent: "#0d5669",
    killed: "#7a6f86",
    civilian: "#4b2a63",
    band: "rgba(122, 111, 134, 0.26)",
    quiet: "#b9b6ae",
    communal: "#8a8a8a",
    covered: "#1f6fae",
    parties: ["#0072b2", "#e69f00", "#009e73", "#cc79a7", "#56b4e9", "#d55e00", "#b3a100"],
    category: { must: "#8c1d18", should: "#d0654f", could: "#d9b27c", monitor: "#b5aea4" },
  },
  dark: {
    ink: "#e6e1da",
    inkSoft: "#aaa298",
    line: "#3b3630",
    surface: "#24211d",
    accent: "#6fb3c5",
    killed: "#9a8cab",
    civilian: "#cdaee8",
    band: "rgba(167, 156, 182, 0.28)",
    quiet: "#5d564e",
    communal: "#8f9698",
    covered: "#5aa9e6",
    parties: ["#56b4e9", "#e69f00", "#2bbf95", "#dd94bb", "#3f8fd0", "#f0803c", "#f0e442"],
    category: { must: "#e0574a", should: "#e08f78", could: "#d9bd91", monitor: "#857d73" },
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

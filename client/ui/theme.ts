/**
 * The look: warm neutral surfaces, one deep teal-blue accent for actions and selection, light and dark both designed.
 * Colours with a meaning (priority, coverage, verification) are CSS variables in theme.css, never theme colours.
 */
import { type CSSVariablesResolver, createTheme, type MantineColorsTuple } from "@mantine/core";
import { enterChooses } from "./choosing.ts";

const accent: MantineColorsTuple = [
  "#e6f3f6",
  "#cde4ea",
  "#a0ccd8",
  "#6fb3c5",
  "#479cb2",
  "#2a8399",
  "#156a80",
  "#0d5669",
  "#0a4656",
  "#073541",
];
const warmGray: MantineColorsTuple = [
  "#faf8f5",
  "#f3f0eb",
  "#e8e3dc",
  "#d9d2c8",
  "#bfb7ab",
  "#9c9489",
  "#6b645c",
  "#4f4943",
  "#37332f",
  "#211e1b",
];
const warmDark: MantineColorsTuple = [
  "#e6e1da",
  "#c5beb4",
  "#a29a90",
  "#756d64",
  "#4d4740",
  "#3b3630",
  "#2e2a26",
  "#24211d",
  "#1b1916",
  "#131110",
];

const FONT = '"Noto Sans", "Noto Sans Arabic", system-ui, sans-serif';

export const theme = createTheme({
  primaryColor: "accent",
  primaryShade: { light: 7, dark: 6 },
  colors: { accent, gray: warmGray, dark: warmDark },
  white: "#ffffff",
  black: "#211e1b",
  fontFamily: FONT,
  fontFamilyMonospace: FONT,
  headings: { fontFamily: FONT, fontWeight: "600" },
  fontSizes: { xs: "0.75rem", sm: "0.8125rem", md: "0.875rem", lg: "1rem", xl: "1.25rem" },
  spacing: { xs: "0.5rem", sm: "0.75rem", md: "1rem", lg: "1.5rem", xl: "2rem" },
  defaultRadius: "sm",
  radius: { xs: "3px", sm: "5px", md: "8px", lg: "12px", xl: "20px" },
  cursorType: "pointer",
  respectReducedMotion: true,
  autoContrast: true,
  components: {
    Tooltip: {
      defaultProps: {
        openDelay: 300,
        withArrow: true,
        multiline: true,
        maw: 320,
        events: { hover: true, focus: true, touch: true },
      },
    },
    Button: { defaultProps: { size: "sm" } },
    TextInput: { defaultProps: { size: "sm" } },
    // Choosing what is chosen already leaves it: Enter on a filled field must not empty it.
    Select: {
      defaultProps: {
        size: "sm",
        checkIconPosition: "right" as const,
        allowDeselect: false,
        onKeyDownCapture: enterChooses,
      },
    },
    MultiSelect: { defaultProps: { onKeyDownCapture: enterChooses } },
    Modal: { defaultProps: { transitionProps: { duration: 120 }, centered: true } },
    Drawer: { defaultProps: { transitionProps: { duration: 150 } } },
    Popover: { defaultProps: { transitionProps: { duration: 100 }, shadow: "md" } },
    Menu: { defaultProps: { transitionProps: { duration: 100 }, shadow: "md" } },
  },
});

/** Page and text colours that Mantine would otherwise take from its cool greys. */
export const cssVariables: CSSVariablesResolver = (resolved) => ({
  variables: {},
  light: {
    "--mantine-color-body": "#fffdfa",
    "--mantine-color-text": resolved.black,
    "--mantine-color-dimmed": warmGray[6],
    "--mantine-color-anchor": accent[7],
    "--mantine-color-placeholder": "#7a7167",
    "--mantine-color-error": "#a12622",
  },
  dark: {
    "--mantine-color-body": warmDark[7],
    "--mantine-color-text": warmDark[0],
    "--mantine-color-dimmed": warmDark[2],
    "--mantine-color-anchor": accent[3],
    "--mantine-color-accent-light-color": accent[3],
    "--mantine-primary-color-light-color": accent[3],
    "--mantine-color-placeholder": "#a29a90",
    "--mantine-color-error": "#f09a91",
  },
});

/**
 * The bundled typefaces: Noto Sans and its Arabic companion, two weights. Each script is a file of its own with its
 * character range, so a browser fetches only what a page shows (13 kB a weight for Latin). No remote font.
 */
import "@fontsource/noto-sans/400.css";
import "@fontsource/noto-sans/600.css";
import "./fonts.css";

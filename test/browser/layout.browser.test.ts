/**
 * The screens everybody begins with, on a laptop, a phone, in the dark and from right to left: nothing pushes the page
 * sideways, no words are cut, controls are large enough to hit, and no fault against WCAG 2.2 AA.
 */
import { describe, test } from "vitest";
import { LOOKS, type Screen, walk } from "./looks.ts";

const SCREENS: Record<string, Screen> = {
  doors: { path: "/sign-in", ready: ".doors" },
  map: { path: "/CAF/map", ready: ".overview", map: true },
  list: { path: "/CAF/map?panel=list", ready: ".overview", map: true },
  incidents: { path: "/CAF/incidents", ready: ".incidents" },
  detail: { path: "/CAF/incidents", ready: ".incidents", opens: [["tbody tr", ".fact-list"]] },
  form: { path: "/CAF/incidents/new", ready: ".log" },
  actors: { path: "/CAF/actors", ready: ".actors-side li", map: true },
  actor: { path: "/CAF/actors", ready: ".actors-side li", opens: [[".actors-side li a", "dl"]] },
  priorities: { path: "/CAF/priorities", ready: "text=Bambari" },
  coverage: { path: "/CAF/coverage", ready: "text=Alindao" },
  patrols: { path: "/CAF/coverage?panel=patrols", ready: "h2" },
  "log-denied": { path: "/CAF/audit", ready: ".empty-note" },
  log: { path: "/CAF/audit", ready: ".watch-table", door: "admin" },
  glass: { path: "/CAF/audit/glass", ready: ".watch-form", door: "admin" },
  lock: { path: "/CAF/audit/lock", ready: ".lock-levels", door: "admin" },
  keeping: { path: "/CAF/audit/keeping", ready: ".watch-table", door: "coordinator" },
  protocol: { path: "/CAF/protocol", ready: ".protocol-matrix" },
  area: { path: "/CAF/areas/CF431", ready: ".dossier-unknowns" },
};

describe("every screen", () => {
  test.each(Object.keys(LOOKS))("%s", (look) => walk(SCREENS, look));
});

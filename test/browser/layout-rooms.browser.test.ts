/** The screens of the rooms behind, held as layout.browser.test.ts holds those everybody begins with. */
import { describe, test } from "vitest";
import { LOOKS, type Screen, walk } from "./looks.ts";

const SCREENS: Record<string, Screen> = {
  verify: { path: "/CAF/verify", ready: ".verify-head h1", door: "coordinator" },
  "verify-one": {
    ...{ path: "/CAF/verify", ready: ".verify-list", door: "coordinator" },
    opens: [[".verify-queue .queue-main", ".verify-side h2"]],
  },
  same: { path: "/CAF/verify/same", ready: "h1", door: "coordinator" },
  alike: { path: "/CAF/verify/alike", ready: "h1", door: "coordinator" },
  intake: { path: "/CAF/intake", ready: ".intake-page h1", door: "coordinator" },
  displaced: { path: "/CAF/displaced", ready: ".told-room li", door: "coordinator" },
  "displaced-form": { path: "/CAF/displaced/new", ready: "form", door: "coordinator" },
  releases: { path: "/CAF/releases", ready: ".releases-inside h1", door: "coordinator" },
  device: { path: "/CAF/device", ready: ".device h1", door: "coordinator" },
  account: { path: "/account", ready: ".account-main", door: "coordinator" },
  method: { path: "/CAF/method", ready: ".method h1", door: "coordinator" },
  information: { path: "/CAF/coverage?panel=information", ready: "h2", door: "coordinator" },
  people: { path: "/CAF/people", ready: ".people-inside h1", door: "admin" },
  structure: { path: "/CAF/actors/structure", ready: ".structure-drawing", door: "cmcoord" },
  ground: { path: "/CAF/actors/ground", ready: ".ground-room canvas", door: "cmcoord" },
  engagement: { path: "/CAF/actors/engagement", ready: ".panel li", door: "cmcoord" },
  mission: { path: "/CAF/actors/engagement/mission/new", ready: "form", door: "cmcoord" },
  brief: { path: "/CAF/actors/engagement/brief/new", ready: "form", door: "cmcoord" },
  zone: { path: "/CAF/actors/zone", ready: "form", door: "cmcoord" },
  relation: { path: "/CAF/actors/relation", ready: "form", door: "cmcoord" },
  profile: {
    ...{ path: "/CAF/actors", ready: ".actors-side li", door: "cmcoord" },
    opens: [
      [".actors-side li a", "dl"],
      ["a[href*='/profile']", ".profile h1"],
    ],
  },
};

describe("every screen of the rooms", () => {
  test.each(Object.keys(LOOKS))("%s", (look) => walk(SCREENS, look));
});

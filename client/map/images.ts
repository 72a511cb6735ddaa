/**
 * Patterns and marks of the map, drawn on a canvas when the style loads: hatches, hatched discs, bases, sites and the
 * signs of incident kinds. Drawing them here keeps the download small and lets both themes share one recipe.
 */
import { INCIDENT_KINDS, type IncidentKind } from "../../shared/rooms/incidents.ts";
import { PALETTES, type Palette, type Theme } from "../ui/charts/palette.ts";
import { IMAGES } from "./ids.ts";
import { DISC_IMAGE_RADIUS } from "./layers/incidents.ts";
import { BASE_COLOURS } from "./style.ts";

type Draw = (context: OffscreenCanvasRenderingContext2D) => void;

export interface MapImage {
  id: string;
  image: ImageData;
  pixelRatio: number;
  /** Takes its colour from the layer. */
  sdf?: boolean;
  /** Parts that may stretch and where text goes, for a badge that fits its number; in image pixels. */
  stretch?: { x: [number, number]; y: [number, number]; content: [number, number, number, number] };
}

const RATIO = 2;

/** An image of `size` CSS pixels; `draw` works in CSS pixels. */
function paint(size: number, draw: Draw): ImageData {
  const canvas = new OffscreenCanvas(size * RATIO, size * RATIO);
  const context = canvas.getContext("2d");
  if (!context) throw new Error("this browser cannot draw on a canvas");
  context.scale(RATIO, RATIO);
  draw(context);
  return context.getImageData(0, 0, size * RATIO, size * RATIO);
}

/** Diagonal lines that continue over the edge of the tile, falling instead of rising if asked. `gap` divides `size`. */
function hatch(
  size: number,
  gap: number,
  colour: string,
  width: number,
  cross = false,
  falling = false,
): Draw {
  return (context) => {
    if (falling) context.setTransform(-RATIO, 0, 0, RATIO, size * RATIO, 0);
    context.strokeStyle = colour;
    context.lineWidth = width;
    context.beginPath();
    for (let at = -size; at <= 2 * size; at += gap) {
      context.moveTo(at, size + 1);
      context.lineTo(at + size + 1, 0);
      if (cross) {
        context.moveTo(at, 0);
        context.lineTo(at + size + 1, size + 1);
      }
    }
    context.stroke();
  };
}

/** The same in broken lines. */
const broken =
  (draw: Draw): Draw =>
  (context) => {
    context.setLineDash([2, 3]);
    draw(context);
  };

/** Dots set apart like bricks. */
function dots(size: number, colour: string, radius: number): Draw {
  return (context) => {
    context.fillStyle = colour;
    for (const at of [size / 4, (3 * size) / 4]) {
      context.beginPath();
      context.arc(at, at, radius, 0, 2 * Math.PI);
      context.fill();
    }
  };
}

/** A disc filled with lines, or struck through once. Its radius is DISC_IMAGE_RADIUS. */
function disc(colour: string, gap: number): Draw {
  const r = DISC_IMAGE_RADIUS;
  return (context) => {
    context.beginPath();
    context.arc(r, r, r, 0, 2 * Math.PI);
    context.clip();
    hatch(2 * r, gap, colour, gap > r ? 5 : 2.2)(context);
  };
}

const dashedRing = (colour: string): Draw => {
  const r = DISC_IMAGE_RADIUS;
  return (context) => {
    context.strokeStyle = colour;
    context.lineWidth = 3;
    context.setLineDash([7, 5]);
    context.beginPath();
    context.arc(r, r, r - 2, 0, 2 * Math.PI);
    context.stroke();
  };
};

/** A base: a square on its point above a short stem, whose foot is the place, so that discs below stay visible. */
const base = (colour: string, halo: string, illustrative: boolean): Draw => {
  return (context) => {
    context.strokeStyle = colour;
    context.lineWidth = 1.6;
    context.beginPath();
    context.moveTo(13, 26);
    context.lineTo(13, 18);
    context.stroke();
    context.translate(13, 10);
    context.rotate(Math.PI / 4);
    context.beginPath();
    context.roundRect(-6, -6, 12, 12, 1.5);
    context.fillStyle = illustrative ? halo : colour;
    context.fill();
    context.strokeStyle = illustrative ? colour : halo;
    if (illustrative) context.setLineDash([3, 2]);
    context.stroke();
  };
};

/** A plain disc for signed distance drawing: its colour is given by the layer. */
const dot: Draw = (context) => {
  context.arc(6, 6, 4.5, 0, 2 * Math.PI);
  context.fill();
};

const site = (colour: string, halo: string, cross: boolean): Draw => {
  return (context) => {
    context.beginPath();
    context.roundRect(2, 2, 10, 10, 2);
    context.fillStyle = halo;
    context.fill();
    context.strokeStyle = colour;
    context.lineWidth = 1.3;
    context.stroke();
    context.fillStyle = colour;
    if (!cross) context.fillRect(5, 5, 4, 4);
    else {
      context.fillRect(6.2, 4, 1.6, 6);
      context.fillRect(4, 6.2, 6, 1.6);
    }
  };
};

/** Signs by family of kinds: who was harmed and how, simple enough to tell apart at 14 px. */
const SIGNS: readonly [string, readonly IncidentKind[]][] = [
  ["M4 4 10 10M10 4 4 10", ["armed_clash"]],
  ["M7 3.5V10.5M3.5 7H10.5", ["attack_on_health"]],
  ["M4 10.5V6L7 3.5 10 6V10.5Z", ["attack_on_school", "attack_on_site", "military_use_of_civilian_object"]],
  ["M7 3 11 10.5H3Z", ["explosive_hazard", "threat_intimidation", "weapons_in_site", "distinction_concern"]],
  [
    "M4.5 7H9.5M4.5 4.5V9.5M9.5 4.5V9.5",
    ["abduction", "arbitrary_detention", "enforced_disappearance", "siege", "family_separation"],
  ],
  ["M3.5 7H10.5M8 4.5 10.5 7 8 9.5", ["forced_displacement", "forced_return_refoulement"]],
  ["M4 4H10V10H4ZM4 10 10 4", ["movement_restriction", "access_denial", "extortion"]],
];
const PERSON = "M7 6A1.6 1.6 0 1 0 7 2.8 1.6 1.6 0 0 0 7 6M4 11C4 8.8 5.3 7.5 7 7.5S10 8.8 10 11";

const signOf = (kind: IncidentKind): string => SIGNS.find(([, kinds]) => kinds.includes(kind))?.[0] ?? PERSON;

const kindSign = (kind: IncidentKind, colour: string, halo: string): Draw => {
  return (context) => {
    context.beginPath();
    context.arc(7, 7, 6.6, 0, 2 * Math.PI);
    context.fillStyle = halo;
    context.fill();
    context.strokeStyle = colour;
    context.lineWidth = 1.4;
    context.lineCap = "round";
    context.lineJoin = "round";
    context.stroke(new Path2D(signOf(kind)));
  };
};

const badge = (colour: string, fill: string): Draw => {
  return (context) => {
    context.beginPath();
    context.rect(1, 1, 18, 18);
    context.fillStyle = fill;
    context.fill();
    context.strokeStyle = colour;
    context.lineWidth = 1.3;
    context.stroke();
  };
};

/** A signal: an open diamond with a stroke in it. */
const signal = (colour: string, halo: string): Draw => {
  return (context) => {
    context.beginPath();
    context.moveTo(8, 1.5);
    context.lineTo(14.5, 8);
    context.lineTo(8, 14.5);
    context.lineTo(1.5, 8);
    context.closePath();
    context.fillStyle = halo;
    context.fill();
    context.strokeStyle = colour;
    context.lineWidth = 1.5;
    context.stroke();
    context.beginPath();
    context.moveTo(8, 5);
    context.lineTo(8, 9);
    context.moveTo(8, 11);
    context.lineTo(8, 11.4);
    context.stroke();
  };
};

const image = (id: string, size: number, draw: Draw): MapImage => ({
  id,
  image: paint(size, draw),
  pixelRatio: RATIO,
});

/** Ground that two actors claim. */
export const contestedHatch = (theme: Theme): MapImage =>
  image("contested-ground", 12, hatch(12, 6, PALETTES[theme].ink, 1.3));

const hatches = (c: Palette, theme: Theme): MapImage[] => [
  image(IMAGES.hatchMust, 12, hatch(12, 4, `${c.category.must}73`, 0.9)),
  image(IMAGES.hatchShould, 16, hatch(16, 8, `${c.category.should}80`, 0.9)),
  image(IMAGES.hatchCould, 16, hatch(16, 16, `${c.category.could}99`, 0.9)),
  image(IMAGES.hatchUncovered, 12, hatch(12, 12, theme === "light" ? "#ffffffcc" : "#ffffff59", 1.2, true)),
  image(IMAGES.hatchUnknown, 16, hatch(16, 8, `${c.ink}59`, 0.8, false, true)),
  image(IMAGES.hatchUnknownDense, 12, hatch(12, 4, `${c.ink}66`, 0.8, false, true)),
  image(IMAGES.hatchMade, 16, broken(hatch(16, 8, `${c.ink}73`, 0.8, false, true))),
  image(IMAGES.hatchMadeDense, 12, broken(hatch(12, 4, `${c.ink}80`, 0.8, false, true))),
  image(IMAGES.dotsMade, 16, dots(16, `${c.ink}40`, 0.7)),
  image(IMAGES.dotsEntered, 10, dots(10, c.covered, 1.3)),
];

/** Every image of a theme. Runs in a browser only. */
export function mapImages(theme: Theme): MapImage[] {
  const c = PALETTES[theme];
  const { halo, text } = BASE_COLOURS[theme];
  return [
    ...hatches(c, theme),
    image(IMAGES.discDense, 2 * DISC_IMAGE_RADIUS, disc(c.killed, 6)),
    image(IMAGES.discLight, 2 * DISC_IMAGE_RADIUS, disc(c.killed, 14)),
    image(IMAGES.discStruck, 2 * DISC_IMAGE_RADIUS, disc(c.killed, 2 * DISC_IMAGE_RADIUS)),
    image(IMAGES.discIllustrative, 2 * DISC_IMAGE_RADIUS, dashedRing(c.killed)),
    image(IMAGES.base, 26, base(c.covered, halo, false)),
    image(IMAGES.baseIllustrative, 26, base(c.covered, halo, true)),
    { ...image(IMAGES.dot, 12, dot), sdf: true },
    image(IMAGES.site, 14, site(text, halo, false)),
    image(IMAGES.health, 14, site(text, halo, true)),
    ...INCIDENT_KINDS.map((kind) => image(IMAGES.kindPrefix + kind, 14, kindSign(kind, c.ink, halo))),
    image(IMAGES.signal, 16, signal(c.ink, halo)),
    {
      ...image(IMAGES.signalBadge, 20, badge(c.ink, halo)),
      stretch: { x: [8, 32], y: [8, 32], content: [6, 6, 34, 34] },
    },
    {
      ...image(IMAGES.square, 20, badge(c.killed, halo)),
      stretch: { x: [8, 32], y: [8, 32], content: [6, 6, 34, 34] },
    },
  ];
}

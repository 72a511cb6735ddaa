// Procedures of the room `places`: areas, their shapes, search by name or P-code, and one area whole.
import { z } from "zod";
import { AREA_LEVELS } from "../../../shared/rooms/places.ts";
import {
  areaAnswer,
  areaDossier,
  areaFeature,
  areaFeatures,
  areaMatch,
} from "../../../shared/rooms/places-answers.ts";
import { member, router } from "../../rpc/trpc.ts";
import { readAreas, readShape, readShapes, searchAreas } from "./read.ts";
import { readArea } from "./read-area.ts";

const level = z.literal(AREA_LEVELS);
/** P-code or ref. */
const code = z.string().trim().min(1).max(64);

export const placesRouter = router({
  areas: member({ level: level.optional() })
    .output(z.array(areaAnswer))
    .query(({ ctx, input }) => readAreas(ctx.tx, input.level)),

  shapes: member({ level })
    .output(areaFeatures)
    .query(({ ctx, input }) => readShapes(ctx.tx, input.level)),

  shapeOf: member({ code })
    .output(areaFeature)
    .query(({ ctx, input }) => readShape(ctx.tx, input.code)),

  search: member({ text: z.string().trim().min(1).max(100) })
    .output(z.array(areaMatch))
    .query(({ ctx, input }) => searchAreas(ctx.tx, input.text)),

  area: member({ code })
    .output(areaDossier)
    .query(({ ctx, input }) => readArea(ctx.tx, input.code)),
});

// Procedures of the room `places`: areas, their shapes, search by name or P-code, one area whole, the gazetteer and the
// places an organisation saves.
import { z } from "zod";
import { gazetteerRows } from "../../../shared/places/gazetteer.ts";
import { AREA_LEVELS, localPlaceForm } from "../../../shared/rooms/places.ts";
import {
  areaAnswer,
  areaDossier,
  areaFeature,
  areaFeatures,
  areaMatch,
  localPlaceSeen,
} from "../../../shared/rooms/places-answers.ts";
import { storedAnswer } from "../../../shared/rooms/records-answers.ts";
import { noteOnce } from "../../access/audit.ts";
import { grantWrite } from "../../access/write.ts";
import { member, router } from "../../rpc/trpc.ts";
import { readAreas, readShape, readShapes, searchAreas } from "./read.ts";
import { alongSeen, readAlong } from "./read-along.ts";
import { readArea } from "./read-area.ts";
import { readGazetteer, readLocalPlace } from "./read-gazetteer.ts";
import { editPlace, savePlace } from "./write-local.ts";

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

  /** All names this reader may know, for reading places offline and while typing (shared/places). */
  gazetteer: member({})
    .output(gazetteerRows)
    .query(({ ctx }) => readGazetteer(ctx.tx)),

  /** What may lie on a device for work without a network; who took it is noted once a day. */
  along: member({})
    .output(alongSeen)
    .query(async ({ ctx }) => {
      const seen = await readAlong(ctx.tx);
      await noteOnce(ctx.tx, { action: "device.take", minutes: 24 * 60 });
      return seen;
    }),

  local: member({ ref: z.uuid("not_a_uuid") })
    .output(localPlaceSeen)
    .query(({ ctx, input }) => readLocalPlace(ctx.tx, input.ref)),

  save: member({ form: localPlaceForm })
    .output(storedAnswer)
    .mutation(({ ctx, input }) => savePlace(ctx.tx, grantWrite(ctx.tx, "site"), input.form)),

  edit: member({ version: z.int().positive(), form: localPlaceForm })
    .output(storedAnswer)
    .mutation(({ ctx, input }) => editPlace(ctx.tx, grantWrite(ctx.tx, "site"), input.version, input.form)),
});

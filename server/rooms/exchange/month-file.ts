/** The file of the illustrative month: its form, and the ids its records have at every start. */
import { readFileSync } from "node:fs";
import { z } from "zod";
import { derivedId } from "../../../shared/ids.ts";
import { COMMUNITY_CODES, DOOR_CODES } from "../../../shared/rooms/access.ts";
import { ACTOR_KINDS } from "../../../shared/rooms/actors.ts";
import { INCIDENT_KINDS, SOURCE_TYPES, VERIFICATION_LEVELS } from "../../../shared/rooms/incidents.ts";
import { CALLBACK_CHANNELS } from "../../../shared/rooms/incidents-review.ts";
import { SENSITIVITIES } from "../../../shared/rooms/records.ts";
import { RELEASE_LEVELS, RELEASE_PURPOSES } from "../../../shared/rooms/releases.ts";

const MONTH = z.object({
  channel: z.string(),
  pathway: z.string(),
  actors: z.array(z.object({ key: z.string(), name: z.string(), kind: z.enum(ACTOR_KINDS) })),
  offices: z.array(
    z.object({ key: z.string(), organisation: z.string(), name: z.string(), function: z.string() }),
  ),
  party: z.object({ organisation: z.string(), community: z.enum(COMMUNITY_CODES), actor: z.string() }),
  incidents: z.array(
    z.object({
      ...{ key: z.string(), by: z.enum(DOOR_CODES), kind: z.enum(INCIDENT_KINDS), date: z.iso.date() },
      ...{ area: z.string(), place: z.string(), level: z.enum(VERIFICATION_LEVELS), text: z.string() },
      ...{ sensitivity: z.enum(SENSITIVITIES), party: z.string().nullable() },
      displaced: z.tuple([z.int(), z.int(), z.int()]).optional(),
      /** Kinds of sources, where they are others than the level says. */
      sources: z.array(z.enum(SOURCE_TYPES)).optional(),
    }),
  ),
  /** What is said about reports that wait for a second person; who decided the others follows from their level. */
  reviews: z.array(
    z.object({
      ...{ of: z.string(), question: z.string(), assigned: z.boolean().default(false) },
      ...{ more: z.string().optional(), comment: z.string().optional() },
      callBack: z
        .object({
          who: z.string(),
          channel: z.enum(CALLBACK_CHANNELS),
          about: z.string(),
          dueOn: z.iso.date(),
        })
        .optional(),
    }),
  ),
  releases: z.array(
    z.object({
      ...{ of: z.string(), to: z.enum(COMMUNITY_CODES), level: z.enum(RELEASE_LEVELS) },
      ...{ purpose: z.enum(RELEASE_PURPOSES), office: z.string().nullable() },
      /** accept, a reason for refusing, or null: nobody has answered. */
      answer: z.string().nullable(),
      withdrawn: z.string().optional(),
      until: z.iso.date().optional(),
    }),
  ),
  corrected: z.object({ of: z.string(), text: z.string() }),
});
export type Month = z.infer<typeof MONTH>;

/** The same id at every start, so that a start that was interrupted goes on where it stopped. */
export const idOf = (key: string) => derivedId("illustrative-month", key);

export const readMonth = (): Month =>
  MONTH.parse(
    JSON.parse(readFileSync(new URL("../../../db/demo/illustrative-month.json", import.meta.url), "utf8")),
  );

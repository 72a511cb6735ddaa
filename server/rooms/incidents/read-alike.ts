// Is a report that somebody writes told already? Compared with what this very reader sees, as they see it: a copy by its
// district and week, a hidden record not at all, so that no answer hints at one.
import { z } from "zod";
import type { Tx } from "../../../db/tx.ts";
import { type AlikeForm, MOST_ALIKE } from "../../../shared/rooms/incidents-alike.ts";
import { likeness, MOST_DAYS, POSSIBLE, type Told } from "../../../shared/rooms/incidents-pairs.ts";
import { dayOf, isoOf } from "../../../shared/time.ts";
import { locate } from "../places/read-locate.ts";
import { likenessSeen, TOLD, type ToldRow, told } from "./read-same.ts";

export const alikeSeen = z.array(told.extend({ own: z.boolean(), ...likenessSeen }));
export type AlikeSeen = z.infer<typeof alikeSeen>;

/** What lasts longer than this says too little of a day to be worth naming. */
const LONGEST = 31;
const MOST = 2_000;
const NEAR_IN_TIME = `${TOLD}
     and i.occurred_to between $2 and $3::date + ${LONGEST} and i.occurred_from <= $3 and i.ref is distinct from $4
   order by i.occurred_to limit ${MOST}`;

/** The likeliest first, at most MOST_ALIKE, of which own reports come before those of others. */
export async function readAlike(tx: Tx, form: AlikeForm): Promise<AlikeSeen> {
  const draft = await toTold(tx, form);
  const rows = await tx.query<ToldRow>(NEAR_IN_TIME, [
    ...[
      tx.principal.organisationId,
      isoOf(dayOf(draft.from) - MOST_DAYS),
      isoOf(dayOf(draft.to) + MOST_DAYS),
    ],
    form.id ?? null,
  ]);
  const alike = rows.flatMap((row) => {
    const like = likeness(draft, row);
    return like && like.score >= POSSIBLE ? [{ ...row, ...like }] : [];
  });
  return alike
    .sort((a, b) => Number(b.own) - Number(a.own) || b.score - a.score || a.ref.localeCompare(b.ref))
    .slice(0, MOST_ALIKE);
}

async function toTold(tx: Tx, form: AlikeForm): Promise<Told> {
  const { lon = null, lat = null, areaId = null, precision, placeName } = form.place;
  const { adm1_id, adm2_id } = await locate(tx, { lon, lat, areaId });
  return {
    ref: form.id ?? "",
    ...{ from: form.occurredFrom, to: form.occurredTo, kind: form.kind, lon, lat, precision },
    ...{ adm1: adm1_id, adm2: adm2_id, name: placeName ?? null, parties: form.parties },
    ...{ text: form.description ?? null, killed: form.killed ?? null },
  };
}

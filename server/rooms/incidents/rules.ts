// What the log decides by itself, whoever writes. It raises and coarsens: sexual violence and children are never less
// than high, and sexual violence is kept at its area and month, never as a point or a day. And it says what an edit
// may not change: a level that a reviewer gave.
import {
  type IncidentEdit,
  LOGGING_LEVELS,
  type VerificationLevel,
} from "../../../shared/rooms/incidents.ts";
import { strictest } from "../../../shared/rooms/records.ts";

const RAISING_KINDS = new Set(["crsv", "child_recruitment_use"]);

/** Does a report tell of sexual violence: as its kind, as a count, or as a grave violation? */
export const isSexual = ({ kind, harms, mrm }: Pick<IncidentEdit, "kind" | "harms" | "mrm">): boolean =>
  kind === "crsv" || harms.some((harm) => harm.harm === "crsv") || mrm.includes("sexual_violence");

/**
 * The form as it may be stored. The database holds the same (db/migrations/0020); here it is decided before anything
 * is compared or written.
 */
export function protect<Form extends IncidentEdit>(form: Form): Form {
  if (!isSexual(form) && !RAISING_KINDS.has(form.kind) && form.mrm.length === 0) return form;
  const raised = { ...form, sensitivity: strictest(form.sensitivity, "high") };
  return isSexual(form) ? withoutText(raised) : raised;
}

/** Of sexual violence no text is kept that could name somebody: what happened, where exactly, whose house. */
const withoutText = <Form extends IncidentEdit>(form: Form): Form => ({
  ...form,
  description: null,
  displacement: form.displacement.map((each) => ({ ...each, fromWords: null, toWords: null })),
  damage: form.damage.map((each) => ({ ...each, siteId: null, siteName: null })),
});

interface Placed {
  occurred_from: string;
  occurred_to: string;
  date_precision: string;
  location_precision: string;
  adm1_id: string | null;
  adm2_id: string | null;
}

/** Sexual violence is kept at its area and month, never as a point, a name or a day. */
export function coarseColumns<Columns extends Placed>(columns: Columns): Columns {
  const { adm1_id, adm2_id, location_precision: precision } = columns;
  const found = adm2_id ? "adm2" : adm1_id ? "adm1" : "unclear";
  const last = new Date(`${columns.occurred_to.slice(0, 7)}-01T00:00:00Z`);
  last.setUTCMonth(last.getUTCMonth() + 1, 0);
  const isKnownCoarse = columns.date_precision === "month" || columns.date_precision === "year";
  return {
    ...columns,
    ...{ lon: null, lat: null, cell: null, place_name: null, adm3_id: null },
    location_precision: precision === "exact" || precision === "near" ? found : precision,
    occurred_from: `${columns.occurred_from.slice(0, 7)}-01`,
    occurred_to: last.toISOString().slice(0, 10),
    date_precision: isKnownCoarse ? columns.date_precision : "month",
  };
}

const isLogging = (level: VerificationLevel) => LOGGING_LEVELS.some((known) => known === level);

/** A level that a second person gave. */
export const isDecided = (level: VerificationLevel): boolean => !isLogging(level);

/** Columns that say who may read a record, how far it is known and where its hexagon lies; all others are facts. */
const NO_FACTS = new Set(["sensitivity", "verification", "cell", "sources"]);

/** Is a fact among the columns that changed? Mirrors app_priv.keep_level(). */
export const changesFacts = (changed: readonly string[]): boolean =>
  changed.some((name) => !NO_FACTS.has(name));

/** The level after an edit: writers move between the levels of logging; what a reviewer gave or gives stays theirs. */
export const keptLevel = (stored: VerificationLevel, wanted: VerificationLevel): VerificationLevel =>
  isLogging(stored) && isLogging(wanted) ? wanted : stored;

/**
 * Room `exchange`: which files the product can take in, which published datasets it knows, and the report that every
 * import gives. The report's shape is a contract with other programs: it is what `concord import --json` prints.
 */
import { z } from "zod";

/** Formats an import may name. Those the demonstration alone needs (boundaries, population, …) are not offered. */
export const IMPORT_FORMATS = [
  "ucdp-ged",
  "awsd",
  "radpko",
  "geopko",
  "ucdp-actors",
  "geojson",
  "geojson-zones",
] as const;
export type ImportFormat = (typeof IMPORT_FORMATS)[number];

/** What the rows of a format become. */
export const IMPORT_KINDS = ["incidents", "actors", "areas", "bases", "zones"] as const;
export type ImportKind = (typeof IMPORT_KINDS)[number];

/** The one kind each format holds; a command that names another kind is refused. */
export const FORMAT_KIND: Record<ImportFormat, ImportKind> = {
  "ucdp-ged": "incidents",
  awsd: "incidents",
  radpko: "bases",
  geopko: "bases",
  "ucdp-actors": "actors",
  geojson: "areas",
  "geojson-zones": "zones",
};

/** What a dataset counts about people; a figure the dataset lacks is unknown and never zero. */
export const DATASET_MEASURES = ["killed", "injured", "abducted", "displaced"] as const;
export type DatasetMeasure = (typeof DATASET_MEASURES)[number];

/** What a reader must know before trusting a dataset's figures; the words say it where the figures stand. */
export const DATASET_CAVEATS = [
  "deaths_only",
  "no_civilian_range",
  "no_sex_no_age",
  "contradictions_kept",
  "according_to_recorder",
  "aid_workers_only",
  "recorder_levels",
  "list_incomplete",
  "strength_is_mean",
  "strength_from_maps",
  "boundaries_of_2015",
  "silence",
] as const;
export type DatasetCaveat = (typeof DATASET_CAVEATS)[number];

/**
 * A dataset: where records come from, under which licence, to be cited how. Figures never add two together.
 * `civilianRange` is true where civilians have a low and a high of their own.
 */
export interface DatasetForm {
  name: string;
  title: string;
  publisher: string;
  version: string | null;
  licence: string | null;
  citation: string | null;
  url: string | null;
  measures: readonly DatasetMeasure[];
  civilianRange: boolean;
  caveats?: readonly DatasetCaveat[];
}

/** One remark about a file: the physical line where the record starts (header = 1), the column, a whole sentence. */
export const importIssue = z.object({
  line: z.number().int().nullable(),
  column: z.string().nullable(),
  message: z.string(),
});
export type ImportIssue = z.infer<typeof importIssue>;

/**
 * What an import did, or with a dry run would have done. Every record of the file is in exactly one count. `relations`:
 * what a list of actors says of them beside; skipped are those whose other side or year the operation does not know.
 */
export const importReport = z.object({
  file: z.string(),
  format: z.string(),
  dataset: z.string(),
  created: z.number().int(),
  updated: z.number().int(),
  unchanged: z.number().int(),
  skipped: z.number().int(),
  failed: z.number().int(),
  relations: z
    .object({
      created: z.number().int(),
      updated: z.number().int(),
      unchanged: z.number().int(),
      skipped: z.number().int(),
    })
    .optional(),
  errors: z.array(importIssue),
  warnings: z.array(importIssue),
});
export type ImportReport = z.infer<typeof importReport>;

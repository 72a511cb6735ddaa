/**
 * What an import is asked to do and what it has done so far: the five counts, the remarks, and where records belong.
 */
import { basename } from "node:path";
import type { Tx } from "../../../db/tx.ts";
import type { DatasetForm, ImportFormat, ImportReport } from "../../../shared/rooms/exchange.ts";
import type { Sensitivity } from "../../../shared/rooms/records.ts";
import type { ImportTarget } from "../../access/import-rows.ts";
import { Notes } from "./problems.ts";
import type { KeptDataset } from "./write.ts";

export interface ImportRequest {
  path: string;
  format: ImportFormat;
  /** Name of the dataset; the format's own where not given. */
  dataset?: string | undefined;
  /** Of own files; published datasets are always low. */
  sensitivity?: Sensitivity | undefined;
  dryRun?: boolean | undefined;
  skipBadRows?: boolean | undefined;
  /** Called now and then with the number of records read. */
  progress?: ((records: number) => void) | undefined;
}

/** Records per statement: enough to be fast, few enough that what is made of them is forgotten while it is young. */
export const BATCH = 500;

export class Tally {
  readonly request: ImportRequest;
  readonly notes: Notes;
  read = 0;
  created = 0;
  updated = 0;
  unchanged = 0;
  skipped = 0;
  relations: ImportReport["relations"];
  constructor(request: ImportRequest) {
    this.request = request;
    this.notes = new Notes(basename(request.path));
  }

  /** Rows are written as long as none has failed, or failed ones may be left out. */
  get writing(): boolean {
    return this.notes.failed === 0 || this.request.skipBadRows === true;
  }

  /** Nothing was met that could be taken in or left out, as in a file that ends after its header. */
  get isEmpty(): boolean {
    const { created, updated, unchanged, skipped, read, notes } = this;
    return created + updated + unchanged + skipped + read + notes.failed === 0;
  }

  /** Counts a record read and tells the one who waits. */
  next(): void {
    this.read += 1;
    if (this.read % BATCH === 0) this.request.progress?.(this.read);
  }

  add(done: { created: unknown[]; updated: unknown[]; unchanged: number }): void {
    this.created += done.created.length;
    this.updated += done.updated.length;
    this.unchanged += done.unchanged;
  }

  /** The report. Of a refused file no record was taken in: all that did not fail count as skipped. */
  report(dataset: string, refused: boolean): ImportReport {
    const { created, updated, unchanged, skipped, read } = this;
    const { failed } = this.notes;
    const counts = refused
      ? { created: 0, updated: 0, unchanged: 0, skipped: Math.max(0, read - failed) }
      : { created, updated, unchanged, skipped };
    const file = basename(this.request.path);
    const relations = this.relations && !refused ? { relations: this.relations } : {};
    return {
      ...{ file, format: this.request.format, dataset, ...counts, failed, ...relations },
      ...this.notes.closing(),
    };
  }
}

/** Published datasets belong to Public data and are low; a sensitivity makes a file the importer's own. */
export function ownerOf(tx: Tx, request: ImportRequest, published: boolean) {
  return published
    ? { ownerOrgId: tx.principal.publicOrganisationId, sensitivity: "low" as const }
    : { ownerOrgId: tx.principal.organisationId, sensitivity: request.sensitivity ?? ("high" as const) };
}

/** The format's dataset under the name asked for. */
export function datasetOf(request: ImportRequest, form: (file: string) => DatasetForm): DatasetForm {
  const known = form(basename(request.path));
  return request.dataset ? { ...known, name: request.dataset } : known;
}

/** Where the records of a dataset go. */
export function targetOf(
  tx: Tx,
  request: ImportRequest,
  dataset: KeptDataset,
  published: boolean,
): ImportTarget {
  const { id: datasetId, isNew } = dataset;
  return { datasetId, ...ownerOf(tx, request, published), isNew, trial: request.dryRun === true };
}

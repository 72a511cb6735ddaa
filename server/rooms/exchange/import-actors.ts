/**
 * Actors of a list, written whole, and how they relate to each other.
 */
import type { Tx } from "../../../db/tx.ts";
import { grantImport } from "../../access/write.ts";
import { importActors } from "../actors/write-import.ts";
import type { ActorDraft, Reader } from "./drafts.ts";
import { importRelationsOf } from "./import-relations.ts";
import { readRecords } from "./records.ts";
import { datasetOf, ownerOf, type Tally, targetOf } from "./tally.ts";
import { keepDataset } from "./write.ts";

/** Reads the whole list. Throws FileProblem. */
export async function importActorFile(tx: Tx, tally: Tally, reader: Reader<ActorDraft>): Promise<void> {
  const grant = grantImport(tx, "actor");
  const owner = ownerOf(tx, tally.request, true);
  const dataset = await keepDataset(tx, grant, datasetOf(tally.request, reader.dataset), owner, false);
  const actors = new Map<string, ActorDraft>();
  for await (const row of readRecords(tally.request.path, reader.needed)) {
    tally.next();
    const draft = reader.read(row, tally.notes);
    if (draft && actors.has(draft.externalId)) {
      const first = actors.get(draft.externalId)?.line;
      tally.notes.fail(
        row.line,
        reader.idColumn ?? null,
        `the id stands on line ${first} already`,
        "Keep one of the two rows",
      );
    } else if (draft) actors.set(draft.externalId, draft);
    else if (!tally.notes.hasFailed(row.line)) tally.skipped += 1;
  }
  if (!tally.writing) return;
  const target = targetOf(tx, tally.request, dataset, true);
  tally.add(await importActors(tx, grant, target, [...actors.values()]));
  tally.relations = await importRelationsOf(tx, target, [...actors.values()]);
}

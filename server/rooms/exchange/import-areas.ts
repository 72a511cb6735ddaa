/**
 * Areas of an operation from GeoJSON, level by level so that parents exist. When they change, everything that lies
 * in an area is placed again.
 */
import type { Tx } from "../../../db/tx.ts";
import type { DatasetForm } from "../../../shared/rooms/exchange.ts";
import { grantImport } from "../../access/write.ts";
import { importAreas } from "../places/write-import.ts";
import type { AreaDraft } from "./drafts.ts";
import { readAreas } from "./formats/geojson.ts";
import { type KnownArea, readAreasWithShapes } from "./read.ts";
import { relocateAll } from "./relocate.ts";
import { datasetOf, ownerOf, type Tally, targetOf } from "./tally.ts";
import { keepDataset } from "./write.ts";

const AREAS: DatasetForm = {
  name: "areas",
  title: "Administrative areas",
  publisher: "",
  version: null,
  licence: null,
  citation: null,
  url: null,
  measures: [],
  civilianRange: false,
};

/**
 * Reads the whole file. Boundaries that come without a sensitivity are reference data for everyone in the operation,
 * owned by Public data: a matrix or a map whose areas only one organisation sees would be of no use.
 */
export async function importAreaFile(tx: Tx, tally: Tally, form: DatasetForm = AREAS): Promise<void> {
  const grant = grantImport(tx, "area");
  const owner = ownerOf(tx, tally.request, tally.request.sensitivity === undefined);
  const dataset = await keepDataset(
    tx,
    grant,
    datasetOf(tally.request, () => form),
    owner,
    false,
  );
  const known = await readAreasWithShapes(tx);
  const read = await readAreas(tally.request.path, tally.notes);
  tally.read = read.length + tally.notes.failed;
  const drafts = withoutClashes(read, known, dataset.id, tally);
  if (!tally.writing) return;
  const target = targetOf(tx, tally.request, dataset, tally.request.sensitivity === undefined);
  const byCode = new Map(known.flatMap((area) => (area.pcode ? [[area.pcode, area.ref] as const] : [])));
  for (const level of [0, 1, 2, 3]) {
    const areas = drafts.filter((draft) => draft.level === level);
    const done = await importAreas(
      tx,
      grant,
      target,
      areas.map((draft) => areaOf(draft, byCode, tally)),
    );
    for (const { pcode, name } of areas)
      if (pcode) byCode.set(pcode, done.ids.get(idOf({ pcode, name, level })) ?? "");
    tally.add(done);
  }
  if (tally.created + tally.updated > 0 && !tally.request.dryRun) await relocateAll(tx);
}

/** An area stands once in a file, and its P-code once in the operation. */
function withoutClashes(
  drafts: AreaDraft[],
  known: KnownArea[],
  datasetId: string,
  tally: Tally,
): AreaDraft[] {
  const others = new Set(known.filter((area) => area.dataset_id !== datasetId).map(({ pcode }) => pcode));
  const met = new Set<string>();
  return drafts.filter((draft) => {
    const { pcode, name } = draft;
    const id = idOf(draft);
    if (pcode !== null && others.has(pcode)) {
      tally.notes.fail(
        null,
        "pcode",
        `the operation has ${pcode} (${name}) already, from another dataset`,
        "Name that dataset with --dataset to update its areas",
      );
    } else if (met.has(id))
      tally.notes.fail(null, "pcode", `${id} (${name}) stands twice in the file`, "Keep one of the two");
    else {
      met.add(id);
      return true;
    }
    return false;
  });
}

const idOf = ({ pcode, name, level }: { pcode: string | null; name: string; level: number }) =>
  pcode ?? `${level}/${name}`;

function areaOf(draft: AreaDraft, byCode: Map<string, string>, tally: Tally) {
  const { parentPcode, geometry, ...rest } = draft;
  const parentId = parentPcode ? (byCode.get(parentPcode) ?? null) : null;
  if (parentPcode && !parentId) {
    tally.notes.warn(
      null,
      "parent",
      `the parent ${parentPcode} of ${draft.name} is not known`,
      "Import the wider level first, or again afterwards",
    );
  }
  return { ...rest, externalId: idOf(draft), parentId, shape: geometry };
}

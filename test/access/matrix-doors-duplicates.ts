// The part of the doors (matrix-doors.ts) that is about reports of one event: warned of, listed, merged.
import { newId } from "../../shared/ids.ts";
import { alikeTo, incidentOf } from "../support/builders.ts";
import { TODAY } from "../support/world.ts";
import type { Door } from "./matrix-doors.ts";

export const DUPLICATES: Record<string, Door> = {
  "incidents.alike": { ask: () => [{ form: alikeTo(incidentOf()) }] },
  "incidents.merging.pairs": { ask: () => [{ from: "2019-01-01", to: TODAY }] },
  "incidents.merging.list": { ask: (model) => model.records.slice(0, 3).map(({ id }) => ({ ref: id })) },
  "incidents.merging.merge": {
    ...{ kinds: ["incident"], writes: true },
    input: (gone) => ({
      form: { ...{ id: newId(), kept: newId(), gone }, ...{ keptVersion: 1, goneVersion: 1, take: [] } },
    }),
  },
  "incidents.merging.undo": { holdsNone: "incidents-merge.db.test.ts: whose merge it is" },
};

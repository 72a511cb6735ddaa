// Reviews of the reports of generated worlds: what is asked and said on the way to a decision stays with the organisation
// that owns the report; the decision is for whoever reads the report itself. And who writes what, for those who act.
import { WRITERS } from "../../shared/rooms/access.ts";
import { CREATED, leak, partId, type Row } from "./generated-ids.ts";
import type { Model, ModelRecord } from "./oracle.ts";

/** Every second report that is not published is under review. */
export const reviewed = (model: Model): ModelRecord[] =>
  model.records
    .filter(({ kind, owner }) => kind === "incident" && !isPublic(model, owner))
    .filter((_, at) => at % 2 === 0);

const isPublic = (model: Model, owner: string) =>
  model.organisations.some((each) => each.id === owner && each.isPublic);

/** Who said it: anybody, often of another organisation by now. */
export function authorOf({ people, records }: Model, record: ModelRecord): string {
  const members = people.filter(({ isDesk }) => !isDesk);
  return members[records.indexOf(record) % members.length]!.id;
}

/** The report that is said to tell of another event; of the same one it would be counted once only. */
export function sameAs(model: Model, record: ModelRecord): string {
  const incidents = model.records.filter(({ kind }) => kind === "incident");
  return incidents[(incidents.indexOf(record) + 1) % incidents.length]!.id;
}

const of = (part: string, columns: (model: Model, record: ModelRecord) => Row) => (model: Model) =>
  reviewed(model).map((record) => ({
    ...{ id: partId(model, `${part} ${record.id}`), operation_id: model.operation },
    ...{ owner_org_id: record.owner, incident_id: record.id },
    ...columns(model, record),
  }));

export const REVIEWS: [table: string, rowsOf: (model: Model) => Row[]][] = [
  [
    "app.incident_review",
    of("review", (model, record) => ({
      ...{ state: "open", question: leak("question", record), reason: leak("reason", record), late: false },
      ...{ requested_by: authorOf(model, record), requested_at: CREATED, ended_said: "" },
    })),
  ],
  [
    "app.incident_finding",
    (model) =>
      reviewed(model).map(({ id }) => ({
        ...{ incident_id: id, occurrence: "verified", late: false, decided_on: "2019-11-30" },
      })),
  ],
  [
    "app.incident_comment",
    of("comment", (model, record) => ({
      ...{ act: "comment", said: leak("said", record), person_id: authorOf(model, record), at: CREATED },
    })),
  ],
  [
    "app.incident_callback",
    of("callback", (model, record) => ({
      ...{ who: leak("again", record), channel: "visit", about: "", due_on: "2019-12-24", outcome: "" },
      ...{ created_by: authorOf(model, record), created_at: CREATED },
    })),
  ],
  [
    "app.incident_same",
    of("same", (model, record) => ({
      ...{
        other_ref: sameAs(model, record),
        state: "different",
        person_id: authorOf(model, record),
        at: CREATED,
      },
    })),
  ],
  [
    "app.incident_merge",
    (model) =>
      model.records.flatMap((gone) =>
        gone.mergedInto === null
          ? []
          : [
              {
                ...{ id: partId(model, `merge ${gone.id}`), operation_id: model.operation, version: 1 },
                ...{ owner_org_id: gone.owner, kept_id: gone.mergedInto, gone_id: gone.id, chosen: [] },
                ...{ left_changed: [], person_id: authorOf(model, gone), at: CREATED, made_at: CREATED },
              },
            ],
      ),
  ],
];

/** Planning cycles are agreed on by those who write priorities, records of one actor joined by those who write actors. */
export const writers = (model: Model): Row[] =>
  (["priority", "actor"] as const).flatMap((kind) =>
    (WRITERS[kind] ?? [])
      .filter((community) => model.communities.includes(community))
      .map((community) => ({ operation_id: model.operation, kind, community })),
  );

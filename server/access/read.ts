// Reads of the floor `access`: who am I, what is this operation.
import { z } from "zod";
import type { Tx } from "../../db/tx.ts";
import { countedLevels } from "../../shared/rooms/incidents-review.ts";
import { isoOf, todayOf } from "../../shared/time.ts";

export const operationSeen = z.object({
  code: z.string(),
  name: z.string(),
  kind: z.string(),
  countries: z.array(z.string()),
  timeZone: z.string(),
  weekStart: z.int(),
  /** ISO instant a demonstration stands still at; null = live. */
  clock: z.string().nullable(),
  /** The operation's today, YYYY-MM-DD in its zone. */
  today: z.string(),
  demonstration: z.boolean(),
  headlineLevels: z.array(z.string()),
  /** What "verified" asks for: sources independent of each other, and how many of them direct. */
  verificationRule: z.object({ independent: z.int(), direct: z.int() }),
  /** Where abuse by UN, aid or peacekeeping personnel is reported; empty: nothing set yet. */
  reportingChannel: z.string(),
  /** Where a survivor of sexual violence finds help; shown before a report of it; empty: nothing set yet. */
  referralPathway: z.string(),
  organisations: z.array(
    z.object({ id: z.string(), name: z.string(), community: z.string(), actor: z.string().nullable() }),
  ),
  datasets: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      title: z.string(),
      publisher: z.string().nullable(),
      version: z.string().nullable(),
      licence: z.string().nullable(),
      citation: z.string().nullable(),
      url: z.string().nullable(),
      primary: z.boolean(),
      measures: z.array(z.string()),
      caveats: z.array(z.string()),
    }),
  ),
  you: z.object({
    role: z.string(),
    community: z.string(),
    organisation: z.string(),
    organisationId: z.string(),
    rights: z.array(z.string()),
    /** Kinds of record this person may write. */
    writes: z.array(z.string()),
    imports: z.boolean(),
  }),
});
export type OperationSeen = z.infer<typeof operationSeen>;

interface OperationRow {
  code: string;
  name: string;
  kind: string;
  countries: string[];
  timeZone: string;
  weekStart: number;
  clock: Date | null;
  demonstration: boolean;
  headlineLevels: string[];
  verificationRule: { independent: number; direct: number };
  reportingChannel: string;
  referralPathway: string;
}

/** The operation the transaction works in, as its member sees it. */
export async function readOperation(tx: Tx): Promise<OperationSeen> {
  const [row] = await tx.query<OperationRow>(
    `select code, name, kind, countries, time_zone as "timeZone", week_start as "weekStart", clock, demonstration,
            headline_levels as "headlineLevels",
            jsonb_build_object('independent', verify_independent, 'direct', verify_direct) as "verificationRule", reporting_channel as "reportingChannel",
            referral_pathway as "referralPathway" from app.operation`,
  );
  const organisations = await tx.query<OperationSeen["organisations"][number]>(
    `select o.id, o.name, o.community, l.ref as actor
       from app.organisation o left join app.actor_link l on l.record_id = o.actor_id
      where not o.public_data order by o.name`,
  );
  const { rows, imports } = await readRights(tx);
  const clock = row!.clock?.toISOString() ?? null;
  return {
    ...row!,
    headlineLevels: countedLevels(row!.headlineLevels),
    clock,
    today: isoOf(todayOf(clock, row!.timeZone)),
    organisations,
    datasets: await readDatasets(tx),
    you: {
      role: tx.principal.role,
      community: tx.principal.community,
      organisation: organisations.find((one) => one.id === tx.principal.organisationId)?.name ?? "",
      organisationId: tx.principal.organisationId,
      rights: tx.principal.rights,
      writes: rows,
      imports,
    },
  };
}

/**
 * SQL on app.dataset_seen: is this the dataset that figures count when none is asked for? The one marked so, else the
 * operation's own log; always one, because datasets are never added together.
 */
export const IS_PRIMARY =
  "(is_primary or name = 'log' and not exists (select from app.dataset_seen where is_primary))";

const readDatasets = (tx: Tx) =>
  tx.query<OperationSeen["datasets"][number]>(
    `select ref as id, name, title, publisher, dataset_version as version, licence, citation, url,
            ${IS_PRIMARY} as "primary", measures, caveats from app.dataset_seen order by "primary" desc, name`,
  );

async function readRights(tx: Tx) {
  const kinds = await tx.query<{ kind: string }>(
    "select kind from (select distinct kind from app.writer) w where app_gate.writes(kind) order by kind",
  );
  const [may] = await tx.query<{ imports: boolean }>("select app_gate.imports() as imports");
  return { rows: kinds.map((row) => row.kind), imports: may!.imports };
}

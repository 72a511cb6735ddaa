// Reads of the sharing protocol: every version with who signed it when, its table as text, and what this reader may do
// about it. Every member reads all of it: an agreement nobody can look up protects nobody.
import type { Tx } from "../../db/tx.ts";
import { AppError } from "../../shared/errors.ts";
import { COMMUNITIES } from "../../shared/rooms/access.ts";
import { type Cell, OWNER_SIDES, type OwnerSide } from "../../shared/rooms/protocol.ts";
import type {
  Posture,
  ProtocolSeen,
  VersionListed,
  VersionSeen,
} from "../../shared/rooms/protocol-answers.ts";
import { tableOf } from "../../shared/rooms/protocol-table.ts";

type Row = Omit<VersionSeen, "table" | "effectiveAt" | "endedAt"> & {
  effectiveAt: Date | null;
  endedAt: Date | null;
};

const VERSIONS = `
  select p.id, p.version, p.state, p.preset, p.changed, p.reason, p.emergency, p.review_on as "reviewOn",
         p.effective_at as "effectiveAt", p.ended_at as "endedAt", p.purpose, p.onward,
         case when p.dropped_side is not null
              then jsonb_build_object('side', p.dropped_side, 'said', p.dropped_said) end as dropped,
         (select coalesce(jsonb_agg(jsonb_build_object('side', s.side, 'said', s.said,
                   'at', to_char(s.signed_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')) order by s.signed_at, s.side), '[]')
            from app.protocol_signature s where s.protocol_id = p.id) as signatures
    from app.protocol p`;

const dated = (row: Row) => ({
  ...row,
  effectiveAt: row.effectiveAt?.toISOString() ?? null,
  endedAt: row.endedAt?.toISOString() ?? null,
});

/** Every version, the newest first. */
export async function readVersions(tx: Tx): Promise<VersionListed[]> {
  const rows = await tx.query<Row>(`${VERSIONS} order by p.version desc`);
  return rows.map((row) => {
    const { purpose: _purpose, onward: _onward, ...listed } = dated(row);
    return listed;
  });
}

/** One version by its number, with its table. @throws AppError not_found */
export async function readVersion(tx: Tx, version: number): Promise<VersionSeen> {
  const [row] = await tx.query<Row>(`${VERSIONS} where p.version = $1`, [version]);
  if (!row) throw new AppError("not_found");
  return withTable(tx, row);
}

/** The version of a state of which there is at most one. */
async function readOnly(tx: Tx, state: "effective" | "proposed"): Promise<VersionSeen | null> {
  const [row] = await tx.query<Row>(`${VERSIONS} where p.state = $1 order by p.version desc limit 1`, [
    state,
  ]);
  return row ? withTable(tx, row) : null;
}

async function withTable(tx: Tx, row: Row): Promise<VersionSeen> {
  return { ...dated(row), table: tableOf(await readCells(tx, row.id)) };
}

/** Cells of a version. */
export const readCells = (tx: Tx, id: string): Promise<Cell[]> =>
  tx.query<Cell>(
    "select kind, side, sensitivity, community, level from app.protocol_cell where protocol_id = $1",
    [id],
  );

/** The side this person may sign for, by the database's own word. */
export async function signsFor(tx: Tx): Promise<OwnerSide | null> {
  const [row] = await tx.query<{ side: OwnerSide | null }>("select app_gate.signs_for() as side");
  return row!.side;
}

/** The side on whose lines of the table the reader's own records stand; null for those outside both. */
export function sideOf(tx: Tx): OwnerSide | null {
  const side = COMMUNITIES.find(({ code }) => code === tx.principal.community)?.side;
  return OWNER_SIDES.find((one) => one === side) ?? null;
}

export async function readProtocol(tx: Tx): Promise<ProtocolSeen> {
  const [row] = await tx.query<{ posture: Posture; mayPosture: boolean }>(
    `select mission_posture as posture, app_gate.sets_posture() as "mayPosture" from app.operation`,
  );
  const parties = await tx.query<ProtocolSeen["parties"][number]>(
    `select y.side, o.name, o.community from app.organisation o
       join app.community y on y.operation_id = o.operation_id and y.code = o.community
      where y.side in ('humanitarian', 'mission') and not o.public_data and o.name <> 'Desk'
      order by y.position, o.name`,
  );
  return {
    posture: row!.posture,
    effective: await readOnly(tx, "effective"),
    open: await readOnly(tx, "proposed"),
    parties,
    you: { signsFor: await signsFor(tx), side: sideOf(tx), mayPosture: row!.mayPosture },
  };
}

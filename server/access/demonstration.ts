// The demonstration's doors: persons who are roles, entered with one click. They reach demonstration
// operations only, answer on loopback addresses unless the installation says public, and close for good when a
// real operation is made.
import { createHmac } from "node:crypto";
import type { FastifyRequest } from "fastify";
import type { Database } from "../../db/open.ts";
import { type Community, DOORS, type Door, type Right } from "../../shared/rooms/access.ts";
import { type Config, isLoopback } from "../config.ts";
import { type Auth, hashPassword } from "./auth.ts";
import { addPerson } from "./operations.ts";

/** Organisations by function; people are roles, never biographies. */
const ORGANISATION: Record<Door, { name: string; person: string }> = {
  coordinator: { name: "Protection cluster lead", person: "Cluster coordinator" },
  verifier: { name: "Protection cluster lead", person: "Verification officer" },
  partner: { name: "Partner A", person: "Cluster partner" },
  cmcoord: { name: "CMCoord office", person: "CMCoord officer" },
  poc: { name: "Mission PoC section", person: "PoC section" },
  hr: { name: "Mission Human Rights", person: "Human Rights officer" },
  force: { name: "Force headquarters", person: "Force planner" },
  unpol: { name: "UN Police", person: "UN Police planner" },
  im: { name: "Protection cluster lead", person: "Information manager" },
  observer: { name: "Observer", person: "Observer" },
  admin: { name: "Protection cluster lead", person: "Administrator" },
};

/** Colleagues without a door: whoever logs does not decide, so organisations of one person could verify nothing. */
export const SECONDS: Partial<Record<Door, { email: string; person: string }>> = {
  hr: { email: "hr-second@concord.example", person: "Human Rights officer, second office" },
  cmcoord: { email: "cmcoord-second@concord.example", person: "CMCoord officer, second office" },
};

const FORWARDED = ["forwarded", "x-forwarded-for", "x-real-ip"];

export const doorEmail = (door: Door) => `${door}@concord.example`;

/** The one password of all demonstration persons: derived, so that it is stored nowhere. */
export const doorPassword = (database: Database) =>
  createHmac("sha256", database.secret).update("demonstration door").digest("base64url");

/** Makes the demonstration persons as members of an operation. */
export async function addDoors(database: Database, auth: Auth, operationCode: string): Promise<void> {
  const passwordHash = await hashPassword(auth, doorPassword(database));
  for (const { door, role, community, rights } of DOORS) {
    const membership = {
      operationCode,
      organisation: ORGANISATION[door].name,
      community: community as Community,
      role,
      rights: [...rights] as Right[],
    };
    const about = { passwordHash, demonstration: true };
    const person = { email: doorEmail(door), name: ORGANISATION[door].person };
    await addPerson(database.admin, { ...about, ...person, membership });
    const second = SECONDS[door];
    if (!second) continue;
    const { email, person: name } = second;
    await addPerson(database.admin, {
      ...about,
      email,
      name,
      membership: { ...membership, role: "verifier" },
    });
  }
}

/** Do the doors answer to this caller? */
export async function doorsOpen(
  config: Config,
  database: Database,
  request: FastifyRequest,
): Promise<boolean> {
  if (config.demo === "on" && !isLocal(config, request)) return false;
  return demonstrationStands(config, database);
}

/** Is there a demonstration to enter? Not where it is off, nor once a real operation was made. */
export async function demonstrationStands(config: Config, database: Database): Promise<boolean> {
  if (config.demo === "off") return false;
  const { rows } = await database.pool.query<{ closed: unknown; open: number }>(
    "select app_gate.setting('demonstration_closed') as closed, app_gate.facts_of_installation() -> 'operations' as open",
  );
  return rows[0]!.closed === null && Number(rows[0]!.open) > 0;
}

/**
 * Somebody at this very machine: the connection comes from it, the page was asked for under its own name (another
 * site's page that resolves to this machine was not), and no proxy we were not told of stands between.
 */
function isLocal(config: Config, request: FastifyRequest): boolean {
  const { headers, ip } = request;
  const isForwarded = FORWARDED.some((name) => headers[name] !== undefined) && !config.behindProxy;
  const address = `http://${headers.host ?? ""}`;
  const hostName = URL.canParse(address) ? new URL(address).hostname : "";
  return !isForwarded && isLoopback(ip) && isLoopback(hostName);
}

/** What the doors page shows. */
export const doorList = () =>
  DOORS.map(({ door, role, community }) => ({
    door,
    role,
    community,
    name: ORGANISATION[door].person,
    organisation: ORGANISATION[door].name,
    email: doorEmail(door),
  }));

// The same people in every test. Each stands for one way of looking at an operation; Zoe belongs to another
// operation and must see nothing of this one.
import { randomBytes } from "node:crypto";
import type { Database } from "../../db/open.ts";
import { addPerson, asDefiner } from "../../server/access/operations.ts";
import { newId } from "../../shared/ids.ts";
import type { Community, Right, Role } from "../../shared/rooms/access.ts";

interface About {
  organisation: string;
  community: Community;
  role: Role;
  rights?: Right[];
}

export const PEOPLE = {
  ada: {
    organisation: "Cluster lead",
    community: "protection_core",
    role: "coordinator",
    rights: ["source", "export"],
  },
  adele: { organisation: "Cluster lead", community: "protection_core", role: "reporter" },
  bilal: { organisation: "Partner A", community: "protection_member", role: "reporter" },
  carla: {
    organisation: "CMCoord office",
    community: "cmcoord",
    role: "officer",
    rights: ["source", "export"],
  },
  dawit: { organisation: "PoC section", community: "mission_poc", role: "officer", rights: ["source"] },
  esi: { organisation: "Human Rights", community: "mission_hr", role: "officer", rights: ["source"] },
  femi: { organisation: "Force headquarters", community: "mission_military", role: "officer" },
  grace: { organisation: "UN Police", community: "mission_police", role: "officer" },
  hugo: {
    organisation: "Cluster lead",
    community: "protection_core",
    role: "information_manager",
    rights: ["export", "import"],
  },
  ines: { organisation: "Observer", community: "observer", role: "observer" },
  jon: { organisation: "Cluster lead", community: "protection_core", role: "administrator" },
  zoe: { organisation: "Other lead", community: "protection_core", role: "coordinator", rights: ["source"] },
} as const satisfies Record<string, About>;
export type PersonName = keyof typeof PEOPLE;
export const PERSON_NAMES = Object.keys(PEOPLE) as PersonName[];

/** A person of a test with an open web session. */
export interface Person {
  name: PersonName;
  email: string;
  personId: string;
  /** The session's secret; what the cookie carries before its dot. */
  secret: string;
}

/** Makes one person as a member of the operation, and signs them in. */
export async function addTestPerson(
  database: Database,
  operationCode: string,
  name: PersonName,
  passwordHash = "",
): Promise<Person> {
  const { organisation, community, role, ...rest } = PEOPLE[name];
  const rights = "rights" in rest ? [...rest.rights] : [];
  const email = `${name}@test.example`;
  const membership = { operationCode, organisation, community, role, rights };
  const { personId } = await addPerson(database.admin, { email, name, passwordHash, membership });
  return { name, email, personId, secret: await openSession(database, email) };
}

/** A session as the sign-in library would make it. @param seconds until it ends; negative: ended. */
export async function openSession(database: Database, email: string, seconds = 3600): Promise<string> {
  const secret = randomBytes(24).toString("base64url");
  await asDefiner(database.admin, async (client) => {
    await client.query("set local role app_owner");
    await client.query(
      `insert into auth.session (id, token, "userId", "expiresAt")
       select $1, $2, u.id, now() + make_interval(secs => $3) from auth."user" u where u.email = $4`,
      [newId(), secret, seconds, email],
    );
  });
  return secret;
}

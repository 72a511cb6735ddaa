// Does the person of a device still belong here? A device whose session has ended cannot ask who it is; it shows a ticket
// that it was given while its person was signed in. Without a ticket of ours nobody learns anything about anybody.
import { createHmac, timingSafeEqual } from "node:crypto";
import type { Service } from "../service.ts";

/** `person.hash`: made by this installation, for this person, and for nothing else. */
export const ticketOfDevice = ({ database }: Pick<Service, "database">, person: string): string =>
  `${person}.${createHmac("sha256", database.secret).update(`device|${person}`).digest("base64url")}`;

/** False: access has ended, and what lies on the device is to go. A ticket that is not ours says nothing, so true. */
export async function deviceStands(service: Service, ticket: string): Promise<boolean> {
  const person = ticket.slice(0, ticket.indexOf("."));
  const [shown, due] = [Buffer.from(ticket), Buffer.from(ticketOfDevice(service, person))];
  if (shown.length !== due.length || !timingSafeEqual(shown, due)) return true;
  const { rows } = await service.database.pool.query<{ stands: boolean }>(
    "select app_gate.person_stands($1) as stands",
    [person],
  );
  return rows[0]!.stands;
}

// A person who lost password, phone and recovery codes is helped by whoever holds the connection string; nobody does that
// in the product, where it would be the way in for a thief.
import type pg from "pg";
import { asDefiner, auditAsDesk } from "./operations.ts";

/**
 * Sets a new password and ends every session; `factor` also takes the second factor away. A line stands in the log of
 * each operation of the person. False when there is nobody with this address, or only a person of the demonstration.
 */
export async function resetPerson(
  admin: pg.Pool,
  email: string,
  passwordHash: string,
  factor: boolean,
): Promise<boolean> {
  return asDefiner(admin, async (client) => {
    const { rows } = await client.query<{ id: string; user_id: string; codes: string[] }>(
      `select p.id, p.user_id, coalesce(array_agg(o.code) filter (where o.id is not null), '{}') as codes
         from auth."user" u
         join app.person p on p.user_id = u.id and not p.demonstration
         left join app.membership m on m.person_id = p.id and m.ended_at is null
         left join app.operation o on o.id = m.operation_id
        where u.email = lower($1) group by p.id, p.user_id`,
      [email],
    );
    const person = rows[0];
    if (!person) return false;
    await client.query(`delete from auth.session where "userId" = $1`, [person.user_id]);
    if (factor) await takeFactor(client, person.id);
    for (const code of person.codes.sort()) await auditAsDesk(client, code, "person.reset", person.id);
    // Accounts lie in the sign-in library's schema, which belongs to app_owner.
    await client.query("set local role app_owner");
    await client.query(
      `update auth.account set password = $2, "updatedAt" = now() where "userId" = $1 and "providerId" = 'credential'`,
      [person.user_id, passwordHash],
    );
    return true;
  });
}

async function takeFactor(client: pg.PoolClient, personId: string) {
  for (const table of ["totp", "passkey", "recovery_code", "held_sign_in"]) {
    await client.query(`delete from app_priv.${table} where person_id = $1`, [personId]);
  }
}

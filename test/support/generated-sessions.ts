// People of generated worlds who sign in: accounts and open web sessions, so that the real web server knows them.
import { partId } from "./generated-ids.ts";
import { insertRows, type Runs } from "./generated-rows.ts";
import { COPIED_KINDS, type Model, type ModelPerson } from "./oracle.ts";
import type { Behind } from "./watch.ts";

export const secretOf = ({ id }: Pick<ModelPerson, "id">) => `SECRET-${id}`;
export const emailOf = ({ id }: Pick<ModelPerson, "id">) => `${id}@test.example`;

/** The client is in a transaction of the owner of the tables. */
export async function signIn(client: Runs, models: readonly Model[]): Promise<void> {
  const people = models.flatMap((model) => model.people.filter(({ isDesk }) => !isDesk));
  const now = new Date().toISOString();
  const times = { createdAt: now, updatedAt: now };
  await insertRows(
    client,
    `auth."user"`,
    people.map((person) => ({
      ...{ id: person.id, name: "Somebody", email: emailOf(person), emailVerified: true, ...times },
    })),
  );
  await client.query("update app.person set user_id = id::text");
  await insertRows(
    client,
    "auth.session",
    people.map((person) => ({
      ...{ id: person.id, token: secretOf(person), userId: person.id, ...times },
      expiresAt: "2100-01-01T00:00:00Z",
    })),
  );
}

/** Which record stands behind every reference there is. */
export async function referencesOf(client: Runs, models: readonly Model[]): Promise<Behind> {
  const { rows } = await client.query<{ copy_id: string; id: string }>(
    COPIED_KINDS.map((kind) => `select copy_id, id from app.${kind}_general`).join(" union all "),
  );
  const behind: Behind = new Map();
  for (const { id } of models.flatMap(({ records }) => records))
    behind.set(id, { record: id, isCopy: false });
  for (const { copy_id, id } of rows) behind.set(copy_id, { record: id, isCopy: true });
  return behind;
}

/** Places and the first things of a world, for inputs that need some. */
export const areasOf = (model: Model) => ({
  ...{ country: partId(model, "0"), province: partId(model, "0.1"), district: partId(model, "0.1.1") },
});

// How long a session lives without being used. The database ends it (0019-releases-more.sql); the numbers are the
// installation's and are put there at start, so that every server process on the same database means the same.
import type { Database } from "../../db/open.ts";
import type { Config } from "../config.ts";
import { asDefiner } from "./operations.ts";

/** Writes the numbers of the configuration, in minutes. */
export async function setIdle(
  { admin }: Pick<Database, "admin">,
  { minutes, sourceMinutes }: Config["idle"],
): Promise<void> {
  await asDefiner(admin, (client) =>
    client.query(
      `insert into app_priv.setting (key, value)
       values ('idle_minutes', to_jsonb($1::integer)), ('idle_source_minutes', to_jsonb($2::integer))
       on conflict (key) do update set value = excluded.value`,
      [minutes, sourceMinutes],
    ),
  );
}

// The part of the start-up check (startup.ts) about what the definer functions do: each as its newest definition in our
// migrations says, word for word. A former definition is as strange as a foreign one.
import { migrationTexts } from "../../db/migrate.ts";
import type { Database } from "../../db/open.ts";

/** Definitions with a plain body; those made by other statements are no definer functions. */
const DEFINITION =
  /\bcreate (?:or replace )?function (app_gate\.[a-z_]+)\s*\([\s\S]*?\bas (\$[a-z]*\$)([\s\S]*?)\2/g;

/** A function that goes on under another name keeps its body. */
const RENAMING = /\balter function (app_gate\.[a-z_]+)\([^)]*\) rename to ([a-z_]+)/g;

/** One sentence for every definer function that does something else than our migrations say. */
export async function checkBodies(database: Pick<Database, "admin">): Promise<string[]> {
  const newest = newestBodies(await migrationTexts());
  const { rows } = await database.admin.query<{ what: string; name: string; body: string }>(
    `select p.oid::regprocedure::text as what, n.nspname || '.' || p.proname as name, p.prosrc as body
       from pg_proc p join pg_namespace n on n.oid = p.pronamespace
      where n.nspname in ('app', 'app_priv', 'app_gate', 'auth') and p.prosecdef`,
  );
  const strange = rows.filter(({ name, body }) => newest.get(name) !== body);
  return strange.map(
    ({ what }) => `the definer function ${what} does something else than our migrations say`,
  );
}

/** The last body of each function, in the order of the migrations. No gate has two functions of one name. */
function newestBodies(texts: readonly string[]): Map<string, string> {
  const newest = new Map<string, string>();
  for (const text of texts) {
    for (const [, former, name] of text.matchAll(RENAMING))
      newest.set(`app_gate.${name}`, newest.get(former!)!);
    for (const [, name, , body] of text.matchAll(DEFINITION)) newest.set(name!, body!);
  }
  return newest;
}

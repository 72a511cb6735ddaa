/** A restore looks at the references that the database does not hold itself: a part without its record is refused. */
import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { backUp } from "../../db/keeping/backup.ts";
import { restore } from "../../db/keeping/restore.ts";
import { asDefiner } from "../../server/access/operations.ts";
import { newId } from "../../shared/ids.ts";
import { temporaryFolder } from "../support/cluster.ts";
import { openTestDatabase } from "../support/database.ts";
import { tableDigests } from "../support/digests.ts";

const PASSPHRASE = "every window of the old house";
const folder = await temporaryFolder();
afterAll(() => rm(folder, { recursive: true, force: true }));

async function emptyHome() {
  const [database, dataDir] = [await openTestDatabase(), join(folder, "home")];
  await mkdir(dataDir);
  return { database, dataDir };
}

test("is refused: a count of harm without its report, which no foreign key holds", async () => {
  const broken = await openTestDatabase();
  await asDefiner(broken.admin, async (client) => {
    await client.query("set local role app_owner");
    await client.query("alter table app.incident_harm no force row level security");
    await client.query(
      `insert into app.incident_harm (incident_id, position, harm, victim_status, sex, age_group)
         values ($1, 0, 'killed', 'civilian', 'unknown', 'unknown')`,
      [newId()],
    );
    await client.query("alter table app.incident_harm force row level security");
  });
  const path = join(folder, "broken.concord");
  await backUp(broken, path, PASSPHRASE);
  await broken.close();
  const home = await emptyHome();
  const before = await tableDigests(home.database);
  await expect(restore(home.database, home.dataDir, path, PASSPHRASE)).rejects.toThrow(
    /1 rows of incident_harm lead to no incident. Nothing was changed/,
  );
  expect(await tableDigests(home.database)).toEqual(before);
  await home.database.close();
});

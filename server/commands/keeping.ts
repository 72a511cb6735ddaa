// Commands `backup` and `restore`: everything an installation knows in one sealed file, and back into an empty one.
// Reading it all is the largest export there is, so every operation's log says that it was done.

import { resolve } from "node:path";
import { backUp, refuseExisting } from "../../db/keeping/backup.ts";
import { type Restored, restore } from "../../db/keeping/restore.ts";
import { gatherStatistics } from "../../db/statistics.ts";
import { readHeads } from "../access/audit-heads.ts";
import { listChains, type Verdict, verifyChain } from "../access/audit-verify.ts";
import { logEverywhere } from "../access/keeping.ts";
import { checkFences } from "../access/startup.ts";
import { holdFolder } from "../one-server.ts";
import { answer, type CommandInput } from "./arguments.ts";
import type { Command } from "./index.ts";
import { knownPassphrase, newPassphrase } from "./passphrase.ts";

export const backupCommand: Command = {
  name: "backup",
  usage: "backup FILE [--json]     (passphrase: CONCORD_PASSPHRASE, else asked for)",
  positionals: ["FILE"],
  options: {},
  async run(given: CommandInput) {
    const path = resolve(given.words[0]!);
    await refuseExisting(path);
    const passphrase = await newPassphrase();
    await logEverywhere(given.database, "backup.make");
    const progress = showProgress(given.flag("json"));
    const kept = await backUp(given.database, path, passphrase, progress);
    progress(null);
    const chains = await verifyChains(given);
    answer(given, { file: path, ...kept, chains }, () => [
      `${path}: ${kept.rows} rows of ${kept.tables} tables, ${(kept.bytes / 1e6).toFixed(1)} MB, as of ${kept.createdAt}.`,
      "It was read back and is whole. Keep it on another machine, and the passphrase apart from it.",
      ...chains.flatMap(brokenLine),
    ]);
  },
};

export const restoreCommand: Command = {
  name: "restore",
  usage: "restore FILE [--json]    (into an empty installation; passphrase as for backup)",
  positionals: ["FILE"],
  options: {},
  async run(given: CommandInput) {
    const { database, config } = given;
    const passphrase = await knownPassphrase();
    const letGo = config.databaseUrl ? async () => undefined : await holdFolder(config.dataDir, config.port);
    try {
      const progress = showProgress(given.flag("json"));
      const restored = await restore(
        database,
        config.dataDir,
        resolve(given.words[0]!),
        passphrase,
        progress,
      );
      progress(null);
      await checkFences(database);
      const chains = await verifyChains(given);
      await gatherStatistics(database.admin);
      await logEverywhere(database, "backup.restore");
      answer(given, { ...restored, chains }, () => tell(restored, chains));
    } finally {
      await letGo();
    }
  },
};

function tell({ createdAt, tables, rows, migrated }: Restored, chains: Verdict[]): string[] {
  const lines = chains.reduce((sum, chain) => sum + chain.lines, 0);
  return [
    `Restored as of ${createdAt}: ${rows} rows of ${tables} tables, each compared with the file.`,
    ...(migrated.length > 0 ? [`Brought up to date by ${migrated.join(", ")}.`] : []),
    ...(chains.every(({ broken }) => broken === null) ? [`The audit log is unbroken (${lines} lines).`] : []),
    ...chains.flatMap(brokenLine),
    "The database keeps records apart as it should. People sign in again; tokens of programs stay valid.",
  ];
}

/** Every operation's log, also against the heads outside the database where this folder has them. */
async function verifyChains({ database, config }: CommandInput): Promise<Verdict[]> {
  const heads = await readHeads(config.auditFile).catch(() => []);
  const verdicts: Verdict[] = [];
  for (const chain of await listChains(database.admin))
    verdicts.push(await verifyChain(database.admin, chain, heads));
  return verdicts;
}

const brokenLine = ({ operation, broken }: Verdict): string[] =>
  broken === null
    ? []
    : [`Warning: the audit log of ${operation} is broken from line ${broken.seq}; see audit verify.`];

/** A line that follows the tables, on a terminal only. */
function showProgress(isSilent: boolean) {
  const isShown = process.stderr.isTTY === true && !isSilent;
  return (table: string | null, rows = 0) => {
    if (isShown) process.stderr.write(table === null ? "\r\u001b[K" : `\r\u001b[K${rows} rows · ${table}`);
  };
}

// The command line: `npm run --silent concord -- COMMAND`. Works on the same database home as the server, joining
// a running embedded server or starting it for the time of the command. With --json one JSON document goes to
// standard output; progress and notes go to standard error. Exit 0 done, 1 failed (nothing written), 2 bad
// arguments.
import { type Database, openDatabase } from "../db/open.ts";
import { AppError, OperatorError } from "../shared/errors.ts";
import { writeHeads } from "./access/audit-heads.ts";
import { checkFences } from "./access/startup.ts";
import { CommandFailed, readArguments, UsageError } from "./commands/arguments.ts";
import { auditVerify } from "./commands/audit.ts";
import { COMMANDS, type Command } from "./commands/index.ts";
import { type Config, readConfig } from "./config.ts";
import { describeFailure } from "./log.ts";

async function main(words: string[]): Promise<number> {
  const command = findCommand(words);
  const usage = command
    ? `Usage: concord ${command.usage}\n`
    : `Usage:\n${COMMANDS.map((one) => `  concord ${one.usage}`).join("\n")}\n`;
  if (words.includes("--help") || words.includes("-h")) {
    process.stdout.write(usage);
    return 0;
  }
  if (!command) {
    process.stderr.write(usage);
    return 2;
  }
  try {
    const given = readArguments(command, words.slice(command.name.split(" ").length));
    await run(command, given);
    return 0;
  } catch (error) {
    return explain(error, command);
  }
}

/** The command whose name the words begin with. */
const findCommand = (words: string[]) =>
  COMMANDS.find(({ name }) => name === words.slice(0, name.split(" ").length).join(" "));

async function run(command: Command, given: ReturnType<typeof readArguments>) {
  const config = readConfig(process.env);
  const database = await openDatabase({ dataDir: config.dataDir, url: config.databaseUrl });
  try {
    await checkFences(database);
    await command.run({ database, config, ...given });
    if (command !== auditVerify) await vouch(database, config);
  } finally {
    await database.close();
  }
}

/** What the command left in the log is vouched for outside the database at once; a server may not be running. */
async function vouch(database: Database, { auditFile }: Config): Promise<void> {
  await writeHeads(database.pool, auditFile).catch(() => {
    process.stderr.write(`The heads of the audit log could not be written to ${auditFile}.\n`);
  });
}

function explain(error: unknown, command: Command): number {
  if (error instanceof UsageError) {
    process.stderr.write(`${error.message}\nUsage: concord ${command.usage}\n`);
    return 2;
  }
  process.stderr.write(`${sentence(error)}\n`);
  return 1;
}

function sentence(error: unknown): string {
  if (error instanceof OperatorError || error instanceof CommandFailed) return error.message;
  if (error instanceof AppError) {
    const fields = error.fields.map((field) => `${field.path}: ${field.reason}`).join(", ");
    return `Refused (${error.code})${fields ? `: ${fields}` : ""}.`;
  }
  return `The command failed unexpectedly: ${JSON.stringify(describeFailure(error))}`;
}

process.exitCode = await main(process.argv.slice(2));

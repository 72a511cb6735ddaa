// Command `intake pull`: submissions of a Kobo form of the template's fields wait in the queue of the person's
// organisation. Submissions that were taken in before are known, so that it can run every hour.
import { readFile, stat } from "node:fs/promises";
import { newId } from "../../shared/ids.ts";
import { mayWrite } from "../../shared/rooms/access.ts";
import type { RowIn, TakenIn } from "../../shared/rooms/intake.ts";
import { asDesk } from "../access/desk.ts";
import { grantWrite } from "../access/write.ts";
import { PullFailed, pullSubmissions } from "../rooms/exchange/kobo-pull.ts";
import { takeRows } from "../rooms/exchange/write-intake.ts";
import { answer, CommandFailed, type CommandInput, needed } from "./arguments.ts";
import type { Command } from "./index.ts";

const text = { type: "string" as const };

export const intakePull: Command = {
  name: "intake pull",
  usage: "intake pull --operation CODE --as EMAIL --url ADDRESS --token-file FILE [--json]",
  positionals: [],
  options: { operation: text, as: text, url: text, "token-file": text },
  async run(given: CommandInput) {
    const [operation, email] = [needed(given, "operation"), needed(given, "as")];
    const [address, file] = [needed(given, "url"), needed(given, "token-file")];
    const rows = await pulled(address, await readToken(file));
    const { first: _, ...taken } = await take(given, operation, email, rows);
    answer(given, { operation, submissions: rows.length, ...taken }, () => tell(rows.length, taken));
    if (taken.faults.length > 0 && taken.added + taken.known === 0)
      throw new CommandFailed("No submission fits the form.");
  },
};

/** The token, from a file that only this account may read. */
async function readToken(file: string): Promise<string> {
  const about = await stat(file).catch(() => null);
  if (!about) throw new CommandFailed(`There is no file ${file}.`);
  if (process.platform !== "win32" && (about.mode & 0o077) !== 0)
    throw new CommandFailed(`Others may read ${file}. Close it first: chmod 600 ${file}`);
  const token = (await readFile(file, "utf8")).trim();
  if (!/^[\w.-]{8,200}$/.test(token)) throw new CommandFailed(`${file} holds no token.`);
  return token;
}

async function pulled(address: string, token: string): Promise<RowIn[]> {
  try {
    return await pullSubmissions(address, token);
  } catch (error) {
    if (error instanceof PullFailed) throw new CommandFailed(error.message);
    throw error;
  }
}

const take = (given: CommandInput, operation: string, email: string, rows: RowIn[]): Promise<TakenIn> =>
  asDesk(
    given.database,
    operation,
    async (tx) => {
      if (!mayWrite(tx.principal, "incident"))
        throw new CommandFailed(`${email} does not log incidents there.`);
      return takeRows(tx, grantWrite(tx, "incident"), newId(), "kobo", rows);
    },
    email,
    "intake pull",
  );

/** Rows are named by their place in the answer; nothing of what they say is printed. */
function tell(submissions: number, { added, known, faults }: Omit<TakenIn, "first">): string[] {
  return [
    `${submissions} submissions: ${added} wait to be looked at, ${known} were taken in before.`,
    ...faults.map(({ row, column, code }) => `submission ${row}, ${column}: ${code}`),
  ];
}

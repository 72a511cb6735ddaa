// The passphrase of a backup: from CONCORD_PASSPHRASE, or asked for on the terminal without showing it. Never an
// argument, which other people on the machine could read.
import { CommandFailed } from "./arguments.ts";

const SHORTEST = 12;
const [ENTER, RETURN, END, INTERRUPT, DELETE, BACKSPACE] = ["\n", "\r", "\u0004", "\u0003", "\u007f", "\b"];

/** For writing: long enough, and typed twice where it is typed. @throws CommandFailed */
export async function newPassphrase(): Promise<string> {
  const given = process.env.CONCORD_PASSPHRASE;
  const passphrase = given ?? (await ask(`Passphrase for this backup (at least ${SHORTEST} characters): `));
  if (passphrase.trim().length < SHORTEST)
    throw new CommandFailed(
      `The passphrase is too short; use at least ${SHORTEST} characters, such as a sentence.`,
    );
  if (given === undefined && (await ask("The same again: ")) !== passphrase)
    throw new CommandFailed("The two passphrases differ; nothing was written.");
  return passphrase;
}

/** For reading. @throws CommandFailed */
export async function knownPassphrase(): Promise<string> {
  return process.env.CONCORD_PASSPHRASE ?? ask("Passphrase of the backup: ");
}

async function ask(question: string): Promise<string> {
  const { stdin, stderr } = process;
  if (!stdin.isTTY) throw new CommandFailed("Set CONCORD_PASSPHRASE; there is no terminal to ask on.");
  stderr.write(question);
  stdin.setRawMode(true);
  stdin.setEncoding("utf8");
  try {
    return await typed();
  } finally {
    stdin.setRawMode(false);
    stdin.pause();
    stderr.write("\n");
  }
}

/** Keys until the end of the line, none of them shown. */
async function typed(): Promise<string> {
  let text = "";
  return new Promise((resolve, reject) => {
    const hear = (keys: string) => {
      for (const key of keys) {
        if (key === ENTER || key === RETURN || key === END || key === INTERRUPT) {
          process.stdin.off("data", hear);
          if (key === INTERRUPT) reject(new CommandFailed("Stopped; nothing was written."));
          else resolve(text);
          return;
        }
        text = key === DELETE || key === BACKSPACE ? text.slice(0, -1) : text + key;
      }
    };
    process.stdin.on("data", hear);
  });
}

// PostgreSQL refuses to run as root. When we are root, the embedded server runs as the system user
// `postgres` (made if missing), who must be able to reach both the data folder and the programs.
import { execFile } from "node:child_process";
import { dirname } from "node:path";
import { promisify } from "node:util";
import { OperatorError } from "../shared/errors.ts";

const run = promisify(execFile);

/** Options for child processes: whom to run as; empty when we are not root. */
export interface Runner {
  uid?: number;
  gid?: number;
}

/** Finds whom to run the server as and proves that this user reaches what it needs. */
export async function serverUser(dataDir: string, program: string): Promise<Runner> {
  if (process.getuid?.() !== 0) return {};
  const as = (await idsOf("postgres")) ?? (await makeUser());
  for (const path of [dataDir, dirname(program)]) {
    await run("test", ["-x", path], { ...as, cwd: "/" }).catch(() => {
      throw new OperatorError(
        `Running as root, the embedded PostgreSQL works as the user postgres, who cannot enter ${path}. ` +
          "Start Concord as an ordinary user, move it to a folder others may enter, or set DATABASE_URL.",
      );
    });
  }
  return as;
}

async function makeUser(): Promise<Runner> {
  await run("useradd", ["--system", "--user-group", "--no-create-home", "postgres"]).catch(() => undefined);
  const made = await idsOf("postgres");
  if (made) return made;
  throw new OperatorError(
    "PostgreSQL does not run as root and the system user postgres could not be made. " +
      "Start Concord as an ordinary user, or set DATABASE_URL.",
  );
}

async function idsOf(name: string): Promise<Runner | null> {
  try {
    const [uid, gid] = await Promise.all([run("id", ["-u", name]), run("id", ["-g", name])]);
    return { uid: Number(uid.stdout), gid: Number(gid.stdout) };
  } catch {
    return null;
  }
}

// Command `audit verify`: is the log whole, and is it the one whose newest lines were written outside the database?

import { readHeads } from "../access/audit-heads.ts";
import { firstBrokenHead, listChains, type Verdict, verifyChain } from "../access/audit-verify.ts";
import { answer, CommandFailed, type CommandInput, UsageError } from "./arguments.ts";
import type { Command } from "./index.ts";

const text = { type: "string" as const };

export const auditVerify: Command = {
  name: "audit verify",
  usage: "audit verify [OPERATION] [--operation CODE] [--head FILE] [--json]",
  positionals: [],
  optional: ["OPERATION"],
  options: { operation: text, head: text },
  async run(given: CommandInput) {
    const wanted = given.words[0] ?? given.text("operation");
    const file = given.text("head") ?? given.config.auditFile;
    const heads = await readHeads(file).catch(() => {
      throw new CommandFailed(`${file} is no file of audit heads.`);
    });
    if (given.text("head") && heads.length === 0) throw new UsageError(`--head ${file} holds no heads.`);
    const chains = (await listChains(given.database.admin)).filter(({ code }) => !wanted || code === wanted);
    if (wanted && chains.length === 0) throw new CommandFailed(`There is no operation ${wanted}.`);
    const brokenHead = firstBrokenHead(heads);
    const verdicts: Verdict[] = [];
    for (const chain of chains) verdicts.push(await verifyChain(given.database.admin, chain, heads));
    const whole = brokenHead === null && verdicts.every(({ broken }) => broken === null);
    answer(
      given,
      { whole, head: { file, lines: heads.length, broken: brokenHead }, operations: verdicts },
      () => [
        ...verdicts.map((verdict) => tell(verdict, file)),
        ...(brokenHead === null
          ? []
          : [`${file}: line ${brokenHead} was changed or lines before it are missing.`]),
      ],
    );
    if (!whole) throw new CommandFailed("The log is not whole.");
  },
};

const FAULTS = {
  changed: ({ seq }: Broken) => `line ${seq} was changed or is not in its place`,
  missing: ({ seq }: Broken) => `line ${seq} is missing`,
  replaced: ({ seq, until }: Broken) =>
    `lines were replaced, the first of them between ${seq} and ${until}: line ${until} is not the one written outside`,
  cut: ({ seq, until }: Broken) =>
    `line ${seq} is missing, cut off at the end: outside, line ${until} is known`,
};
type Broken = NonNullable<Verdict["broken"]>;

function tell({ operation, lines, broken, heads }: Verdict, file: string): string {
  const found = `${operation}: ${lines} lines`;
  if (broken) return `${found}, BROKEN: ${FAULTS[broken.fault](broken)}.`;
  return heads
    ? `${found}, chain whole, head matches (${heads.count} heads, the newest of line ${heads.newest}).`
    : `${found}, chain whole; no head of it in ${file}, so that lines cut off at the end would not be noticed.`;
}

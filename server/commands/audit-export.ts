// Command `audit export`: the log of an operation as one person may read it, a JSON document a line, oldest first. The
// desk reads no log: only administrators and coordinators do, so somebody has to be named.
import { AUDIT_GROUP_CODES } from "../../shared/rooms/access-audit.ts";
import { exportAudit } from "../access/audit.ts";
import { asDesk } from "../access/desk.ts";
import { answer, type CommandInput, dateOf, needed, oneOf, UsageError } from "./arguments.ts";
import type { Command } from "./index.ts";

const text = { type: "string" as const };

export const auditExport: Command = {
  name: "audit export",
  usage: `audit export [OPERATION] [--operation CODE] --as EMAIL [--from D] [--to D] [--group ${AUDIT_GROUP_CODES.join("|")}] [--json]`,
  positionals: [],
  optional: ["OPERATION"],
  options: { operation: text, as: text, from: text, to: text, group: text },
  async run(given: CommandInput) {
    const operation = given.words[0] ?? needed(given, "operation");
    const as = given.text("as");
    if (!as)
      throw new UsageError(
        "--as is missing: the log is read by administrators and coordinators, not by the desk.",
      );
    const group = given.text("group") ? oneOf(given, "group", AUDIT_GROUP_CODES) : null;
    const period = { from: dateOf(given, "from") ?? null, to: dateOf(given, "to") ?? null };
    const filter = { ...period, group, actor: null, kind: null, record: null };
    const lines = await asDesk(
      given.database,
      operation,
      (tx) => exportAudit(tx, filter),
      as,
      "audit export",
    );
    answer(given, { operation, lines }, () => lines.map((line) => JSON.stringify(line)));
    process.stderr.write(`${lines.length} lines.\n`);
  },
};

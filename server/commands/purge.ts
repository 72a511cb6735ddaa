// Command `purge`: what was kept long enough is deleted, and what was deleted thirty days ago is taken away for good.
import { DAYS_TO_REGRET } from "../../shared/rooms/access-keeping.ts";
import { purge } from "../access/purge.ts";
import { answer, type CommandInput } from "./arguments.ts";
import type { Command } from "./index.ts";

export const purgeCommand: Command = {
  name: "purge",
  usage: "purge OPERATION [--dry-run] [--json]",
  positionals: ["OPERATION"],
  options: { "dry-run": { type: "boolean" } },
  async run(given: CommandInput) {
    const operation = given.words[0]!;
    const isDry = given.flag("dry-run");
    const kinds = await purge(given.database, operation, isDry);
    answer(given, { operation, dryRun: isDry, kinds }, () => [
      ...kinds.map(
        ({ kind, expired, purged }) =>
          `${kind.padEnd(18)} ${expired} kept long enough, ${purged} deleted more than ${DAYS_TO_REGRET} days ago`,
      ),
      kinds.length === 0
        ? "There is nothing to purge."
        : isDry
          ? "Nothing was changed."
          : `What was kept long enough can be brought back for ${DAYS_TO_REGRET} days; the rest is gone, and backups still hold it.`,
    ]);
  },
};

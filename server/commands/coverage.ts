// Command `coverage`: how many areas of each category have a deployment on a date, and the gaps. Coverage is a
// timetable for attackers: it runs with the desk's eyes or those of --as, and has no public version.
import type { CoverageDocument } from "../../shared/rooms/coverage-answers.ts";
import { asDesk } from "../access/desk.ts";
import { coverageDocument } from "../rooms/coverage/read.ts";
import { readCycles } from "../rooms/priorities/read.ts";
import { answer, CommandFailed, type CommandInput, dateOf, needed } from "./arguments.ts";
import type { Command } from "./index.ts";

const text = { type: "string" as const };

export const coverageCommand: Command = {
  name: "coverage",
  usage: "coverage --operation CODE --cycle NAME [--date D] [--as EMAIL] [--json]",
  positionals: [],
  options: { operation: text, cycle: text, date: text, as: text },
  async run(given: CommandInput) {
    const cycle = needed(given, "cycle");
    const date = dateOf(given, "date");
    const document = await asDesk(
      given.database,
      needed(given, "operation"),
      (tx) =>
        coverageDocument(tx, { cycle, ...(date ? { date } : {}) }).catch(async (error: { code?: string }) => {
          if (error.code !== "not_found") throw error;
          throw new CommandFailed(noCycle(cycle, await readCycles(tx)));
        }),
      given.text("as") ?? null,
      "coverage",
    );
    answer(given, document, () => tell(document));
  },
};

const noCycle = (asked: string, cycles: readonly { name: string }[]) =>
  `There is no planning cycle ${asked} in this operation; ` +
  (cycles.length > 0
    ? `there are: ${cycles.map(({ name }) => name).join(", ")}.`
    : "there is none yet. Begin one on the page Priorities.");

const percent = (share: number | null) => (share === null ? "–" : `${Math.round(share * 100)} %`);

function tell(document: CoverageDocument): string[] {
  return [
    `${document.operation} · cycle ${document.cycle} · ${document.date}: areas with a recorded deployment`,
    ...document.categories.map(
      (one) => `  ${one.category.padEnd(8)} ${one.withDeployment} of ${one.areas} (${percent(one.share)})`,
    ),
    "Gaps (nearest recorded base, straight line):",
    ...document.gaps.map((gap) => {
      const distance =
        gap.nearestBaseKm === null ? "no base recorded" : `${Math.round(gap.nearestBaseKm)} km`;
      return `  ${gap.category.padEnd(8)} ${gap.area.padEnd(10)} ${gap.name.padEnd(24)} ${distance}`;
    }),
    "The list may be incomplete; this says nothing about the mission's performance.",
  ];
}

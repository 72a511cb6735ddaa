// Commands for operations: making one, and the setting that every figure prints.
import { COMMUNITY_CODES, OPERATION_CODE } from "../../shared/rooms/access.ts";
import { LOCKS, type Lock } from "../../shared/rooms/access-lock.ts";
import { VERIFICATION_LEVELS } from "../../shared/rooms/incidents.ts";
import { PRESETS } from "../../shared/rooms/protocol.ts";
import { noOperation } from "../access/desk.ts";
import { lockAsDesk } from "../access/lock.ts";
import { addOperation, setHeadline } from "../access/operations.ts";
import { answer, CommandFailed, type CommandInput, listOf, needed, oneOf, UsageError } from "./arguments.ts";
import type { Command } from "./index.ts";

const text = { type: "string" as const };

/** What stands where a signature would, when an agreement is only recorded here. */
const ON_PAPER = {
  humanitarian: "Signed on paper, recorded by the desk",
  mission: "Signed on paper, recorded by the desk",
};

export const operationAdd: Command = {
  name: "operation add",
  usage:
    'operation add CODE --name "…" [--countries CAF,TCD] [--community CODE] [--kind coordination|asylum] [--time-zone Africa/Bangui] [--headline LEVEL,…] [--protocol integrated|arms_length|party_to_conflict]',
  positionals: ["CODE"],
  options: {
    name: text,
    countries: text,
    community: text,
    kind: text,
    "time-zone": text,
    headline: text,
    protocol: text,
  },
  async run(given: CommandInput) {
    const code = OPERATION_CODE.safeParse(given.words[0]);
    if (!code.success)
      throw new UsageError(`${given.words[0]} is no code: capitals, digits and -, 2 to 32 characters.`);
    const name = needed(given, "name");
    const countries = (given.text("countries") ?? "")
      .split(",")
      .map((part) => part.trim())
      .filter(Boolean);
    const stranger = countries.find((country) => !/^[A-Z]{3}$/.test(country));
    if (stranger) throw new UsageError(`--countries ${stranger} is no ISO 3166 alpha-3 code such as CAF.`);
    const timeZone = readZone(given.text("time-zone"));
    const deskCommunity = oneOf(given, "community", COMMUNITY_CODES, "protection_core");
    const kind = oneOf(given, "kind", ["coordination", "asylum"], "coordination");
    const headlineLevels = listOf(given, "headline", VERIFICATION_LEVELS) ?? ["verified" as const];
    const preset = given.text("protocol") && oneOf(given, "protocol", PRESETS, "integrated");
    const protocol = preset ? { protocol: { preset, signed: ON_PAPER } } : {};
    const wanted = {
      code: code.data,
      name,
      countries,
      kind,
      timeZone,
      deskCommunity,
      headlineLevels,
      ...protocol,
    };
    await addOperation(given.database.admin, wanted).catch((error: { code?: string }) => {
      if (error.code !== "conflict") throw error;
      throw new CommandFailed(`An operation ${code.data} exists already; choose another code.`);
    });
    const made = {
      code: code.data,
      name,
      kind,
      countries,
      timeZone,
      community: deskCommunity,
      headlineLevels,
      protocol: preset ?? null,
    };
    answer(given, made, () => [
      `Operation ${code.data} is made. Next: import FILE --operation ${code.data} --format …, or user add.`,
      ...nextOfProtocol(code.data, preset),
    ]);
  },
};

/** What to do about sharing: without an agreement nothing crosses between organisations. */
const nextOfProtocol = (code: string, preset: string | undefined): string[] =>
  preset
    ? [`Sharing: version 1 (${preset}) is in effect as signed on paper; protocol show ${code} prints it.`]
    : [
        "Sharing: no protocol is agreed yet, so nothing but published data crosses between organisations. Either a",
        "coordinator of community protection_core and an officer of mission_poc sign one in the product (operation menu,",
        "Sharing protocol), or make the operation with --protocol when it was signed on paper.",
      ];

function readZone(zone = "UTC"): string {
  try {
    new Intl.DateTimeFormat("en", { timeZone: zone });
    return zone;
  } catch {
    throw new UsageError(`--time-zone ${zone} is not known; use a name such as Africa/Bangui.`);
  }
}

export const operationSet: Command = {
  name: "operation set",
  usage: `operation set CODE --headline ${VERIFICATION_LEVELS.join("|")},…`,
  positionals: ["CODE"],
  options: { headline: text },
  async run(given: CommandInput) {
    const code = given.words[0]!;
    needed(given, "headline");
    const headlineLevels = listOf(given, "headline", VERIFICATION_LEVELS)!;
    if (!(await setHeadline(given.database.admin, code, headlineLevels))) {
      throw new CommandFailed(noOperation(code));
    }
    answer(given, { code, headlineLevels }, () => [
      `Figures of ${code} now count what is ${headlineLevels.join(" or ")}, and say so.`,
    ]);
  },
};

const LOCK_WORDS: Record<Lock, string> = {
  normal: "is open again: everybody reads and writes as their role says",
  read_only: "is read-only: nobody writes until it is set to normal",
  closed: "is closed: nobody but its administrators gets in, and they read no records",
};

export const operationLock: Command = {
  name: "operation lock",
  usage: `operation lock CODE ${LOCKS.join("|").replace("_", "-")} [--reason "…"]`,
  positionals: ["CODE", "LOCK"],
  options: { reason: text },
  async run(given: CommandInput) {
    const [code, word] = given.words as [string, string];
    const lock = LOCKS.find((one) => one === word.replace("-", "_"));
    if (!lock) throw new UsageError(`${word} is no lock; use ${LOCKS.join(", ").replace("_", "-")}.`);
    const done = await lockAsDesk(given.database.admin, code, lock, given.text("reason") ?? null);
    if (done === "unknown") throw new CommandFailed(noOperation(code));
    if (done === "same") throw new CommandFailed(`Operation ${code} is ${word} already.`);
    if (done === "no_reason")
      throw new CommandFailed('Loosening needs --reason "…", at least 10 characters, which members read.');
    answer(given, { code, lock }, () => [`Operation ${code} ${LOCK_WORDS[lock]}.`]);
  },
};

// Command `protocol show`: the sharing protocol of an operation as the database enforces it, with who signed it.
import { COMMUNITY_CODES } from "../../shared/rooms/access.ts";
import type { ProtocolSeen, VersionSeen } from "../../shared/rooms/protocol-answers.ts";
import { LINES, lineKey } from "../../shared/rooms/protocol-table.ts";
import { asDesk } from "../access/desk.ts";
import { readProtocol } from "../access/sharing-protocol-read.ts";
import { answer, type CommandInput, UsageError } from "./arguments.ts";
import type { Command } from "./index.ts";

const text = { type: "string" as const };

export const protocolShow: Command = {
  name: "protocol show",
  usage: "protocol show CODE [--operation CODE] [--as EMAIL] [--json]",
  positionals: [],
  optional: ["CODE"],
  options: { operation: text, as: text },
  async run(given: CommandInput) {
    const code = given.words[0] ?? given.text("operation");
    if (!code) throw new UsageError("CODE is missing.");
    const protocol = await asDesk(
      given.database,
      code,
      (tx) => readProtocol(tx),
      given.text("as") ?? null,
      "protocol show",
    );
    const { posture, effective, open, parties } = protocol;
    const document = { operation: code, posture, communities: COMMUNITY_CODES, effective, open, parties };
    answer(given, document, () => tell(code, protocol));
  },
};

function tell(code: string, { effective, open }: ProtocolSeen): string[] {
  const waiting = open ? [`Version ${open.version} is proposed and waits for a signature.`] : [];
  if (!effective) {
    return [`${code}: no sharing protocol is agreed; nothing but published data crosses.`, ...waiting];
  }
  return [
    `${code}: version ${effective.version}, ${effective.preset}, ${effective.changed} cells changed, in effect since ` +
      `${effective.effectiveAt!.slice(0, 10)}, review due ${effective.reviewOn}`,
    ...effective.signatures.map(({ side, said, at }) => `  signed for ${side}: ${said}, ${at.slice(0, 10)}`),
    ...waiting,
    "",
    ...tableLines(effective),
    "",
    "A word per community, a letter per sensitivity (low, moderate, high, severe): F full, G generalised, A counts,",
    "p only by a person's release, - nothing.",
    ...COMMUNITY_CODES.map((community, index) => `  ${String(index + 1).padStart(2)} ${community}`),
  ];
}

const NAME_WIDTH = 31;

function tableLines({ table }: VersionSeen): string[] {
  const numbers = COMMUNITY_CODES.map((_, index) => String(index + 1).padEnd(4)).join(" ");
  return [
    " ".repeat(NAME_WIDTH) + numbers.trimEnd(),
    ...LINES.map(lineKey).map((line) => line.padEnd(NAME_WIDTH) + (table[line] ?? "")),
  ];
}

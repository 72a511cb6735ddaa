// The commands there are. Other programs rely on their names and answers.
import type { CommandInput, CommandShape } from "./arguments.ts";
import { auditVerify } from "./audit.ts";
import { auditExport } from "./audit-export.ts";
import { coverageCommand } from "./coverage.ts";
import { importCommand } from "./import.ts";
import { intakePull } from "./intake.ts";
import { backupCommand, restoreCommand } from "./keeping.ts";
import { operationAdd, operationLock, operationSet } from "./operations.ts";
import { databasePrepare, tokenAdd, userAdd, userReset } from "./people.ts";
import { protocolShow } from "./protocol.ts";
import { purgeCommand } from "./purge.ts";
import { trendsCommand } from "./trends.ts";

export interface Command extends CommandShape {
  run(given: CommandInput): Promise<void>;
}

export const COMMANDS: readonly Command[] = [
  operationAdd,
  operationSet,
  operationLock,
  importCommand,
  intakePull,
  trendsCommand,
  coverageCommand,
  userAdd,
  userReset,
  tokenAdd,
  protocolShow,
  auditVerify,
  auditExport,
  databasePrepare,
  backupCommand,
  restoreCommand,
  purgeCommand,
];

// The part of the doors (matrix-doors.ts) that is asked on the command line.

/** Commands that read records, as a person whom `--as` names; the others write, or are for the whole machine. */
export const COMMAND_DOORS: Record<string, string[][] | string> = {
  trends: [["--by", "kind,area"], ["--illustrative"], ["--measure", "killed"]],
  coverage: [["--cycle", "CYCLE"]],
  "protocol show": [[]],
  "audit export": [[]],
  "audit verify": "reads hashes: audit-command.db.test.ts",
  import: "writes: exchange.db.test.ts",
  "intake pull": "writes: intake-pull.db.test.ts",
  backup: "the whole machine, sealed: keeping.db.test.ts",
  restore: "the whole machine: keeping.db.test.ts",
  purge: "writes: purge.db.test.ts",
  "operation add": "writes: command-line.db.test.ts",
  "operation set": "writes: command-line.db.test.ts",
  "operation lock": "writes: lock.db.test.ts",
  "user add": "writes: command-line.db.test.ts",
  "user reset": "writes: command-line.db.test.ts",
  "token add": "writes: tokens.db.test.ts",
  "database prepare": "holds no records: own-server.db.test.ts",
};

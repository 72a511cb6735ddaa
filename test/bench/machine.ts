// On which machine the numbers were measured, and how busy it was with other things.
import { availableParallelism, cpus, loadavg, totalmem } from "node:os";
import { type Line, line, number } from "./table.ts";

export function machineLines(): Line[] {
  const processor = cpus()[0]?.model.trim() ?? "unknown processor";
  const memory = `${number(totalmem() / 2 ** 30)} GiB`;
  const busy = `load ${loadavg()[0]!.toFixed(1)} before`;
  const system = `${process.platform}-${process.arch}, Node ${process.versions.node}`;
  return [
    line("machine", `${availableParallelism()} × ${processor}, ${memory}`),
    line("system", `${system}, ${busy}`),
  ];
}

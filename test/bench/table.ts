// What a benchmark answers: lines of what was measured, the number, and what is aimed at. Printed as one table.

export interface Line {
  what: string;
  value: string;
  /** What the design aims at; empty where nothing is promised. */
  aim?: string;
}

export const line = (what: string, value: string, aim = ""): Line => ({ what, value, aim });

/** Thousands apart, as many decimals as asked for. */
export const number = (value: number, decimals = 0): string =>
  value.toLocaleString("en", { minimumFractionDigits: decimals, maximumFractionDigits: decimals });

export const ms = (value: number): string => `${number(value, value < 100 ? 1 : 0)} ms`;

/** The value below which this share of the samples lies. */
export function quantile(samples: readonly number[], share: number): number {
  const sorted = samples.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
}

export const median = (samples: readonly number[]): number => quantile(samples, 0.5);

export function printTable(lines: readonly Line[]): void {
  const width = (pick: (one: Line) => string) => Math.max(...lines.map((one) => pick(one).length));
  const [first, second] = [width((one) => one.what), width((one) => one.value)];
  for (const { what, value, aim } of lines) {
    const shown = `${what.padEnd(first)}  ${value.padStart(second)}${aim ? `  (aim ${aim})` : ""}`;
    process.stdout.write(`${shown}\n`);
  }
}

/** Says what goes on without disturbing the table on standard output. */
export const say = (text: string): void => void process.stderr.write(`… ${text}\n`);

// Reading a command's words: strict, so that a mistyped option stops with the usage line instead of being ignored.
import { parseArgs } from "node:util";
import type { Database } from "../../db/open.ts";
import type { Config } from "../config.ts";

/** Bad arguments: exit 2 with the usage line. */
export class UsageError extends Error {
  override name = "UsageError";
}

/** The command told everything already; exit 1. */
export class CommandFailed extends Error {
  override name = "CommandFailed";
}

type OptionKind = { type: "string" | "boolean" };

export interface CommandShape {
  /** One or two words. */
  name: string;
  usage: string;
  /** Names of the words after the command, all required. */
  positionals: readonly string[];
  /** Names of words that may follow those. */
  optional?: readonly string[];
  options: Record<string, OptionKind>;
}

export interface Given {
  words: string[];
  text: (name: string) => string | undefined;
  flag: (name: string) => boolean;
}

export interface CommandInput extends Given {
  database: Database;
  config: Config;
}

/** @throws UsageError */
export function readArguments(shape: CommandShape, args: string[]): Given {
  const { values, positionals } = parse(shape, args);
  const most = shape.positionals.length + (shape.optional?.length ?? 0);
  if (positionals.length < shape.positionals.length || positionals.length > most) {
    const missing = shape.positionals[positionals.length];
    throw new UsageError(missing ? `${missing} is missing.` : `Too many words: ${positionals.at(-1)}.`);
  }
  const given: Record<string, string | boolean | undefined> = values;
  return {
    words: positionals,
    text: (name) => given[name] as string | undefined,
    flag: (name) => given[name] === true,
  };
}

function parse(shape: CommandShape, args: string[]) {
  try {
    const options = { ...shape.options, json: { type: "boolean" as const } };
    return parseArgs({ args, options, allowPositionals: true, strict: true });
  } catch (error) {
    throw new UsageError((error as Error).message.split(". ")[0] ?? "Bad arguments");
  }
}

/** A required option. @throws UsageError */
export function needed(given: Given, name: string): string {
  const value = given.text(name);
  if (!value) throw new UsageError(`--${name} is missing.`);
  return value;
}

/** An option out of a list, required when it has no fallback. @throws UsageError naming what it may be. */
export function oneOf<T extends string>(given: Given, name: string, allowed: readonly T[], fallback?: T): T {
  const value = given.text(name) ?? fallback ?? needed(given, name);
  if ((allowed as readonly string[]).includes(value)) return value as T;
  throw new UsageError(`--${name} ${value} is not known; use ${allowed.join(", ")}.`);
}

/** A comma list out of a list of codes. @throws UsageError */
export function listOf<T extends string>(given: Given, name: string, allowed: readonly T[]): T[] | undefined {
  const value = given.text(name);
  if (value === undefined) return undefined;
  const parts = value
    .split(",")
    .map((part) => part.trim())
    .filter(Boolean);
  const stranger = parts.find((part) => !(allowed as readonly string[]).includes(part));
  if (stranger || parts.length === 0)
    throw new UsageError(`--${name} ${value} is not known; use ${allowed.join(", ")}.`);
  return parts as T[];
}

/** A calendar date. @throws UsageError */
export function dateOf(given: Given, name: string): string | undefined {
  const value = given.text(name);
  if (value === undefined) return undefined;
  const day = new Date(`${value}T00:00:00Z`);
  const isReal =
    /^\d{4}-\d{2}-\d{2}$/.test(value) && !Number.isNaN(day.getTime()) && day.toISOString().startsWith(value);
  if (!isReal) throw new UsageError(`--${name} ${value} is no date; write it as 2019-12-02.`);
  return value;
}

/** Prints the one JSON document of --json, or lines for a person. */
export function answer(given: Given, document: unknown, lines: () => string[]): void {
  const text = given.flag("json") ? JSON.stringify(document) : lines().join("\n");
  process.stdout.write(`${text}\n`);
}

/**
 * Many rows as parameters of one statement: an array per column, which the database reads in half the time that JSON
 * takes it. Values of fixed width travel as the bytes the database keeps, so that neither side spells them out.
 */
import { arrayBytes } from "./array-bytes.ts";

/** Columns of rows by name, with their SQL types; both are constants of our own code. */
export type Columns = Record<string, string>;

/** A relation of rows for `from`, or its columns as arrays, with the parameters. */
export interface Arrays {
  from: string;
  lists: string[];
  values: (string | Buffer)[];
}

/** Between two texts, and instead of one that is NULL: marks that hardly any text holds (ASCII's own separators). */
const BETWEEN = "\u001f";
const ABSENT = "\u001e";

/** Rows as a relation `r` with the columns given; what a row lacks is NULL. `first`: number of the first parameter. */
export function arraysOf(columns: Columns, rows: readonly Record<string, unknown>[], first = 1): Arrays {
  const names = Object.keys(columns);
  const arrays = names.map((name, at) =>
    arrayOf(
      columns[name]!,
      `$${at + first}`,
      rows.map((row) => row[name]),
    ),
  );
  const cells = names.map((name) =>
    isNested(columns[name]!) ? `a.${name}::${columns[name]} as ${name}` : `a.${name}`,
  );
  const lists = arrays.map(({ sql }) => sql);
  return {
    from: `(select ${cells.join(", ")} from unnest(${lists.join(", ")}) as a(${names.join(", ")})) r`,
    lists,
    values: arrays.map(({ value }) => value),
  };
}

/** A column as bytes; as texts in a row with a mark between them, which neither side has to quote; else as a literal. */
function arrayOf(type: string, place: string, values: readonly unknown[]) {
  const bytes = arrayBytes(type, values);
  if (bytes) return { sql: `${place}::${type}[]`, value: bytes };
  const isText = type === "text" || isNested(type);
  const joined = isText ? joinedTexts(values) : null;
  if (joined !== null) return { sql: `string_to_array(${place}::text, E'\\x1f', E'\\x1e')`, value: joined };
  return { sql: `${place}::${isText ? "text" : type}[]`, value: literal(values) };
}

/** Null where a text holds one of the marks, or where nothing is left that tells one empty text from none. */
function joinedTexts(values: readonly unknown[]): string | null {
  let joined = "";
  for (let at = 0; at < values.length; at += 1) {
    const text = textOf(values[at]);
    if (text?.includes(BETWEEN) || text?.includes(ABSENT)) return null;
    joined += at === 0 ? (text ?? ABSENT) : BETWEEN + (text ?? ABSENT);
  }
  return joined === "" ? null : joined;
}

/** An array of documents or of arrays travels as text: an array of arrays would be unrolled. */
const isNested = (type: string): boolean => type === "jsonb" || type.endsWith("[]");

/** Array in PostgreSQL's text form (manual, 8.15.6). */
const literal = (values: readonly unknown[]): string => `{${values.map(element).join(",")}}`;

function element(value: unknown): string {
  const text = textOf(value);
  if (text === null) return "NULL";
  return typeof value === "number" || typeof value === "boolean" ? text : quoted(text);
}

/** A value as the database reads it; null where there is none. */
function textOf(value: unknown): string | null {
  if (value === null || value === undefined) return null;
  if (typeof value === "string") return value;
  if (typeof value !== "object") return String(value);
  return Array.isArray(value) ? literal(value) : JSON.stringify(value);
}

function quoted(text: string): string {
  const isPlain = !text.includes('"') && !text.includes("\\");
  return `"${isPlain ? text : text.replace(/["\\]/g, "\\$&")}"`;
}

/**
 * Many rows as parameters of one statement: an array per column, which the database reads in half the time that JSON
 * takes it.
 */

/** Columns of rows by name, with their SQL types; both are constants of our own code. */
export type Columns = Record<string, string>;

/** A relation of rows for `from`, with its parameters, which are the first of the statement. */
export interface Arrays {
  from: string;
  values: string[];
}

/** Rows as a relation `r` with the columns given; what a row lacks is NULL. */
export function arraysOf(columns: Columns, rows: readonly Record<string, unknown>[]): Arrays {
  const names = Object.keys(columns);
  const types = names.map((name, at) => `$${at + 1}::${isNested(columns[name]!) ? "text" : columns[name]}[]`);
  const cells = names.map((name) =>
    isNested(columns[name]!) ? `a.${name}::${columns[name]} as ${name}` : `a.${name}`,
  );
  return {
    from: `(select ${cells.join(", ")} from unnest(${types.join(", ")}) as a(${names.join(", ")})) r`,
    values: names.map((name) => `{${rows.map((row) => element(row[name])).join(",")}}`),
  };
}

/** An array of documents or of arrays travels as text: an array of arrays would be unrolled. */
const isNested = (type: string): boolean => type === "jsonb" || type.endsWith("[]");

/** Array in PostgreSQL's text form (manual, 8.15.6). */
const literal = (values: readonly unknown[]): string => `{${values.map(element).join(",")}}`;

function element(value: unknown): string {
  if (value === null || value === undefined) return "NULL";
  if (typeof value === "string") return quoted(value);
  if (typeof value !== "object") return String(value);
  return quoted(Array.isArray(value) ? literal(value) : JSON.stringify(value));
}

function quoted(text: string): string {
  const isPlain = !text.includes('"') && !text.includes("\\");
  return `"${isPlain ? text : text.replace(/["\\]/g, "\\$&")}"`;
}

/**
 * Rules about several fields of a form, told together with the faults of single ones. By itself zod asks a rule of an
 * object only once each of its fields holds, so that a person mends six fields and is then told of a seventh.
 */
import type { z } from "zod";
import { type FormIssue, issue } from "./records.ts";

type Path = (string | number)[];

export interface Together {
  fault: (path: Path, code: FormIssue) => void;
  /** Do these fields, written `place` or `harms.0.best`, hold with all that is in them? A rule asks before it reads them. */
  holds: (...fields: string[]) => boolean;
}

/** The schema with rules that are asked whatever else is wrong: what does not hold is there as it was given, or missing. */
export function together<Schema extends z.ZodType<object>>(
  schema: Schema,
  rules: (value: z.output<Schema>, told: Together) => void,
): Schema {
  return schema.superRefine(
    (value, context) => {
      const broken = context.issues.map(({ path = [] }) => path.map(String).join("."));
      const holds = (field: string) =>
        broken.every((fault) => fault !== field && !isIn(fault, field) && !isIn(field, fault));
      rules(value as z.output<Schema>, {
        fault: (path, code) => context.addIssue({ code: "custom", path, message: issue(code) }),
        holds: (...fields) => fields.every(holds),
      });
    },
    { when: ({ value }) => typeof value === "object" && value !== null && !Array.isArray(value) },
  );
}

/** `ends_before_start` at the second of two days, where both are known. Days are ISO. */
export function inOrder(
  value: object,
  [from, to]: readonly [string, string],
  { fault, holds }: Together,
): void {
  const day = (field: string) => (value as Record<string, unknown>)[field];
  const [first, last] = [day(from), day(to)];
  const isKnown = typeof first === "string" && typeof last === "string" && holds(from, to);
  if (isKnown && first !== "" && last !== "" && last < first) fault([to], "ends_before_start");
}

const isIn = (inner: string, outer: string) => outer !== "" && inner.startsWith(`${outer}.`);

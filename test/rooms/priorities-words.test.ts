/** A decision's reason in words, also where the protocol shares the category and not the text. */
import { expect, test } from "vitest";
import { reasonOf } from "../../client/rooms/priorities/figures-why.ts";

const key = (name: string) => name;

test("a reason that is not shared is said to be so, never left empty", () => {
  expect(reasonOf(key, { reason: "" })).toBe("priorities.why.reasonWithheld");
  expect(reasonOf(key, { reason: "A joint visit found threats" })).toBe("A joint visit found threats");
});

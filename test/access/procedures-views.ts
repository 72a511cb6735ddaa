// The part of the reviewed table (procedures.ts) that is about saved views.
import { newId } from "../../shared/ids.ts";
import type { Row } from "./procedures.ts";

const form = () => ({
  id: newId(),
  name: "Around Bambari",
  address: "from=all&dataset=log",
  shared: false,
  tell: true,
});
/** Of no view: views.db.test.ts does it with one. */
const absent = (input: Row["input"]): Row => ({ who: [], refused: "not_found", input });

export const VIEW_PROCEDURES: Record<string, Row> = {
  "access.account.setMail": { who: "member", input: () => ({ every: "never" }) },
  "views.list": { who: "member", input: () => ({}) },
  "views.news": { who: "member", input: () => ({}) },
  "views.save": { who: "member", input: () => ({ form: form() }) },
  "views.delete": absent(() => ({ ref: newId() })),
  "views.tell": absent(() => ({ ref: newId(), tell: true })),
  "views.mark": { who: "member", input: () => ({ refs: null, asOf: "2019-12-02T09:00:00Z" }) },
};

/** A line of the log in words: who, and a sentence for the action with the codes and counts that the line holds. */
import type { AuditLine } from "../../shared/rooms/access-audit.ts";
import { hasWord, type Translate, type WordKey, type WordValues } from "../words/index.tsx";

/** What sentences may ask for; a line that lacks one leaves it empty. */
const NOTHING: WordValues = {
  ...{
    call: "",
    code: "",
    more: "",
    command: "",
    as: "",
    format: "",
    what: "",
    method: "",
    proof: "",
    level: "",
    kind: "",
    from: "",
    to: "",
  },
  ...{ minutes: 0, patrols: 0, lines: 0 },
};

/** An action this page has no words for is told by its code. */
export function tell(t: Translate, { action, detail }: AuditLine): string {
  const [noun = "", verb = ""] = action.split(".");
  const named = [`audit.action.${action}`, `audit.verb.${verb}`].find(hasWord);
  if (!named) return t("audit.action.unknown", { action });
  const plain = Object.entries(detail).flatMap(([name, value]) =>
    ["string", "number", "boolean"].includes(typeof value)
      ? [[name, typeof value === "number" ? value : String(value)]]
      : [],
  );
  const kind = codeOfKind(t, noun);
  return t(named as WordKey, { ...NOTHING, kind, ...Object.fromEntries(plain) });
}

/** The kind of record in words, where there are some. */
function codeOfKind(t: Translate, noun: string): string {
  const key = `audit.kind.${noun}`;
  return hasWord(key) ? t(key) : noun;
}

export const actorOf = (t: Translate, { actor, person }: AuditLine): string =>
  person ?? t(actor === "desk" ? "audit.actor.desk" : "audit.actor.unknown");

const SHOWN = 8;

/** The end of an id, where ids of the same hour differ. */
export const shortId = (id: string): string => `…${id.slice(-SHOWN)}`;

/** What a claim says, in words: one line for a list, made of its codes, numbers and texts. */
import type { ClaimAnswer } from "../../../shared/rooms/actors-answers.ts";
import type { AttributeCode, ClaimPrecision } from "../../../shared/rooms/actors-attributes.ts";
import { threatBand } from "../../../shared/rooms/actors-threat.ts";
import { dayOf, formatMonth } from "../../../shared/time.ts";
import { codeLabel } from "../../words/codes.ts";
import { formatDate, formatKm, formatRange } from "../../words/format.ts";
import type { Translate } from "../../words/index.tsx";

/** Which list of labels the codes of an attribute belong to. */
export const CODE_LISTS: Partial<Record<AttributeCode, string>> = {
  kind: "actorKind",
  status: "actorState",
  echelon: "echelon",
  chain_of_command: "clarity",
  objective: "objective",
  force_use: "forceUse",
  un_mandate: "yesNo",
  top_level: "yesNo",
  un_support: "yesNo",
  relief_work: "yesNo",
  hrddp: "hrddp",
  interaction_level: "interactionLevel",
};

type Told = Pick<ClaimAnswer, "attribute" | "value" | "place">;

export function claimWords(t: Translate, tag: string, { attribute, value, place }: Told): string {
  if (value === null) return t("claims.notTold");
  const { text, code, low, best, high, role, rank, name, channel, holder, lastContact, about, above, km } =
    value;
  const parts = [
    threatWords(t, value),
    km != null && t("claims.reach", { km: formatKm(km, tag) }),
    text,
    code && codeLabel(t, CODE_LISTS[attribute] ?? attribute, code),
    best != null && formatRange({ low: low ?? null, best, high: high ?? null }, tag),
    name,
    [role, rank].filter(Boolean).join(", "),
    place?.name,
    channel,
    holder && t("claims.heldBy", { holder }),
    lastContact && t("claims.lastContact", { date: formatDate(lastContact, tag) }),
    about && codeLabel(t, "commandQuestion", about),
    above && t("claims.above", { level: above }),
  ];
  return parts.filter(Boolean).join(" · ");
}

/** The band with what it was made of; never a number with decimals. */
function threatWords(
  t: Translate,
  { intent, capability, opportunity }: NonNullable<Told["value"]>,
): string | null {
  if (intent == null || capability == null || opportunity == null) return null;
  const band = threatBand({ intent, capability, opportunity });
  return t("claims.threat", {
    ...{
      band: codeLabel(t, "threatBand", band),
      intent: codeLabel(t, "threatGrade", String(intent)).toLowerCase(),
    },
    capability: codeLabel(t, "threatGrade", String(capability)).toLowerCase(),
    opportunity: codeLabel(t, "threatGrade", String(opportunity)).toLowerCase(),
  });
}

/** A day as exactly as it is known: "12 Nov 2019", "Nov 2019", "2019". */
export function roughDay(day: string, precision: ClaimPrecision, tag: string): string {
  if (precision === "year") return day.slice(0, 4);
  return precision === "month" ? formatMonth(dayOf(day), tag) : formatDate(day, tag);
}

/** "since Nov 2019", "2018 – 12 Nov 2019", or nothing where no day is known. */
export function claimSpan(
  t: Translate,
  tag: string,
  claim: Pick<ClaimAnswer, "from" | "fromPrecision" | "to" | "toPrecision">,
): string | null {
  const from = claim.from && roughDay(claim.from, claim.fromPrecision, tag);
  const to = claim.to && roughDay(claim.to, claim.toPrecision, tag);
  if (from && to) return t("actors.detail.span", { from, to });
  if (from) return t("actors.detail.since", { from });
  return to ? t("actors.detail.activeUntil", { to }) : null;
}

/** Why a field holds what it holds: the rule and the words, and what else the words could mean, one press away. */
import { Button } from "@mantine/core";
import type { ReactNode } from "react";
import type { IntakeItem, Span } from "../../../shared/rooms/intake.ts";
import type { DateFound } from "../../../shared/rooms/intake-dates.ts";
import type { Proposals } from "../../../shared/rooms/intake-propose.ts";
import { codeLabel } from "../../words/codes.ts";
import { formatDate, formatSpan } from "../../words/format.ts";
import { useWords } from "../../words/index.tsx";
import type { Draft } from "../incidents/form-draft.ts";
import { kindOf, sentenceOf } from "../places/form-said.ts";
import { dateValue, kindValue, placeValue } from "./form-proposed.ts";

export interface WhyProps {
  item: IntakeItem;
  read: Proposals;
  draft: Draft;
  set: (change: Partial<Draft>) => void;
}

const MOST = 3;

const said = ({ original }: IntakeItem, span: Span | null) =>
  span ? original.slice(span.from, span.to).replace(/\s+/g, " ") : "";

interface WhyLine {
  children: ReactNode;
  others?: Other[];
  /** The buttons are the answer to a question. */
  asks?: boolean;
}

/** A quiet line, and buttons for what else could be meant. */
function Why({ children, others = [], asks = false }: WhyLine) {
  const { t } = useWords();
  return (
    <div className="intake-why">
      <span>{children}</span>
      {others.length > 0 && (
        <span className="intake-others">
          {!asks && t("intake.or")}{" "}
          {others.slice(0, MOST).map(({ key, label, choose }) => (
            <Button key={key} variant="default" size="compact-xs" onClick={choose}>
              {label}
            </Button>
          ))}
        </span>
      )}
    </div>
  );
}

interface Other {
  key: string;
  label: string;
  choose: () => void;
}

export function WhyKind({ item, read, draft, set }: WhyProps) {
  const { t } = useWords();
  const own = read.kinds.find(({ kind }) => kind === draft.kind);
  const others = read.kinds
    .filter(({ kind }) => kind !== draft.kind)
    .map(({ kind }) => ({
      ...{ key: kind, label: codeLabel(t, "incidentKind", kind) },
      choose: () => set(kindValue(kind)),
    }));
  if (read.kinds.length === 0) return <Why>{t("intake.why.kind.none")}</Why>;
  return <Why others={others}>{own && t("intake.why.kind", { words: said(item, own.span) })}</Why>;
}

export function WhyPlace({ item, read, draft, set }: WhyProps) {
  const words = useWords();
  const { t } = words;
  if (item.fields) return <Why>{t("intake.why.place.row")}</Why>;
  if (read.places.length === 0) return <Why>{t("intake.why.place.none")}</Why>;
  const own = read.places.find(({ text }) => text === draft.placeText);
  const choices = read.places.flatMap((place) =>
    place.candidates.slice(0, 2).map((candidate, at) => ({ place, candidate, at })),
  );
  const others = choices
    .map(({ place, candidate, at }) => ({
      ...{
        key: `${place.span.from}/${candidate.key}`,
        label: `${sentenceOf(candidate, words)} · ${kindOf(candidate, words)}`,
      },
      value: placeValue(place, words, at),
    }))
    .filter(
      ({ value }) =>
        value.placeText !== draft.placeText || value.lon !== draft.lon || value.areaId !== draft.areaId,
    )
    .map(({ key, label, value }) => ({ key, label, choose: () => set(value) }));
  return <Why others={others}>{own && t("intake.why.place", { words: said(item, own.span) })}</Why>;
}

export function WhyDate({ item, read, draft, set }: WhyProps) {
  const { t, tag } = useWords();
  const label = ({ from, to }: DateFound) => formatSpan(from, to, tag);
  const choice = (date: DateFound) => ({
    key: date.from,
    label: label(date),
    choose: () => set(dateValue(date)),
  });
  if (item.fields) return null;
  if (read.asked && draft.occurredFrom === "") {
    return (
      <Why asks others={read.asked.options.map(choice)}>
        {t("intake.why.date.asked", { words: said(item, read.asked.span) })}
      </Why>
    );
  }
  const own = read.dates.find(({ from }) => from === draft.occurredFrom);
  const others = read.dates.filter(({ from }) => from !== draft.occurredFrom).map(choice);
  if (!own) return <Why others={others}>{draft.occurredFrom === "" && t("intake.why.date.none")}</Why>;
  const sent = item.sentOn ? formatDate(item.sentOn, tag) : "–";
  const isTold = item.sentOn === null && !["written", "numbers", "range", "month"].includes(own.rule);
  return (
    <Why others={others}>
      {isTold
        ? `${t("intake.said", { words: said(item, own.span) })} ${t("intake.why.date.undated")}`
        : t(`intake.why.date.${own.rule}`, { words: said(item, own.span), sent })}
    </Why>
  );
}

export function WhyHarm({ item, read, draft }: WhyProps) {
  const { t } = useWords();
  if (item.fields) return null;
  const shown = read.harms.filter(({ harm }) => draft.harms.some((line) => line.harm === harm));
  const isNone = draft.harms.length === 0 && read.unread.length === 0;
  const lines = shown.map(({ harm, rule, span }) =>
    t(`intake.why.harm.${rule}`, { harm: codeLabel(t, "harmKind", harm), words: said(item, span) }),
  );
  return (
    <>
      {isNone && <Why>{t("intake.harm.none")}</Why>}
      {lines.length > 0 && <Why>{lines.join(" ")}</Why>}
      {read.unread.length > 0 && (
        <Why>
          {t("intake.harm.unread", {
            list: read.unread.map((span) => t("intake.said", { words: said(item, span) })).join(", "),
          })}
        </Why>
      )}
    </>
  );
}

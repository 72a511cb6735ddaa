/** The words that the report keeps: what came in without numbers, addresses and names. Shown first, changed on demand. */
import { Button, Text, Textarea } from "@mantine/core";
import { useState } from "react";
import { findPersons, TAKEN_OUT } from "../../../shared/rooms/intake-clean.ts";
import { formatList } from "../../words/format.ts";
import { useWords } from "../../words/index.tsx";
import { type FieldsProps, fieldId } from "../incidents/form-props.ts";
import type { WhyProps } from "./form-why.tsx";

export function ReportWords({
  read,
  draft,
  set,
  faultAt,
  sexual,
}: WhyProps & Pick<FieldsProps, "faultAt" | "sexual">) {
  const { t, tag } = useWords();
  const [open, setOpen] = useState(false);
  const fault = faultAt("description");
  if (sexual) return <p className="figure-scope">{t("log.noText")}</p>;
  const known = [
    draft.placeName,
    draft.placeText,
    ...read.places.map(({ text }) => text),
    ...read.actors.flatMap(({ name }) => name ?? []),
  ];
  const found = findPersons(
    draft.description,
    known.filter((name) => name !== ""),
  );
  const takeOut = () =>
    set({
      description: found.reduce((text, each) => text.replaceAll(each.text, TAKEN_OUT), draft.description),
    });
  const taken = read.description.taken.map(({ text }) => text);
  return (
    <div className="intake-kept">
      <div className="intake-kept-head">
        <strong>{t("intake.words")}</strong>
        {!open && (
          <Button variant="subtle" size="compact-xs" onClick={() => setOpen(true)}>
            {t("intake.words.change")}
          </Button>
        )}
      </div>
      {open || fault ? (
        <Textarea
          id={fieldId("description")}
          aria-label={t("intake.words")}
          error={fault}
          autosize
          minRows={3}
          value={draft.description}
          onChange={(event) => set({ description: event.currentTarget.value })}
        />
      ) : (
        <Text size="sm" className="intake-kept-words" dir="auto">
          {draft.description || t("intake.words.none")}
        </Text>
      )}
      {taken.length > 0 && (
        <p className="figure-scope">
          {t("intake.words.taken", { n: taken.length, list: formatList(taken, tag) })}
        </p>
      )}
      {found.length > 0 && (
        <p className="intake-warns" role="status">
          {t("intake.words.found", {
            list: formatList(
              found.map(({ text }) => text),
              tag,
            ),
          })}{" "}
          <Button variant="default" size="compact-xs" onClick={takeOut}>
            {t("intake.words.takeOut")}
          </Button>
        </p>
      )}
    </div>
  );
}

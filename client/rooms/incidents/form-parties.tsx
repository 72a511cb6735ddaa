/** Parties to what happened, as the source says it: who, the part they played, how sure it is. */
import { Button, Select } from "@mantine/core";
import { useMemo } from "react";
import { ATTRIBUTIONS, PARTY_ROLES, UNIDENTIFIED } from "../../../shared/rooms/incidents.ts";
import { CONFIDENCE } from "../../../shared/rooms/records.ts";
import { useWords } from "../../words/index.tsx";
import { useActors } from "../actors/queries.ts";
import { emptyParty, type PartyDraft } from "./form-draft.ts";
import { Add, Remove, useChoices, useLines } from "./form-inputs.tsx";
import type { FieldsProps } from "./form-props.ts";

/** All parties this reader may see, those of the report first, and the one for men nobody could name. */
function usePartyChoices({ operation, facts, parties = [] }: FieldsProps) {
  const { t } = useWords();
  const known = useActors(operation).data ?? facts.dictionaries.actors;
  return useMemo(() => {
    const all = new Map([...parties, ...known].map(({ ref, name }) => [ref, name]));
    return [
      { value: UNIDENTIFIED, label: t("log.unidentified") },
      ...[...all].map(([value, label]) => ({ value, label })),
    ];
  }, [known, parties, t]);
}

export function PartyFields(props: FieldsProps) {
  const { t } = useWords();
  const { lines, choice, add, remove } = useLines<PartyDraft>(props, "parties");
  const actors = usePartyChoices(props);
  const roles = useChoices("partyRole", PARTY_ROLES);
  const attributions = useChoices("attribution", ATTRIBUTIONS);
  const confidences = useChoices("confidence", CONFIDENCE);
  return (
    <>
      <p className="figure-scope">{t("incidents.form.partyHelp")}</p>
      {lines.map((line, at) => (
        <div className="log-block" key={line.key}>
          <div className="log-row">
            <Select {...choice(at, "actorId")} label={t("incidents.form.party")} data={actors} limit={60} />
            <Select {...choice(at, "role")} label={t("incidents.form.partyRole")} data={roles} />
          </div>
          <div className="log-row">
            <Select {...choice(at, "attribution")} label={t("log.attribution")} data={attributions} />
            <Select {...choice(at, "confidence")} label={t("log.confidence")} data={confidences} />
          </div>
          <Remove label={t("incidents.form.removeParty")} onClick={() => remove(at)} />
        </div>
      ))}
      <div className="log-adds">
        <Add label={t("incidents.form.addParty")} onClick={() => add(emptyParty())} />
        <Button variant="subtle" size="compact-sm" onClick={() => add(emptyParty(UNIDENTIFIED))}>
          {t("log.unidentified")}
        </Button>
      </div>
    </>
  );
}

/** The repeated lines of the short log: how many people, and which parties. */
import { ActionIcon, Button, Select, TextInput } from "@mantine/core";
import { useMemo } from "react";
import { HARM_KINDS, PARTY_ROLES, VICTIM_STATUS } from "../../../shared/rooms/incidents.ts";
import { forgiving } from "../../ui/forgiving.ts";
import { Icon } from "../../ui/icons.tsx";
import { useWords } from "../../words/index.tsx";
import { emptyHarm, emptyParty, type HarmDraft, type PartyDraft } from "./form-draft.ts";
import { useChoices } from "./form-fields.tsx";
import { type FieldsProps, fieldId } from "./form-props.ts";

export function HarmFields({ draft, set, faultAt }: FieldsProps) {
  const { t } = useWords();
  const harms = useChoices("harmKind", HARM_KINDS);
  const statuses = useChoices("victimStatus", VICTIM_STATUS);
  const change = (index: number, part: Partial<HarmDraft>) =>
    set({ harms: draft.harms.map((line, at) => (at === index ? { ...line, ...part } : line)) });
  return (
    <>
      <p className="figure-scope">{t("incidents.form.harmHelp")}</p>
      {draft.harms.map((line, index) => {
        const at = (name: string) => ({
          id: fieldId(`harms.${index}.${name}`),
          error: faultAt(`harms.${index}.${name}`),
        });
        const count = (name: "low" | "best" | "high") => (
          <TextInput
            {...at(name)}
            inputMode="numeric"
            label={t(`incidents.form.${name}`)}
            value={line[name]}
            onChange={(event) => change(index, { [name]: event.currentTarget.value })}
          />
        );
        return (
          <div className="log-counts" key={line.key}>
            <Select
              {...at("harm")}
              label={t("incidents.form.harmKind")}
              data={harms}
              value={line.harm || null}
              onChange={(harm) => change(index, { harm: harm ?? "" })}
            />
            <Select
              {...at("status")}
              label={t("incidents.form.status")}
              data={statuses}
              value={line.status || null}
              onChange={(status) => change(index, { status: status ?? "" })}
            />
            {count("low")}
            {count("best")}
            {count("high")}
            <Remove
              label={t("incidents.form.removeHarm")}
              onClick={() => set({ harms: draft.harms.filter((_, other) => other !== index) })}
            />
          </div>
        );
      })}
      <Add
        label={t("incidents.form.addHarm")}
        onClick={() => set({ harms: [...draft.harms, emptyHarm()] })}
      />
    </>
  );
}

export function PartyFields({ draft, set, faultAt, facts }: FieldsProps) {
  const { t } = useWords();
  const roles = useChoices("partyRole", PARTY_ROLES);
  const actors = useMemo(
    () => facts.dictionaries.actors.map(({ ref, name }) => ({ value: ref, label: name })),
    [facts],
  );
  const change = (index: number, part: Partial<PartyDraft>) =>
    set({ parties: draft.parties.map((line, at) => (at === index ? { ...line, ...part } : line)) });
  return (
    <>
      <p className="figure-scope">{t("incidents.form.partyHelp")}</p>
      {draft.parties.map((line, index) => (
        <div className="log-row" key={line.key}>
          <Select
            id={fieldId(`parties.${index}.actorId`)}
            error={faultAt(`parties.${index}.actorId`)}
            searchable
            filter={forgiving}
            label={t("incidents.form.party")}
            data={actors}
            value={line.actorId || null}
            onChange={(actorId) => change(index, { actorId: actorId ?? "" })}
          />
          <Select
            id={fieldId(`parties.${index}.role`)}
            error={faultAt(`parties.${index}.role`)}
            label={t("incidents.form.partyRole")}
            data={roles}
            value={line.role || null}
            onChange={(role) => change(index, { role: role ?? "" })}
          />
          <Remove
            label={t("incidents.form.removeParty")}
            onClick={() => set({ parties: draft.parties.filter((_, other) => other !== index) })}
          />
        </div>
      ))}
      <Add
        label={t("incidents.form.addParty")}
        onClick={() => set({ parties: [...draft.parties, emptyParty()] })}
      />
    </>
  );
}

const Add = ({ label, onClick }: { label: string; onClick: () => void }) => (
  <Button
    variant="subtle"
    size="compact-sm"
    leftSection={<Icon name="plus" size={14} />}
    onClick={onClick}
    style={{ alignSelf: "start" }}
  >
    {label}
  </Button>
);

const Remove = ({ label, onClick }: { label: string; onClick: () => void }) => (
  <ActionIcon
    variant="subtle"
    color="gray"
    className="remove"
    aria-label={label}
    title={label}
    onClick={onClick}
  >
    <Icon name="close" size={16} />
  </ActionIcon>
);

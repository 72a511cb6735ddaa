/** What it did besides: people displaced from where to where, objects damaged, grave violations against children. */
import { Checkbox, Select, Stack, TextInput } from "@mantine/core";
import type { Entry } from "../../../shared/places/gazetteer.ts";
import {
  COUNTED_BY_INCIDENT,
  DAMAGE_DEGREES,
  DAMAGE_KINDS,
  FUNCTIONING,
  GRAVE_VIOLATIONS,
} from "../../../shared/rooms/incidents.ts";
import { codeLabel } from "../../words/codes.ts";
import { useWords } from "../../words/index.tsx";
import { SiteField } from "../places/form-site.tsx";
import { type DamageDraft, type DisplacementDraft, emptyDamage, emptyDisplacement } from "./form-draft.ts";
import { useAreaChoices } from "./form-fields.tsx";
import { Add, CountField, Remove, useChoices, useLines } from "./form-inputs.tsx";
import { type FieldsProps, fieldId } from "./form-props.ts";

export function DisplacementFields(props: FieldsProps) {
  const { t } = useWords();
  const { lines, change, choice, text, common, add, remove } = useLines<DisplacementDraft>(
    props,
    "displacement",
  );
  const areas = useAreaChoices(props);
  const ends = ["from", "to"] as const;
  return (
    <>
      <p className="figure-scope">{t("log.displacementHelp")}</p>
      {lines.map((line, at) => (
        <div className="log-block" key={line.key}>
          <CountField
            {...common(at, "count")}
            label={t("log.displacedPeople")}
            value={line.count}
            onChange={(count) => change(at, { count })}
          />
          {ends.map((end) => (
            <div className="log-row" key={end}>
              <Select {...choice(at, `${end}Area`)} label={t(`log.${end}Area`)} data={areas} limit={60} />
              {!props.sexual && <TextInput {...text(at, `${end}Words`)} label={t(`log.${end}Words`)} />}
            </div>
          ))}
          <Remove label={t("log.removeDisplacement")} onClick={() => remove(at)} />
        </div>
      ))}
      <Add label={t("log.addDisplacement")} onClick={() => add(emptyDisplacement())} />
    </>
  );
}

/** Objects of these kinds are damaged as these. */
const DAMAGED_AS: Partial<Record<string, (typeof DAMAGE_KINDS)[number]>> = {
  ...{ school: "school", health: "health", market: "market", water_point: "water" },
  ...{ planned_camp: "displacement_site", self_settled: "displacement_site", poc_site: "displacement_site" },
  ...{ collective_centre: "displacement_site", refugee_settlement: "displacement_site" },
};

/** Which object it is, by its record or in words; a chosen one says its kind where none was said. */
const siteChosen = ({ siteKind }: DamageDraft, siteName: string, site: Entry | null) => ({
  ...{ siteName, siteId: site?.ref ?? "" },
  siteKind: siteKind || (DAMAGED_AS[site?.kind ?? ""] ?? ""),
});

export function DamageFields(props: FieldsProps) {
  const { t } = useWords();
  const { lines, change, choice, common, add, remove } = useLines<DamageDraft>(props, "damage");
  const kinds = useChoices("damageKind", DAMAGE_KINDS);
  const degrees = useChoices("damageDegree", DAMAGE_DEGREES);
  const functioning = useChoices("functioning", FUNCTIONING);
  return (
    <>
      <p className="figure-scope">{t("log.damageHelp")}</p>
      {lines.map((line, at) => (
        <div className="log-block" key={line.key}>
          <div className="log-row">
            <Select {...choice(at, "siteKind")} label={t("log.siteKind")} data={kinds} />
            {!props.sexual && (
              <SiteField
                {...common(at, "siteName")}
                operation={props.operation}
                label={t("log.siteName")}
                name={line.siteName}
                site={line.siteId}
                onChange={(siteName, site) => change(at, siteChosen(line, siteName, site))}
              />
            )}
          </div>
          <div className="log-row">
            <Select {...choice(at, "degree")} label={t("log.degree")} data={degrees} />
            <Select {...choice(at, "functioning")} label={t("log.functioning")} data={functioning} />
          </div>
          <Remove label={t("log.removeDamage")} onClick={() => remove(at)} />
        </div>
      ))}
      <Add label={t("log.addDamage")} onClick={() => add(emptyDamage())} />
    </>
  );
}

/** Marks for the monitoring and reporting mechanism; each raises the sensitivity. */
export function MarkFields({ draft, set, faultAt }: FieldsProps) {
  const { t } = useWords();
  return (
    <Checkbox.Group
      id={fieldId("mrm")}
      description={t("log.mrmHelp")}
      error={faultAt("mrm")}
      value={draft.mrm}
      onChange={(mrm) => set({ mrm })}
    >
      <Stack gap={8} mt={8}>
        {GRAVE_VIOLATIONS.map((code) => (
          <Checkbox
            key={code}
            value={code}
            label={codeLabel(t, "graveViolation", code)}
            description={t(COUNTED_BY_INCIDENT.includes(code) ? "log.byIncidents" : "log.byVictims")}
          />
        ))}
      </Stack>
    </Checkbox.Group>
  );
}

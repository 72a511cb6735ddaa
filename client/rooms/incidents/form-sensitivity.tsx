/** How sensitive a report is, and who will be able to see it, said before it is saved. */
import { Radio, Text } from "@mantine/core";
import { SENSITIVITIES, type Sensitivity } from "../../../shared/rooms/records.ts";
import { WhoSees } from "../../access/who-sees.tsx";
import type { OperationInfo } from "../../session.ts";
import { Icon } from "../../ui/icons.tsx";
import { SensitivityBars } from "../../ui/marks.tsx";
import { codeDefinition, codeLabel } from "../../words/codes.ts";
import { useWords } from "../../words/index.tsx";
import { type FieldsProps, fieldId } from "./form-props.ts";

/** Why it cannot be less than high; children and sexual violence. */
function guardOf({ draft, sexual }: FieldsProps) {
  if (draft.mode === "signal") return null;
  if (sexual) return "incidents.form.crsvRaise" as const;
  if (draft.kind === "child_recruitment_use") return "incidents.form.childRaise" as const;
  return draft.mrm.length > 0 ? ("log.mrmRaise" as const) : null;
}

export function SensitivityChoice(props: FieldsProps & { info: OperationInfo }) {
  const { draft, set, faultAt, least, info, sexual } = props;
  const { t } = useWords();
  const chosen = SENSITIVITIES.find((level) => level === draft.sensitivity);
  const guard = guardOf(props);
  const from = Math.max(guard ? SENSITIVITIES.indexOf("high") : 0, least ? SENSITIVITIES.indexOf(least) : 0);
  return (
    <fieldset>
      <legend>{t("incidents.form.sensitivity")}</legend>
      <Radio.Group
        description={t("incidents.form.sensitivityHelp")}
        error={faultAt("sensitivity")}
        value={draft.sensitivity}
        onChange={(sensitivity) => set({ sensitivity })}
      >
        <div className="choices">
          {SENSITIVITIES.map((level: Sensitivity, index) => (
            <div key={level} className="choice">
              <Radio
                id={index === 0 ? fieldId("sensitivity") : undefined}
                value={level}
                size="xs"
                label={<SensitivityBars level={level} />}
                disabled={index < from}
              />
              <Text size="xs" c="dimmed" mt={4}>
                {codeDefinition(t, "sensitivity", level)}
              </Text>
            </div>
          ))}
        </div>
      </Radio.Group>
      {guard && (
        <Text size="sm" mt="xs">
          {t(guard)}
        </Text>
      )}
      {least && least !== "low" && (
        <Text size="sm" mt="xs">
          {t("errors.issue.not_allowed_to_lower")}
        </Text>
      )}
      <div className="seen-by">
        <Icon name="eye" size={18} />
        {sexual ? (
          <span>{t("releases.abuse.seen", { organisation: info.you.organisation })}</span>
        ) : (
          <WhoSees operation={info} kind="incident" sensitivity={chosen ?? null} />
        )}
      </div>
      <Barred {...props} />
    </fieldset>
  );
}

/** What the source's consent takes away again. */
function Barred({ draft }: FieldsProps) {
  const { t } = useWords();
  if (draft.consent === "") return null;
  const named = draft.consentTo.map((code) => codeLabel(t, "community", code)).join(", ");
  const nobody = draft.consent === "none" || named === "";
  return (
    <Text size="sm" mt="xs">
      {nobody ? t("log.barredAll") : t("log.barredBut", { communities: named })}
    </Text>
  );
}

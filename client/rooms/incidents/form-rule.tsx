/** What "verified" asks for in this operation, changed by those who may; everybody sees it. */
import { Button, Group, NumberInput } from "@mantine/core";
import { useState } from "react";
import { useSay } from "../../ui/say.ts";
import { ErrorNote } from "../../ui/states.tsx";
import { useWords } from "../../words/index.tsx";
import { type QueueSeen, useRule } from "./queries-review.ts";

const MOST = 10;

export function RuleForm({ rule, code }: { rule: QueueSeen["rule"]; code: string }) {
  const { t } = useWords();
  const [open, setOpen] = useState(false);
  if (!open)
    return (
      <Button size="compact-xs" variant="default" onClick={() => setOpen(true)}>
        {t("verify.rule.change")}
      </Button>
    );
  return <RuleFields rule={rule} code={code} onDone={() => setOpen(false)} />;
}

function RuleFields({ rule, code, onDone }: { rule: QueueSeen["rule"]; code: string; onDone: () => void }) {
  const { t } = useWords();
  const say = useSay();
  const [wanted, setWanted] = useState(rule);
  const saving = useRule(code);
  const independent = (value: number) =>
    setWanted({ independent: value, direct: Math.min(wanted.direct, value) });
  return (
    <form
      className="verify-step"
      onSubmit={(event) => {
        event.preventDefault();
        saving.mutate(wanted, {
          onSuccess: () => {
            say(t("verify.rule.saved"));
            onDone();
          },
        });
      }}
    >
      <Group gap={8} align="end">
        <NumberInput
          {...{ size: "xs", w: 150, min: 1, max: MOST, allowDecimal: false, clampBehavior: "strict" }}
          label={t("verify.rule.independent")}
          value={wanted.independent}
          onChange={(value) => typeof value === "number" && independent(value)}
        />
        <NumberInput
          {...{ size: "xs", w: 150, min: 0, max: wanted.independent, allowDecimal: false }}
          clampBehavior="strict"
          label={t("verify.rule.direct")}
          title={t("verify.rule.directHelp")}
          value={wanted.direct}
          onChange={(value) => typeof value === "number" && setWanted({ ...wanted, direct: value })}
        />
      </Group>
      <p className="soft">{t("verify.rule.everybody")}</p>
      {saving.isError && <ErrorNote error={saving.error} />}
      <Group gap={6}>
        <Button type="submit" size="xs" loading={saving.isPending}>
          {t("verify.rule.save")}
        </Button>
        <Button size="xs" variant="subtle" color="gray" onClick={onDone}>
          {t("frame.cancel")}
        </Button>
      </Group>
    </form>
  );
}

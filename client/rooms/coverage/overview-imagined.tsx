/** What an imagined base would change: labelled, on this screen only, never saved and never a recommendation. */
import { Button, Group } from "@mantine/core";
import { codeLabel } from "../../words/codes.ts";
import { useWords } from "../../words/index.tsx";
import type { WhatIf } from "./figures.ts";

interface WhatIfNoteProps {
  whatIf: WhatIf;
  onRemove: (code: string) => void;
  onClear: () => void;
}

export function WhatIfNote({ whatIf, onRemove, onClear }: WhatIfNoteProps) {
  const { t } = useWords();
  const { imagined, changes } = whatIf;
  if (imagined.length === 0) return null;
  return (
    <section className="coverage-imagined" aria-live="polite" aria-label={t("coverage.whatif.title")}>
      <strong>{t("coverage.whatif.label")}</strong>
      <p>{t("coverage.whatif.help")}</p>
      <ul>
        {changes.map(({ category, before, after, areas }) => (
          <li key={category}>
            {t("coverage.whatif.change", {
              category: codeLabel(t, "priorityCategory", category),
              before,
              after,
              all: areas,
            })}
          </li>
        ))}
        {changes.length === 0 && <li>{t("coverage.whatif.none")}</li>}
      </ul>
      <Group gap="xs">
        {imagined.map(({ code, name }) => (
          <Button key={code} size="compact-xs" variant="default" onClick={() => onRemove(code)}>
            {t("coverage.whatif.base", { area: name })} ×
          </Button>
        ))}
        <Button size="compact-xs" variant="subtle" onClick={onClear}>
          {t("coverage.whatif.clear")}
        </Button>
      </Group>
    </section>
  );
}

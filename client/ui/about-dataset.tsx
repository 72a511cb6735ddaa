/** What a reader must know before trusting a dataset: its caveats, licence and citation, one click from its name. */
import { Anchor, Popover, Stack, Text, UnstyledButton } from "@mantine/core";
import type { OperationInfo } from "../session.ts";
import { hasWord, type Translate, useWords } from "../words/index.tsx";

/** The sentence of a caveat's code; the code itself where this client is older than the server. */
export function caveatWords(t: Translate, code: string): string {
  const key = `exchange.caveat.${code}`;
  return hasWord(key) ? t(key) : code;
}

export function AboutDataset({ dataset }: { dataset: OperationInfo["datasets"][number] }) {
  const { t } = useWords();
  const isLog = dataset.name === "log";
  return (
    <Popover width={320} position="bottom-start" withinPortal trapFocus returnFocus>
      <Popover.Target>
        <UnstyledButton className="about-dataset" fz="xs" c="var(--mantine-color-anchor)">
          {t("exchange.about")}
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown>
        <Stack gap={6}>
          <Text fw={600} fz="sm">
            {dataset.title} {dataset.version}
          </Text>
          {isLog && <Text fz="xs">{t("exchange.about.none")}</Text>}
          <ul className="about-caveats">
            {dataset.caveats.map((code) => (
              <li key={code}>{caveatWords(t, code)}</li>
            ))}
          </ul>
          {dataset.citation && <Text fz="xs">{dataset.citation}</Text>}
          {dataset.licence && (
            <Text fz="xs">{t("exchange.about.licence", { licence: dataset.licence })}</Text>
          )}
          {dataset.url && (
            <Anchor fz="xs" href={dataset.url} target="_blank" rel="noreferrer noopener">
              {dataset.url}
            </Anchor>
          )}
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}

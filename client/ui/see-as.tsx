/** "You see as": always on screen, says with whose eyes a person looks, and on a click what that means. */
import { Popover, Stack, Text, UnstyledButton } from "@mantine/core";
import type { Me, OperationInfo } from "../session.ts";
import { codeLabel } from "../words/codes.ts";
import { hasWord, type Translate, useWords } from "../words/index.tsx";
import { Icon } from "./icons.tsx";
import { ReadByRule } from "./read-by-rule.tsx";

/** Names of what a person may do; one this client has no word for is left out. */
const named = (t: Translate, part: "kind" | "right", codes: readonly string[]): string[] =>
  codes.flatMap((code) => {
    const key = `access.${part}.${code}`;
    return hasWord(key) ? [t(key)] : [];
  });

interface SeeAsProps {
  me: Me;
  operation: OperationInfo;
  /** Icon only, for a phone. */
  compact: boolean;
  /** An administrator who broke the glass reads records for a while. */
  glass: boolean;
}

export function SeeAs({ me, operation, compact, glass }: SeeAsProps) {
  const { t } = useWords();
  const { you } = operation;
  const community = codeLabel(t, "community", you.community);
  const isAdministrator = you.role === "administrator";
  const asAdministrator = glass ? "access.seeAs.glass" : "access.seeAs.administrator";
  const label = isAdministrator ? t(asAdministrator) : t("access.seeAs.button", { community });
  const writes = named(t, "kind", you.writes);
  const rights = named(t, "right", you.rights);
  return (
    <Popover position="bottom-end" width={340} withArrow trapFocus returnFocus>
      <Popover.Target>
        <UnstyledButton className="see-as" aria-label={label}>
          <Icon name="eye" size={16} />
          {!compact && <span>{label}</span>}
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown>
        <Stack gap="xs">
          <Text fw={600} size="sm">
            {t("access.seeAs.title")}
          </Text>
          <Text size="sm">
            {t("access.seeAs.who", {
              name: me.name,
              role: codeLabel(t, "role", you.role).toLowerCase(),
              organisation: you.organisation,
            })}
          </Text>
          {isAdministrator ? (
            <Text size="sm">{t(glass ? "access.seeAs.glassMeans" : "access.seeAs.administratorMeans")}</Text>
          ) : (
            <>
              <Text size="sm">{t("access.seeAs.community", { community })}</Text>
              <ReadByRule operation={operation} />
            </>
          )}
          <Text size="sm">
            {writes.length > 0
              ? t("access.seeAs.writes", { kinds: writes.join(", ") })
              : t("access.seeAs.readsOnly")}
          </Text>
          {rights.length > 0 && (
            <Text size="sm">{t("access.seeAs.rights", { rights: rights.join(", ") })}</Text>
          )}
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}

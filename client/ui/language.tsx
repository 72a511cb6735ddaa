/** The language menu. The test language is offered only when the address already asks for it. */
import { Menu, UnstyledButton } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { LANGUAGES, type Language, useWords } from "../words/index.tsx";
import { Icon } from "./icons.tsx";

export function LanguageMenu() {
  const { t, language } = useWords();
  const navigate = useNavigate();
  const offered = (Object.keys(LANGUAGES) as Language[]).filter(
    (code) => code !== "pseudo" || language === "pseudo",
  );
  const choose = (code: Language) =>
    navigate({
      to: ".",
      search: (before: Record<string, unknown>) => ({ ...before, lang: code === "en" ? undefined : code }),
    });
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <UnstyledButton className="language" aria-label={t("frame.language.label")}>
          {language.slice(0, 2).toUpperCase()}
          <Icon name="down" size={12} />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        {offered.map((code) => (
          <Menu.Item key={code} onClick={() => choose(code)}>
            {t(`frame.language.${code}`)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

/** The saved views of the filter: open one, save what is set now, change one's own. */
import { Button, Menu } from "@mantine/core";
import { useState } from "react";
import { FILTER_KEYS } from "../../shared/rooms/analysis-address.ts";
import { searchOf, type ViewSeen } from "../../shared/rooms/views.ts";
import { useOperationCode, useSetAddress } from "../dashboard.ts";
import { useOperation } from "../session.ts";
import type { Search } from "../url.ts";
import { useViews } from "../views.ts";
import { useWords } from "../words/index.tsx";
import { Icon } from "./icons.tsx";
import { ViewDialog } from "./views-form.tsx";
import { ViewsDialog } from "./views-list.tsx";

/** The address of a view: its filter in place of all that was set. */
export const searchOfView = (address: string): Search => ({
  ...Object.fromEntries(FILTER_KEYS.map((key) => [key, undefined])),
  ...searchOf(address),
});

type Open = "none" | "save" | "manage";

export function ViewsMenu() {
  const { t } = useWords();
  const code = useOperationCode();
  const setAddress = useSetAddress();
  const organisation = useOperation(code).data?.you.organisation ?? "";
  const views = useViews(code).data ?? [];
  const [open, setOpen] = useState<Open>("none");
  const [own, ours] = [views.filter((view) => view.own), views.filter((view) => !view.own)];
  const item = (view: ViewSeen) => (
    <Menu.Item key={view.ref} onClick={() => setAddress(searchOfView(view.address), true)}>
      {view.name}
    </Menu.Item>
  );
  return (
    <>
      <Menu position="bottom-start" width={260}>
        <Menu.Target>
          <Button variant="subtle" size="compact-xs" rightSection={<Icon name="down" size={12} />}>
            {t("views.menu")}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Label>{own.length > 0 ? t("views.own") : t("views.none")}</Menu.Label>
          {own.map(item)}
          {ours.length > 0 && <Menu.Label>{t("views.ours", { organisation })}</Menu.Label>}
          {ours.map(item)}
          <Menu.Divider />
          <Menu.Item leftSection={<Icon name="plus" size={14} />} onClick={() => setOpen("save")}>
            {t("views.save")}
          </Menu.Item>
          {views.length > 0 && <Menu.Item onClick={() => setOpen("manage")}>{t("views.manage")}</Menu.Item>}
        </Menu.Dropdown>
      </Menu>
      {open === "save" && (
        <ViewDialog code={code} organisation={organisation} close={() => setOpen("none")} />
      )}
      {open === "manage" && (
        <ViewsDialog code={code} organisation={organisation} close={() => setOpen("none")} />
      )}
    </>
  );
}

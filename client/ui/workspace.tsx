/**
 * How a room of the dashboard is laid out: filters at the start, the room in the middle, a panel at the end that can
 * be resized and closed, the timeline at the foot. On a phone the room fills the screen, filters open as a drawer, and
 * the panel is a sheet with three stops.
 */
import { ActionIcon, Drawer, Indicator, Tooltip } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import type { ReactNode } from "react";
import type { Facts } from "../../shared/rooms/analysis.ts";
import { useWords } from "../words/index.tsx";
import type { DashboardState } from "./dashboard-types.ts";
import { activeFilters, Filters } from "./filters.tsx";
import { usePhone } from "./frame.tsx";
import { Icon } from "./icons.tsx";
import { PanelResizer, usePanelWidth } from "./resizer.tsx";
import { PhoneSheet } from "./sheet.tsx";
import { FILTER_EVENT, useKeyboardEvent } from "./shortcuts.tsx";
import "./workspace.css";

interface WorkspaceProps {
  state: DashboardState;
  facts: Facts;
  /** What is open beside the room; nothing = the room has the width. */
  side?: ReactNode;
  /** Below room and filters, over the whole width. */
  foot?: ReactNode;
  /** On a phone: what the sheet over the room holds when nothing is open. */
  sheet?: ReactNode;
  children: ReactNode;
}

export function Workspace(props: WorkspaceProps) {
  return usePhone() ? <PhoneWorkspace {...props} /> : <WideWorkspace {...props} />;
}

function WideWorkspace({ state, facts, side, foot, children }: WorkspaceProps) {
  const { t } = useWords();
  const [open, filters] = useDisclosure(true);
  const panel = usePanelWidth();
  useKeyboardEvent(FILTER_EVENT, filters.open);
  return (
    <div className="workspace">
      <div className="workspace-main">
        {open ? (
          <div className="workspace-filters">
            <Filters state={state} facts={facts} onHide={filters.close} />
          </div>
        ) : (
          <div className="workspace-rail">
            <FilterButton state={state} onClick={filters.open} label={t("incidents.filter.show")} />
          </div>
        )}
        <div className="workspace-room">{children}</div>
        {side && (
          <>
            <PanelResizer {...panel} />
            <aside className="workspace-side" style={{ inlineSize: panel.width }}>
              {side}
            </aside>
          </>
        )}
      </div>
      {foot && <div className="workspace-foot">{foot}</div>}
    </div>
  );
}

function FilterButton({
  state,
  onClick,
  label,
}: {
  state: DashboardState;
  onClick: () => void;
  label: string;
}) {
  const active = activeFilters(state.filter);
  return (
    <Tooltip label={label}>
      <Indicator label={active} disabled={active === 0} size={16} offset={4}>
        <ActionIcon variant="default" size="lg" aria-label={label} onClick={onClick}>
          <Icon name="filter" />
        </ActionIcon>
      </Indicator>
    </Tooltip>
  );
}

function PhoneWorkspace({ state, facts, side, sheet, children }: WorkspaceProps) {
  const { t, dir } = useWords();
  const [open, filters] = useDisclosure(false);
  useKeyboardEvent(FILTER_EVENT, filters.open);
  return (
    <div className="workspace workspace-phone">
      <div className="workspace-room">{children}</div>
      <div className="workspace-filter-button">
        <FilterButton state={state} onClick={filters.open} label={t("incidents.filter.show")} />
      </div>
      {(side || sheet) && <PhoneSheet opened={Boolean(side)}>{side || sheet}</PhoneSheet>}
      <Drawer
        opened={open}
        onClose={filters.close}
        position={dir === "rtl" ? "right" : "left"}
        size="88%"
        padding={0}
        withCloseButton={false}
      >
        <Filters state={state} facts={facts} onHide={filters.close} />
      </Drawer>
    </div>
  );
}

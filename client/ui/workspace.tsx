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
import { SheetHandle, useSheet } from "./sheet.tsx";
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

/**
 * One tree for both widths: what is open beside the room, and a dialog half filled in, outlast a window made narrower
 * or a phone that is turned.
 */
export function Workspace({ state, facts, side, foot, sheet, children }: WorkspaceProps) {
  const phone = usePhone();
  const FiltersOf = phone ? PhoneFilters : WideFilters;
  const beside = side || (phone && sheet);
  return (
    <div className={phone ? "workspace workspace-phone" : "workspace"}>
      <div className="workspace-main">
        <FiltersOf state={state} facts={facts} />
        <div className="workspace-room">{children}</div>
        {beside && (
          <Beside phone={phone} opened={Boolean(side)}>
            {beside}
          </Beside>
        )}
      </div>
      {foot && !phone && <div className="workspace-foot">{foot}</div>}
    </div>
  );
}

/** The panel at the end with its width, on a phone the sheet with its stop. */
function Beside({ phone, opened, children }: { phone: boolean; opened: boolean; children: ReactNode }) {
  const { t } = useWords();
  const panel = usePanelWidth();
  const { stop, ...handle } = useSheet(opened);
  return (
    <>
      {!phone && <PanelResizer {...panel} />}
      <aside
        className={phone ? `sheet sheet-${stop}` : "workspace-side"}
        style={phone ? undefined : { inlineSize: panel.width }}
        aria-label={phone ? t("frame.sheet.label") : undefined}
      >
        {phone && <SheetHandle stop={stop} {...handle} />}
        <div className={phone ? "sheet-body" : "workspace-side-body"}>{children}</div>
      </aside>
    </>
  );
}

type FiltersProps = Pick<WorkspaceProps, "state" | "facts">;

function WideFilters({ state, facts }: FiltersProps) {
  const { t } = useWords();
  const [open, filters] = useDisclosure(true);
  useKeyboardEvent(FILTER_EVENT, filters.open);
  if (open)
    return (
      <div className="workspace-filters">
        <Filters state={state} facts={facts} onHide={filters.close} />
      </div>
    );
  return (
    <div className="workspace-rail">
      <FilterButton state={state} onClick={filters.open} label={t("incidents.filter.show")} />
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

function PhoneFilters({ state, facts }: FiltersProps) {
  const { t, dir } = useWords();
  const [open, filters] = useDisclosure(false);
  useKeyboardEvent(FILTER_EVENT, filters.open);
  return (
    <>
      <div className="workspace-filter-button">
        <FilterButton state={state} onClick={filters.open} label={t("incidents.filter.show")} />
      </div>
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
    </>
  );
}

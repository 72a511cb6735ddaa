/**
 * The one frame around every room: bar with rooms, search and "You see as"; the demonstration's banner above it; on a
 * phone the rooms and the log button move to a bar in reach of the thumb.
 */
import {
  ActionIcon,
  Button,
  Menu,
  Tooltip,
  UnstyledButton,
  useComputedColorScheme,
  useMantineColorScheme,
} from "@mantine/core";
import { useMediaQuery } from "@mantine/hooks";
import { spotlight } from "@mantine/spotlight";
import { Link, useNavigate } from "@tanstack/react-router";
import type { ReactNode } from "react";

import type { Me, OperationInfo } from "../session.ts";
import { holdsUnsent, signOut } from "../session.ts";
import { useWords } from "../words/index.tsx";
import { DemonstrationBanner } from "./banner.tsx";
import { DeviceMark } from "./device-mark.tsx";
import { Icon, type IconName } from "./icons.tsx";
import { LanguageMenu } from "./language.tsx";
import { PrintMark } from "./print-mark.tsx";
import { SeeAs } from "./see-as.tsx";
import "./frame.css";

/** Below this width the frame is that of a phone. */
export const PHONE = "(max-width: 760px)";
/** Known from the first drawing on, so that map and room are not made twice. */
export const usePhone = () => useMediaQuery(PHONE, false, { getInitialValueInEffect: false });

/** Rooms in the order of the bar. A room stands here when it can be opened. */
const ROOMS = [
  { room: "map", to: "/$operation/map", icon: "map" },
  { room: "incidents", to: "/$operation/incidents", icon: "list" },
  { room: "actors", to: "/$operation/actors", icon: "actors" },
  { room: "priorities", to: "/$operation/priorities", icon: "priorities" },
  { room: "coverage", to: "/$operation/coverage", icon: "coverage" },
] as const satisfies readonly { room: string; to: string; icon: IconName }[];

interface FrameProps {
  me: Me;
  operation: OperationInfo;
  /** Stripes that stand over every page while something unusual holds. */
  stripes: ReactNode;
  /** The reader broke the glass, and it is not closed yet. */
  glass: boolean;
  /** Notices, in the bar. */
  bell: ReactNode;
  children: ReactNode;
}

export function Frame({ me, operation, stripes, glass, bell, children }: FrameProps) {
  const { t } = useWords();
  const phone = usePhone();
  return (
    <div className="frame">
      <a className="skip" href="#content">
        {t("frame.nav.skip")}
      </a>
      <PrintMark me={me} operation={operation} />
      {operation.demonstration && <DemonstrationBanner operation={operation} />}
      {stripes}
      <header className="bar">
        <OperationMenu me={me} operation={operation} />
        {!phone && <RoomLinks operation={operation.code} />}
        <span className="bar-space" />
        {!phone && <LogButton operation={operation} />}
        <SearchButton phone={phone} />
        <SeeAs me={me} operation={operation} compact={phone} glass={glass} />
        <DeviceMark operation={operation.code} />
        {bell}
        {!phone && <SchemeButton />}
        <LanguageMenu />
        <AccountMenu me={me} operation={operation} />
      </header>
      <main id="content" className="content" tabIndex={-1}>
        {children}
      </main>
      {phone && <PhoneBar operation={operation} />}
    </div>
  );
}

function RoomLinks({ operation }: { operation: string }) {
  const { t } = useWords();
  return (
    <nav className="rooms" aria-label={t("frame.nav.label")}>
      {ROOMS.map(({ room, to }) => (
        <Link key={room} to={to} params={{ operation }} search={true} className="room-link">
          {t(`frame.nav.${room}`)}
        </Link>
      ))}
    </nav>
  );
}

function LogButton({ operation }: { operation: OperationInfo }) {
  const { t } = useWords();
  const navigate = useNavigate();
  if (!operation.you.writes.includes("incident")) return null;
  return (
    <Button
      size="compact-md"
      fz="sm"
      flex="none"
      leftSection={<Icon name="plus" size={15} />}
      onClick={() =>
        navigate({ to: "/$operation/incidents/new", params: { operation: operation.code }, search: true })
      }
    >
      {t("frame.nav.logShort")}
    </Button>
  );
}

function PhoneBar({ operation }: { operation: OperationInfo }) {
  const { t } = useWords();
  const params = { operation: operation.code };
  return (
    <nav className="phone-bar" aria-label={t("frame.nav.label")}>
      {ROOMS.map(({ room, to, icon }) => (
        <Link key={room} to={to} params={params} search={true} className="phone-link">
          <Icon name={icon} size={20} />
          {t(`frame.nav.${room}`)}
        </Link>
      ))}
      {operation.you.writes.includes("incident") && (
        <Link to="/$operation/incidents/new" params={params} search={true} className="phone-link phone-log">
          <Icon name="plus" size={20} />
          {t("frame.nav.logShort")}
        </Link>
      )}
    </nav>
  );
}

function OperationMenu({ me, operation }: { me: Me; operation: OperationInfo }) {
  const { t } = useWords();
  const navigate = useNavigate();
  return (
    <Menu position="bottom-start">
      <Menu.Target>
        <UnstyledButton className="operation" aria-label={`${t("frame.nav.operation")}: ${operation.name}`}>
          <img src={new URL("./mark.svg", import.meta.url).href} alt="" width={24} height={24} />
          <strong>{operation.code}</strong>
          <Icon name="down" size={14} />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t("frame.nav.operation")}</Menu.Label>
        {me.operations.map((mine) => (
          <Menu.Item
            key={mine.code}
            onClick={() => navigate({ to: "/$operation/map", params: { operation: mine.code } })}
          >
            {mine.code} · {mine.name}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item
          leftSection={<Icon name="lock" size={16} />}
          onClick={() =>
            navigate({ to: "/$operation/protocol", params: { operation: operation.code }, search: true })
          }
        >
          {t("protocol.menu")}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

function SearchButton({ phone }: { phone: boolean }) {
  const { t } = useWords();
  if (phone) {
    return (
      <ActionIcon
        variant="subtle"
        color="gray"
        size="lg"
        aria-label={t("frame.search.button")}
        onClick={spotlight.open}
      >
        <Icon name="search" />
      </ActionIcon>
    );
  }
  return (
    <UnstyledButton className="search-button" onClick={spotlight.open}>
      <Icon name="search" size={15} />
      <span>{t("frame.search.button")}</span>
      <kbd>{t("frame.search.keys")}</kbd>
    </UnstyledButton>
  );
}

/** Switches between the two designed schemes; the choice is kept on this device. */
export function useSwitchScheme(): () => void {
  const { setColorScheme } = useMantineColorScheme();
  const scheme = useComputedColorScheme("light");
  return () => setColorScheme(scheme === "dark" ? "light" : "dark");
}

function SchemeButton() {
  const { t } = useWords();
  const scheme = useComputedColorScheme("light");
  const switchScheme = useSwitchScheme();
  const label = t(scheme === "dark" ? "frame.scheme.toLight" : "frame.scheme.toDark");
  return (
    <Tooltip label={label}>
      <ActionIcon variant="subtle" color="gray" size="lg" aria-label={label} onClick={switchScheme}>
        <Icon name={scheme === "dark" ? "sun" : "moon"} />
      </ActionIcon>
    </Tooltip>
  );
}

function AccountMenu({ me, operation }: { me: Me; operation: OperationInfo }) {
  const { t } = useWords();
  const navigate = useNavigate();
  const switchScheme = useSwitchScheme();
  const leave = async () => {
    if (holdsUnsent())
      return navigate({
        to: "/$operation/device",
        params: { operation: operation.code },
        search: { act: "leave" },
      });
    await signOut();
    await navigate({ to: "/sign-in" });
  };
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <UnstyledButton className="account" aria-label={t("access.menu.account", { name: me.name })}>
          {initials(me.name)}
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{me.name}</Menu.Label>
        <Menu.Item leftSection={<Icon name="lock" size={16} />} onClick={() => navigate({ to: "/account" })}>
          {t("account.menu")}
        </Menu.Item>
        <Menu.Item
          leftSection={<Icon name="sync" size={16} />}
          onClick={() => navigate({ to: "/$operation/device", params: { operation: operation.code } })}
        >
          {t("offline.menu")}
        </Menu.Item>
        {operation.you.role === "administrator" && (
          <Menu.Item
            leftSection={<Icon name="actors" size={16} />}
            onClick={() => navigate({ to: "/$operation/people", params: { operation: operation.code } })}
          >
            {t("account.people")}
          </Menu.Item>
        )}
        {operation.you.role !== "administrator" && (
          <Menu.Item
            leftSection={<Icon name="eye" size={16} />}
            onClick={() => navigate({ to: "/$operation/releases", params: { operation: operation.code } })}
          >
            {t("releases.page.title")}
          </Menu.Item>
        )}
        <Menu.Item
          leftSection={<Icon name="lock" size={16} />}
          onClick={() => navigate({ to: "/$operation/audit", params: { operation: operation.code } })}
        >
          {t("audit.menu")}
        </Menu.Item>
        <Menu.Item leftSection={<Icon name="moon" size={16} />} onClick={switchScheme}>
          {t("frame.action.scheme")}
        </Menu.Item>
        {me.demonstration && (
          <Menu.Item
            leftSection={<Icon name="actors" size={16} />}
            onClick={() => navigate({ to: "/sign-in" })}
          >
            {t("access.seeAs.switch")}
          </Menu.Item>
        )}
        <Menu.Item leftSection={<Icon name="out" size={16} />} onClick={leave}>
          {t("access.menu.signOut")}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

const initials = (name: string): string =>
  name
    .split(/\s+/)
    .map((word) => word.charAt(0).toUpperCase())
    .slice(0, 2)
    .join("");

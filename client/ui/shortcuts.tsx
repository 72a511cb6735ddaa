/**
 * Keyboard of the frame: `n` new, `/` filter, `[` `]` step the period, `?` help. Rooms listen for what is theirs
 * (arrows, Enter, space) themselves. Nothing fires while a person types.
 */
import { Kbd, Table } from "@mantine/core";
import { useDisclosure, useHotkeys } from "@mantine/hooks";
import { useNavigate } from "@tanstack/react-router";
import { useEffect } from "react";
import type { OperationInfo } from "../session.ts";
import { useWords } from "../words/index.tsx";
import { Dialog } from "./dialog.tsx";

const KEYS = [
  ["Ctrl K", "search"],
  ["n", "new"],
  ["/", "filter"],
  ["↑ ↓ Enter", "list"],
  ["[  ]", "period"],
  ["Space", "play"],
  ["Esc", "escape"],
  ["← ↑ → ↓ + − Tab Enter", "map"],
  ["?", "help"],
] as const;

/** What `n` makes: the record of the open room, elsewhere an incident. A room without an address for it hears NEW_EVENT. */
const NEW_INCIDENT = { kind: "incident", to: "/$operation/incidents/new" } as const;
const NEW_IN_ROOM = {
  actors: { kind: "actor", to: "/$operation/actors/new" },
  coverage: { kind: "patrol", to: undefined },
} as const;

/** Fired on the window when a person asks for the filters, another period or a new record; the open room answers. */
export const FILTER_EVENT = "concord:filter";
export const STEP_EVENT = "concord:step";
export const NEW_EVENT = "concord:new";

/** Closes what a room has open on Escape, unless a dialog lies over it: one layer at a time. */
export function useEscape(close: () => void): void {
  useHotkeys([["Escape", () => document.querySelector('[role="dialog"]') === null && close()]]);
}

/** Listens for an event of the keyboard while a room is open. `step` is ±1 for STEP_EVENT. */
export function useKeyboardEvent(name: string, listener: (step: number) => void): void {
  useEffect(() => {
    const heard = (event: Event) => listener(event instanceof CustomEvent ? Number(event.detail ?? 0) : 0);
    window.addEventListener(name, heard);
    return () => window.removeEventListener(name, heard);
  }, [name, listener]);
}

const fire = (name: string, detail = 0) => window.dispatchEvent(new CustomEvent(name, { detail }));

export function Shortcuts({ operation }: { operation: OperationInfo }) {
  const { t } = useWords();
  const navigate = useNavigate();
  const [opened, help] = useDisclosure(false);
  const openNew = () => {
    const room = location.pathname.split("/")[2];
    const { kind, to } = room === "actors" || room === "coverage" ? NEW_IN_ROOM[room] : NEW_INCIDENT;
    if (!operation.you.writes.includes(kind)) return;
    if (to) void navigate({ to, params: { operation: operation.code }, search: true });
    else fire(NEW_EVENT);
  };
  useHotkeys([
    ["n", openNew],
    ["/", () => fire(FILTER_EVENT)],
    ["[", () => fire(STEP_EVENT, -1)],
    ["]", () => fire(STEP_EVENT, 1)],
    ["shift+?", help.toggle],
    ["?", help.toggle],
  ]);
  return (
    <Dialog opened={opened} onClose={help.close} title={t("frame.keys.title")} size="md">
      <Table>
        <Table.Tbody>
          {KEYS.map(([keys, does]) => (
            <Table.Tr key={does}>
              <Table.Td>
                <Kbd>{keys}</Kbd>
              </Table.Td>
              <Table.Td>{t(`frame.keys.${does}`)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Dialog>
  );
}

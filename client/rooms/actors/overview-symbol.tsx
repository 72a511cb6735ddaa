/**
 * The symbol of an actor in a drawing: a pictogram of its class, or, as each person's own switch, APP-6 in a neutral
 * frame, drawn by a library that comes only when it is asked for. The label is always words.
 */
import { useLocalStorage } from "@mantine/hooks";
import { useEffect, useState } from "react";
import type { ActorKind } from "../../../shared/rooms/actors.ts";
import { type ActorClass, classOf, sidcOf } from "../../../shared/rooms/actors-symbols.ts";

export const SYMBOL_SETS = ["pictogram", "app6"] as const;
export type SymbolSet = (typeof SYMBOL_SETS)[number];

/** The own choice, kept on this device. */
export const useSymbolSet = () =>
  useLocalStorage<SymbolSet>({ key: "concord.symbols", defaultValue: "pictogram" });

/** Line drawings in a square of 16. */
const PICTOGRAMS: Record<ActorClass, string> = {
  state: "M3 14V6l5-3 5 3v8M2 14h12M6 14V8M10 14V8",
  armed_group:
    "M5.5 6a2 2 0 1 0 0-4 2 2 0 0 0 0 4zM10.5 6a2 2 0 1 0 0-4 2 2 0 0 0 0 4zM2.5 14c0-4 1-6 3-6s2.5 2 2.5 6M8 14c0-4 .5-6 2.5-6s3 2 3 6",
  community: "M8 3 2 8v6h12V8zM6.5 14v-4h3v4",
  external: "M4 15V2M4 3h9l-2.5 3L13 9H4",
  un: "M8 14A6 6 0 1 0 8 2a6 6 0 0 0 0 12zM2 8h12M8 2c-4 4-4 8 0 12M8 2c4 4 4 8 0 12",
  civilian: "M8 7a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5zM3 14c0-3.5 2-5.5 5-5.5s5 2 5 5.5",
  unidentified: "M5.5 6A2.5 2.5 0 1 1 8 8.5V10M8 13h.01",
};

interface SymbolProps {
  kind: ActorKind;
  communal: boolean;
  echelon: string | null;
  set: SymbolSet;
  x: number;
  y: number;
  size: number;
}

export function UnitSymbol({ kind, communal, echelon, set, x, y, size }: SymbolProps) {
  const picture = useMilitary(set === "app6" && !communal ? sidcOf(kind, echelon) : null);
  if (picture) return <image href={picture} x={x} y={y} width={size} height={size} />;
  return (
    <svg x={x} y={y} width={size} height={size} viewBox="0 0 16 16" aria-hidden="true" focusable="false">
      <path d={PICTOGRAMS[communal ? "civilian" : classOf(kind)]} className="pictogram" />
    </svg>
  );
}

const drawn = new Map<string, string>();

/** A symbol as a picture, once it is there; null while it comes, and for nobody who did not ask. */
function useMilitary(sidc: string | null): string | null {
  const [picture, setPicture] = useState<string | null>(sidc ? (drawn.get(sidc) ?? null) : null);
  useEffect(() => {
    const known = sidc ? drawn.get(sidc) : undefined;
    setPicture(known ?? null);
    if (!sidc || known) return;
    let isAway = false;
    void import("milsymbol").then(({ default: ms }) => {
      const svg = new ms.Symbol(sidc, { size: 30, square: true }).asSVG();
      drawn.set(sidc, `data:image/svg+xml;utf8,${encodeURIComponent(svg)}`);
      if (!isAway) setPicture(drawn.get(sidc)!);
    });
    return () => {
      isAway = true;
    };
  }, [sidc]);
  return picture;
}

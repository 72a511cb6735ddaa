/** The small map beside a room's lists: the operation's areas as the room draws them, the open one outlined. */
import { type ComponentProps, lazy, Suspense, useMemo } from "react";
import { useAddress } from "../../dashboard.ts";
import type { OperationInfo } from "../../session.ts";
import { selectionOf } from "../../url.ts";
import { useShapes } from "./queries.ts";

const LocatorMap = lazy(async () => ({ default: (await import("../../map/locator-map.tsx")).LocatorMap }));

type MapProps = ComponentProps<typeof LocatorMap>;

/** What the room draws; the rest is the same in every room. */
interface AreasMapProps
  extends Pick<MapProps, "categories" | "coverage" | "information" | "bases" | "layers" | "onSelect"> {
  operation: OperationInfo;
  label: string;
  /** Gives the map its height. */
  className: string;
  credits?: string;
}

export function AreasMap({ operation, label, className, credits = "", ...drawn }: AreasMapProps) {
  const areas = useShapes(operation.code);
  const { open } = useAddress();
  const selection = useMemo(() => selectionOf({ open }), [open]);
  const { code, today, timeZone } = operation;
  return (
    <section className={className} aria-label={label}>
      <Suspense>
        <LocatorMap {...{ operation: code, today, timeZone, areas, selection, credits }} {...drawn} />
      </Suspense>
    </section>
  );
}

/**
 * The map without a connection: areas and names of places that were taken along, and a sentence that nothing else is
 * there, because an empty map would read as a quiet one.
 */
import { lazy, Suspense, useMemo } from "react";
import { useAddress } from "../../dashboard.ts";
import { NO_LEVELS, useStillState } from "../../map/still.ts";
import type { OperationInfo } from "../../session.ts";
import { Waiting } from "../../ui/states.tsx";
import { cameraOf } from "../../url.ts";
import { useWords } from "../../words/index.tsx";
import { useGazetteer, useShapes } from "../places/queries.ts";
import "../../ui/device.css";

const MapView = lazy(async () => ({ default: (await import("../../map/map-view.tsx")).MapView }));

const LAYERS = ["areas", "places"] as const;

export function MapAway({ operation }: { operation: OperationInfo }) {
  const { t } = useWords();
  const { code, today, timeZone } = operation;
  const areas = useShapes(code);
  const { gazetteer } = useGazetteer(code);
  const sites = useMemo(() => gazetteer.entries.filter(({ level }) => level === null), [gazetteer]);
  const address = useAddress();
  const camera = useMemo(() => cameraOf(address), [address]);
  const state = useStillState({ operation: code, today, timeZone, layers: LAYERS, camera });
  return (
    <section className="away-map">
      <p role="status">{t("offline.works.mapOnly")}</p>
      <div>
        <Suspense fallback={<Waiting lines={3} />}>
          <MapView state={state} headline={NO_LEVELS} areas={areas} sites={sites} />
        </Suspense>
      </div>
    </section>
  );
}

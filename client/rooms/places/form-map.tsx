/** Choosing a place on the map: a dialog with the map, a cross in its middle and a button that takes what lies under it. */
import { Button, Group, Text } from "@mantine/core";
import { lazy, Suspense, useMemo } from "react";
import type { Near } from "../../../shared/places/search.ts";
import { useAddress } from "../../dashboard.ts";
import type { Picked } from "../../map/pick-map.tsx";
import type { OperationInfo } from "../../session.ts";
import { Dialog } from "../../ui/dialog.tsx";
import { usePhone } from "../../ui/frame.tsx";
import { Waiting } from "../../ui/states.tsx";
import { cameraOf } from "../../url.ts";
import { useWords } from "../../words/index.tsx";
import type { PlaceValue } from "./form-found.ts";
import { useGazetteer, useShapes } from "./queries.ts";

const PickMap = lazy(async () => ({ default: (await import("../../map/pick-map.tsx")).PickMap }));

interface OnMapProps {
  operation: OperationInfo;
  value: PlaceValue;
  near: Near | null;
  opened: boolean;
  onClose: () => void;
  onPick: Picked;
}

/** Near enough to see which towns lie around. */
const CLOSE = 8;

export function PlaceOnMap({ operation, value, near, opened, onClose, onPick }: OnMapProps) {
  const { t } = useWords();
  const phone = usePhone();
  const areas = useShapes(operation.code);
  const address = useAddress();
  const { gazetteer } = useGazetteer(operation.code);
  const sites = useMemo(() => gazetteer.entries.filter(({ level }) => level === null), [gazetteer]);
  const { code, today, timeZone } = operation;
  const chosen =
    value.lon !== "" && value.lat !== "" ? { lon: Number(value.lon), lat: Number(value.lat) } : near;
  const camera = chosen ? { ...chosen, zoom: CLOSE } : cameraOf(address);
  return (
    <Dialog opened={opened} onClose={onClose} title={t("place.map.title")} size="xl" fullScreen={phone}>
      <Text size="sm" c="dimmed" mb="xs">
        {t("place.map.help")}
      </Text>
      <Suspense fallback={<Waiting lines={8} />}>
        <PickMap {...{ today, timeZone, areas, sites, camera, onPick }} operation={code}>
          {(take) => (
            <Group gap="xs">
              <Button onClick={take}>{t("place.map.take")}</Button>
              <Button variant="default" onClick={onClose}>
                {t("place.map.cancel")}
              </Button>
            </Group>
          )}
        </PickMap>
      </Suspense>
    </Dialog>
  );
}

/** Areas that a patrol entered, found by a place in them: by name, road and kilometre, coordinates, P-code or on the map. */
import { Text } from "@mantine/core";
import { useState } from "react";
import { pointInArea } from "../../../shared/geo.ts";
import type { OperationInfo } from "../../session.ts";
import { useWords } from "../../words/index.tsx";
import { NO_PLACE, type PlaceValue } from "../places/form-found.ts";
import { PlaceField } from "../places/form-place.tsx";
import { useAreas, useShapes } from "../places/queries.ts";

interface AreaByPlaceProps {
  operation: OperationInfo;
  /** The area, or the district, in which the place lies. */
  onArea: (ref: string) => void;
}

export function AreaByPlace({ operation, onArea }: AreaByPlaceProps) {
  const { t } = useWords();
  const [place, setPlace] = useState<PlaceValue>(NO_PLACE);
  const [said, setSaid] = useState("");
  const areaOf = useAreaOf(operation.code);
  const set = (change: Partial<PlaceValue>) => {
    const next = { ...place, ...change };
    if (next.precision === "") return setPlace(next);
    const area = areaOf(next);
    if (area) onArea(area.ref);
    setSaid(area ? t("coverage.log.place.added", { area: area.name }) : t("coverage.log.place.none"));
    setPlace({ ...NO_PLACE, placeText: area ? "" : next.placeText });
  };
  return (
    <div>
      <PlaceField
        {...{ operation, value: place, set, required: false, label: t("coverage.log.place") }}
        faultAt={() => undefined}
        idOf={(part) => `patrol-place-${part}`}
      />
      <Text size="xs" c="dimmed" role="status">
        {said}
      </Text>
    </div>
  );
}

/** The area that a place is, from districts down, or the district around its point. */
function useAreaOf(operation: string) {
  const areas = useAreas(operation).data;
  const shapes = useShapes(operation);
  return ({ areaId, lon, lat }: PlaceValue): { ref: string; name: string } | undefined => {
    const chosen = areas?.find(({ ref, level }) => ref === areaId && level >= 2);
    if (chosen || lon === "" || lat === "") return chosen;
    const around = shapes?.features.find(
      ({ properties, geometry, bbox }) =>
        properties.level === 2 && pointInArea(Number(lon), Number(lat), geometry, bbox),
    );
    return areas?.find(({ ref }) => ref === around?.properties.ref);
  };
}

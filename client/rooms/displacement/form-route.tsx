/** The way people came, drawn on a map point by point; each point can be taken back. */
import { Button, Group, Text, useComputedColorScheme } from "@mantine/core";
import { lazy, Suspense, useMemo } from "react";
import { useWords } from "../../words/index.tsx";
import { useAreas } from "../places/queries.ts";
import type { Draft } from "./form-draft.ts";

const RouteMap = lazy(async () => ({ default: (await import("../../map/route-map.tsx")).RouteMap }));

type Box = [number, number, number, number];

/** Around all areas of the operation; null while they are not known or there are none. */
function useOperationBox(operation: string): { box: Box | null; isKnown: boolean } {
  const areas = useAreas(operation);
  const box = useMemo((): Box | null => {
    const [lons, lats] = [(areas.data ?? []).map(({ lon }) => lon), (areas.data ?? []).map(({ lat }) => lat)];
    if (lons.length === 0) return null;
    return [Math.min(...lons), Math.min(...lats), Math.max(...lons), Math.max(...lats)];
  }, [areas.data]);
  return { box, isKnown: !areas.isPending };
}

interface RouteFieldProps {
  operation: string;
  route: Draft["route"];
  onChange: (route: Draft["route"]) => void;
}

export function RouteField({ operation, route, onChange }: RouteFieldProps) {
  const { t } = useWords();
  const { box, isKnown } = useOperationBox(operation);
  const theme = useComputedColorScheme("light");
  return (
    <div className="told-route" data-field="route">
      <Text size="sm" fw={500}>
        {t("displacement.form.route")}
      </Text>
      <Text size="xs" c="dimmed">
        {t("displacement.form.routeHelp")}
      </Text>
      <div className="told-map">
        {isKnown && (
          <Suspense>
            <RouteMap
              points={route}
              onAdd={(point) => onChange([...route, point])}
              box={box}
              theme={theme}
              label={t("displacement.form.routeMap")}
            />
          </Suspense>
        )}
      </div>
      {route.length > 0 && (
        <Group gap="xs">
          <span role="status">{t("displacement.form.routeAdded", { n: route.length })}</span>
          <Button size="compact-xs" variant="default" onClick={() => onChange(route.slice(0, -1))}>
            {t("displacement.form.routeUndo")}
          </Button>
          <Button size="compact-xs" variant="subtle" color="gray" onClick={() => onChange([])}>
            {t("displacement.form.routeClear")}
          </Button>
        </Group>
      )}
    </div>
  );
}

/** The outline of a zone, drawn on a map corner by corner; each corner can be taken back. */
import { Button, Group, Text, useComputedColorScheme } from "@mantine/core";
import { lazy, Suspense, useMemo } from "react";
import { useWords } from "../../words/index.tsx";
import { useAreas } from "../places/queries.ts";

const RouteMap = lazy(async () => ({ default: (await import("../../map/route-map.tsx")).RouteMap }));

export type Corner = [lon: number, lat: number];

interface OutlineProps {
  operation: string;
  corners: Corner[];
  onChange: (corners: Corner[]) => void;
  error: string | undefined;
}

export function OutlineField({ operation, corners, onChange, error }: OutlineProps) {
  const { t } = useWords();
  const areas = useAreas(operation);
  const theme = useComputedColorScheme("light");
  const box = useMemo((): [number, number, number, number] | null => {
    const [lons, lats] = [(areas.data ?? []).map(({ lon }) => lon), (areas.data ?? []).map(({ lat }) => lat)];
    if (lons.length === 0) return null;
    return [Math.min(...lons), Math.min(...lats), Math.max(...lons), Math.max(...lats)];
  }, [areas.data]);
  // The last corner joins the first.
  const ring = useMemo(() => (corners.length > 2 ? [...corners, corners[0]!] : corners), [corners]);
  return (
    <div data-field="outline">
      <Text size="sm" fw={500}>
        {t("ground.form.draw")}
      </Text>
      <Text size="xs" c="dimmed">
        {t("ground.form.drawHelp")}
      </Text>
      <div className="outline-map">
        {!areas.isPending && (
          <Suspense>
            <RouteMap
              points={ring}
              onAdd={(corner) => onChange([...corners, corner])}
              box={box}
              theme={theme}
              label={t("ground.form.drawMap")}
            />
          </Suspense>
        )}
      </div>
      {error && (
        <Text size="xs" c="red">
          {error}
        </Text>
      )}
      {corners.length > 0 && (
        <Group gap="xs">
          <span role="status">{t("ground.form.corners", { n: corners.length })}</span>
          <Button size="compact-xs" variant="default" onClick={() => onChange(corners.slice(0, -1))}>
            {t("ground.form.undo")}
          </Button>
          <Button size="compact-xs" variant="subtle" color="gray" onClick={() => onChange([])}>
            {t("ground.form.clear")}
          </Button>
        </Group>
      )}
    </div>
  );
}

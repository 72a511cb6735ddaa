/** Buttons on the map: zoom, the whole operation, and which layers are drawn. Every button says what it does. */
import { ActionIcon, Checkbox, Popover, Stack, Tooltip } from "@mantine/core";
import type { ReactNode } from "react";
import { MAP_LAYERS, type MapLayer } from "../ui/dashboard-types.ts";
import { useWords } from "../words/index.tsx";

interface MapControlsProps {
  /** Layers on offer, in drawing order. */
  offered: readonly MapLayer[];
  layers: readonly MapLayer[];
  onLayers: (layers: readonly MapLayer[]) => void;
  onZoom: (step: number) => void;
  onFit: (() => void) | undefined;
}

const SIGNS = {
  plus: "M10 4.5v11M4.5 10h11",
  minus: "M4.5 10h11",
  fit: "M4 8V4h4M12 4h4v4M16 12v4h-4M8 16H4v-4",
  layers: "M10 3 17 7l-7 4-7-4zM3.5 10.5 10 14.2l6.5-3.7M3.5 13.7 10 17.4l6.5-3.7",
};

function Sign({ path }: { path: string }) {
  return (
    <svg
      width="18"
      height="18"
      viewBox="0 0 20 20"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.6"
      aria-hidden
    >
      <path d={path} strokeLinecap="round" strokeLinejoin="round" />
    </svg>
  );
}

function MapButton({
  label,
  onClick,
  children,
}: {
  label: string;
  onClick?: () => void;
  children: ReactNode;
}) {
  return (
    <Tooltip label={label}>
      <ActionIcon variant="default" size={34} className="map-button" aria-label={label} onClick={onClick}>
        {children}
      </ActionIcon>
    </Tooltip>
  );
}

/** Checkboxes in drawing order from the top, which is how a legend is read. */
function LayerSwitch({ offered, layers, onLayers }: Omit<MapControlsProps, "onZoom" | "onFit">) {
  const { t } = useWords();
  const toggle = (layer: MapLayer) =>
    onLayers(MAP_LAYERS.filter((one) => (one === layer ? !layers.includes(one) : layers.includes(one))));
  return (
    <Popover position="left-start" shadow="md" withArrow trapFocus returnFocus>
      <Popover.Target>
        <ActionIcon
          variant="default"
          size={34}
          className="map-button map-layer-switch"
          aria-label={t("map.layers")}
          title={t("map.layers")}
        >
          <Sign path={SIGNS.layers} />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown>
        <Stack gap={8} role="group" aria-label={t("map.layers")}>
          {offered.toReversed().map((layer) => (
            <Checkbox
              key={layer}
              size="sm"
              label={t(`map.layer.${layer}`)}
              checked={layers.includes(layer)}
              onChange={() => toggle(layer)}
            />
          ))}
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}

/** The column of buttons at the end of the map's upper edge. */
export function MapControls({ offered, layers, onLayers, onZoom, onFit }: MapControlsProps) {
  const { t } = useWords();
  return (
    <div className="map-controls">
      <MapButton label={t("map.zoomIn")} onClick={() => onZoom(1)}>
        <Sign path={SIGNS.plus} />
      </MapButton>
      <MapButton label={t("map.zoomOut")} onClick={() => onZoom(-1)}>
        <Sign path={SIGNS.minus} />
      </MapButton>
      {onFit && (
        <MapButton label={t("map.fit")} onClick={onFit}>
          <Sign path={SIGNS.fit} />
        </MapButton>
      )}
      <LayerSwitch offered={offered} layers={layers} onLayers={onLayers} />
    </div>
  );
}

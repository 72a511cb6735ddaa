/** Takes zones in from a GeoJSON file: never one without actor, kind, confidence and the day it stands for. */
import { Text } from "@mantine/core";
import { type ZoneFeature, zoneFeatures } from "../../../shared/rooms/actors-zones.ts";
import { api } from "../../api.ts";
import { useWords } from "../../words/index.tsx";
import { TakeIn } from "./form-take-in.tsx";

export function ZoneFileButton({ operation }: { operation: string }) {
  const { t } = useWords();
  return (
    <TakeIn<ZoneFeature>
      operation={operation}
      labels={{
        button: t("ground.file.button"),
        title: t("ground.file.title"),
        file: t("ground.file.file"),
        unreadable: t("ground.file.unreadable"),
        count: (n) => t("ground.file.count", { n }),
        submit: (n) => t("ground.file.submit", { n }),
      }}
      accept=".geojson,.json"
      read={async (file) => zoneFeatures.parse(JSON.parse(await file.text()).features)}
      send={async (features, trial) => {
        const { faults, ...done } = await api.exchange.zones.mutate({ operation, features, trial });
        return { faults, done: t("ground.file.done", done) };
      }}
    >
      <Text size="sm">{t("ground.file.lead")}</Text>
      <Text size="sm" className="soft">
        {t("ground.file.fields")}
      </Text>
    </TakeIn>
  );
}

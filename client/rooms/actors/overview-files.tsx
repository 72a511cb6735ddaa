/** What leaves the structure and the ground as a file. The server decides who may and writes down that it was taken. */
import { Button, Menu, useComputedColorScheme } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import type { RefObject } from "react";
import type { GroundAnswer } from "../../../shared/rooms/actors-answers.ts";
import type { StructureAnswer } from "../../../shared/rooms/actors-events.ts";
import { holdsGround } from "../../../shared/rooms/actors-ground.ts";
import { api } from "../../api.ts";
import type { OperationInfo } from "../../session.ts";
import { downloadPng, offer } from "../../ui/charts/download.ts";
import { PALETTES } from "../../ui/charts/palette.ts";
import { internalMark } from "../../ui/internal-mark.ts";
import { formatDate } from "../../words/format.ts";
import { useWords } from "../../words/index.tsx";
import { useShapes } from "../places/queries.ts";
import {
  claimTable,
  relationTable,
  unitTable,
  withPaint,
  withText,
  zoneCollection,
} from "./figures-files.ts";
import { type DayStructure, structureOn } from "./figures-structure.ts";
import type { Taking } from "./figures-taken.ts";

interface FilesProps {
  operation: OperationInfo;
  on: DayStructure;
  picture: RefObject<SVGSVGElement | null>;
  /** Has all of it drawn while something is done with it. */
  whole: (work: () => Promise<void>) => Promise<void>;
  /** Has drawn what may leave while it is taken. */
  taking: Taking<StructureAnswer>;
  print: (structure: StructureAnswer) => Promise<void>;
}

const SVG_TYPE = "image/svg+xml;charset=utf-8";

export function StructureFiles({ operation, on, picture, whole, taking, print }: FilesProps) {
  const { t, tag } = useWords();
  const { ink, inkSoft, surface } = PALETTES[useComputedColorScheme("light")];
  const failed = useFailure();
  const mark = [...on.nodes.values()].some(({ illustrative }) => illustrative) ? "-illustrative" : "";
  const name = `order-of-battle-${on.day}${mark}`;
  const text = {
    title: t("structure.title"),
    scope: t("structure.files.scope", { date: formatDate(on.day, tag) }),
    source: operation.name,
    notes: [
      internalMark(t, tag, operation),
      t("structure.files.note"),
      ...(mark ? [t("structure.illustrative")] : []),
    ],
  };
  const take = () => api.actors.export.query({ operation: operation.code, what: "structure" });
  const saveXlsx = async () => {
    const answer = await take();
    const { default: writeXlsx } = await import("write-excel-file/universal");
    const tables = [
      [t("structure.files.sheet.about"), [text.title, text.scope, ...text.notes].map((line) => [line])],
      [t("structure.files.sheet.units"), unitTable(structureOn(answer.structure, on.day))],
      [t("structure.files.sheet.relations"), relationTable(answer)],
      [t("structure.files.sheet.claims"), claimTable(answer)],
    ] as const;
    const blob = await writeXlsx(
      tables.map(([sheet, data]) => ({ sheet, data, stickyRowsCount: 1 })),
    ).toBlob();
    offer(blob, `${name}.xlsx`);
  };
  const savePicture = async (format: "svg" | "png") => {
    const { structure } = await take();
    await taking(structure, () => whole(() => drawPicture(format)));
  };
  const drawPicture = async (format: "svg" | "png") => {
    if (!picture.current) return;
    const svg = withPaint(picture.current);
    if (format === "svg") {
      const copy = withText(svg, text, ink);
      offer(new Blob([new XMLSerializer().serializeToString(copy)], { type: SVG_TYPE }), `${name}.svg`);
      return;
    }
    await downloadPng(svg, text, { ink, soft: inkSoft, paper: surface }, name);
  };
  return (
    <Menu position="bottom-start" withinPortal>
      <Menu.Target>
        <Button size="compact-sm" variant="default">
          {t("structure.files.button")}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => saveXlsx().catch(failed)}>{t("structure.files.xlsx")}</Menu.Item>
        <Menu.Item onClick={() => savePicture("svg").catch(failed)}>{t("structure.files.svg")}</Menu.Item>
        <Menu.Item onClick={() => savePicture("png").catch(failed)}>{t("structure.files.png")}</Menu.Item>
        <Menu.Item
          onClick={() =>
            take()
              .then(({ structure }) => print(structure))
              .catch(failed)
          }
        >
          {t("structure.files.print")}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

interface GroundProps {
  operation: OperationInfo;
  day: string;
  print: (ground: GroundAnswer) => Promise<void>;
}

export function GroundFiles({ operation, day, print }: GroundProps) {
  const { t, tag } = useWords();
  const areas = useShapes(operation.code);
  const failed = useFailure();
  const take = async () =>
    (await api.actors.export.query({ operation: operation.code, what: "ground" })).ground;
  const save = async () => {
    const ground = await take();
    const zones = ground.zones.filter((zone) => holdsGround(zone, day));
    const shapes = new Map(
      (areas?.features ?? []).map(({ properties, geometry }) => [properties.ref, geometry]),
    );
    const mark = zones.some(({ illustrative }) => illustrative) ? "-illustrative" : "";
    const about = [internalMark(t, tag, operation), t("structure.files.note")];
    const text = JSON.stringify({ about, ...zoneCollection(zones, shapes) });
    offer(new Blob([text], { type: "application/geo+json" }), `ground-${day}${mark}.geojson`);
  };
  return (
    <>
      <Button size="compact-sm" variant="default" onClick={() => save().catch(failed)}>
        {t("structure.files.geojson")}
      </Button>
      <Button size="compact-sm" variant="default" onClick={() => take().then(print).catch(failed)}>
        {t("structure.files.print")}
      </Button>
    </>
  );
}

function useFailure() {
  const { t } = useWords();
  return () => notifications.show({ color: "red", message: t("structure.files.failed") });
}

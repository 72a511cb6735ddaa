/**
 * The place that was chosen, as one sentence, and what can still be said of it: its name, and how well it is known. Less
 * precise is always possible; more precise needs a reason, which is kept with the name.
 */
import { Button, Group, Select, TextInput } from "@mantine/core";
import { useEffect, useRef, useState } from "react";
import { readCoordinates } from "../../../shared/places/coordinates.ts";
import { type Gazetteer, LOCAL_PLACE } from "../../../shared/places/gazetteer.ts";
import { LOCATION_PRECISIONS, type LocationPrecision } from "../../../shared/rooms/incidents-lists.ts";
import { Icon } from "../../ui/icons.tsx";
import { codeLabel } from "../../words/codes.ts";
import { formatPoint } from "../../words/format.ts";
import { useWords, type WordsValue } from "../../words/index.tsx";
import type { PlaceValue } from "./form-found.ts";
import { isFinerThanFound } from "./form-found.ts";
import { LocalPlaceDialog } from "./form-local.tsx";
import type { PlaceFieldProps } from "./form-place.tsx";
import { useGazetteer } from "./queries.ts";

interface ChosenProps extends PlaceFieldProps {
  onDrop: () => void;
  openMap: () => void;
}

export function ChosenPlace(props: ChosenProps) {
  const { operation, value, onDrop, openMap } = props;
  const words = useWords();
  const { t } = words;
  const { gazetteer } = useGazetteer(operation.code);
  const said = saidOf(props, gazetteer, words);
  const start = useStartOnce();
  return (
    <div className="place-chosen">
      <div className="place-said" ref={start} tabIndex={-1} role="status">
        <Icon name="map" size={16} />
        <span>{t("place.chosen", { said, precision: t(`place.precision.${precisionOf(value)}`) })}</span>
      </div>
      <Group gap={4}>
        <Button variant="subtle" size="compact-sm" onClick={onDrop}>
          {t("place.change")}
        </Button>
        <Button variant="subtle" size="compact-sm" onClick={openMap}>
          {t("place.onMap")}
        </Button>
        <LocalButton {...props} gazetteer={gazetteer} />
      </Group>
    </div>
  );
}

/** The same place more exactly: how well it is known, and its name. Nothing to say before one is chosen. */
export function PlaceMore({ value, set, faultAt, idOf, noName }: PlaceFieldProps) {
  const { t } = useWords();
  if (value.precision === "") return <p className="figure-scope">{t("place.more.first")}</p>;
  const hasPoint = value.lon !== "" && value.lat !== "";
  const isFiner = isFinerThanFound(value);
  return (
    <>
      <Select
        id={idOf("precision")}
        label={t("place.precision")}
        description={
          value.placeFound === ""
            ? undefined
            : t("place.precisionHelp", {
                found: t(`place.precision.${value.placeFound as LocationPrecision}`),
              })
        }
        error={faultAt("precision") ?? faultAt("areaId") ?? faultAt("lon") ?? faultAt("lat")}
        value={value.precision}
        onChange={(precision) => precision && set({ precision })}
        allowDeselect={false}
        data={LOCATION_PRECISIONS.map((code) => ({
          value: code,
          label: codeLabel(t, "locationPrecision", code),
          disabled: !hasPoint && (code === "exact" || code === "near"),
        }))}
      />
      {isFiner && (
        <TextInput
          id={idOf("reason")}
          required
          label={t("place.reason")}
          description={t("place.reasonHelp")}
          error={faultAt("reason")}
          maxLength={100}
          value={value.placeReason}
          onChange={(event) => set({ placeReason: event.currentTarget.value })}
        />
      )}
      {!noName && (
        <TextInput
          id={idOf("placeName")}
          label={t("incidents.form.placeName")}
          description={t("incidents.form.placeNameHelp")}
          error={faultAt("placeName")}
          value={value.placeName}
          onChange={(event) => set({ placeName: event.currentTarget.value })}
        />
      )}
    </>
  );
}

const precisionOf = ({ precision }: PlaceValue): LocationPrecision =>
  LOCATION_PRECISIONS.find((code) => code === precision) ?? "unclear";

/** The name, else the area, else the point. */
function saidOf({ value, areas }: PlaceFieldProps, { entries }: Gazetteer, { t, tag }: WordsValue): string {
  if (value.placeName.trim() !== "") return value.placeName.trim();
  const area =
    entries.find(({ ref }) => ref === value.areaId) ?? areas?.find(({ ref }) => ref === value.areaId);
  if (area) return `${area.name} (${codeLabel(t, "areaLevel", String(area.level))})`;
  if (value.lat !== "" && value.lon !== "") return formatPoint(Number(value.lat), Number(value.lon), tag);
  return value.placeText.trim() || codeLabel(t, "locationPrecision", precisionOf(value));
}

/** The sentence takes the focus when it has just been made, not when a stored place is opened. */
function useStartOnce() {
  const start = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (document.activeElement === document.body || document.activeElement === null) start.current?.focus();
  }, []);
  return start;
}

/** Offers to save the point with its name, or to change the saved place that was chosen. */
function LocalButton(props: ChosenProps & { gazetteer: Gazetteer }) {
  const { operation, value, gazetteer } = props;
  const { t } = useWords();
  const [open, setOpen] = useState(false);
  if (!operation.you.writes.includes("site") || value.lon === "" || value.lat === "") return null;
  const [lon, lat] = [Number(value.lon), Number(value.lat)];
  const at = gazetteer.entries.filter(
    (entry) => entry.level === null && entry.lon === lon && entry.lat === lat,
  );
  const own = at.find(({ own: isOwn, kind }) => isOwn && kind === LOCAL_PLACE);
  if (at.length > 0 && !own) return null;
  return (
    <>
      <Button variant="subtle" size="compact-sm" onClick={() => setOpen(true)}>
        {t(own ? "place.local.change" : "place.local.offer")}
      </Button>
      {/* The dialogs stand in the page's own form for React: what is sent in them is not the report. */}
      <div role="presentation" onSubmit={(event) => event.stopPropagation()}>
        <LocalPlaceDialog
          operation={operation}
          stored={own?.ref ?? null}
          start={{ name: own?.name ?? nameFor(value), lon, lat }}
          opened={open}
          onClose={() => setOpen(false)}
          onSaved={(name) => props.set({ placeName: name })}
        />
      </div>
    </>
  );
}

/** What was typed, unless it is only numbers: a place is not called by its coordinates. */
const nameFor = ({ placeText }: PlaceValue): string =>
  readCoordinates(placeText).candidates.length > 0 ? "" : placeText.trim();

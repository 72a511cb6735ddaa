/**
 * The field for a place, for any form: one line that takes whatever a person would write, offers what it can mean with
 * how precisely it is known, and then shows what was chosen as one sentence. What was typed stays until a choice is made.
 */
import { Button, Combobox, Group, Text, TextInput, useCombobox } from "@mantine/core";
import { useDeferredValue, useEffect, useId, useMemo, useState } from "react";
import type { PlaceCandidate } from "../../../shared/places/candidate.ts";
import { chosenOnMap, readPlace } from "../../../shared/places/read.ts";
import type { Near } from "../../../shared/places/search.ts";
import type { OperationInfo } from "../../session.ts";
import { enterChooses } from "../../ui/choosing.ts";
import { usePhone } from "../../ui/frame.tsx";
import { Icon } from "../../ui/icons.tsx";
import { remember, remembered } from "../../ui/remembered.ts";
import { useWords } from "../../words/index.tsx";
import { keepForNext, usePlaceBefore } from "./form-before.ts";
import { ChosenPlace } from "./form-chosen.tsx";
import { NO_PLACE, type PlaceValue } from "./form-found.ts";
import { PlaceOnMap } from "./form-map.tsx";
import { PlaceOption } from "./form-option.tsx";
import { sentenceOf, valueOfPlace } from "./form-said.ts";
import { useGazetteer, useShapes } from "./queries.ts";
import "./place.css";

export interface PlaceFieldProps {
  operation: OperationInfo;
  value: PlaceValue;
  set: (change: Partial<PlaceValue>) => void;
  /** Sentence for a part (`precision`, `placeName`, `reason` …), where it has a fault. */
  faultAt: (part: string) => string | undefined;
  /** Id of the input of a part, so that a summary can lead there. */
  idOf: (part: string) => string;
  /** Areas that the gazetteer of this reader may lack: those of a stored report. */
  areas?: { ref: string; name: string; level: number }[] | undefined;
  required?: boolean;
  /** What the line is called; "Place" where nothing is said. */
  label?: string;
  /** The name of the place is not kept (sexual violence). */
  noName?: boolean | undefined;
}

/** The last place chosen in this tab: what is logged next mostly lies near, so that comes first among equals. */
export function lastPlace(operation: string): Near | null {
  const { lon, lat } = remembered<"lon" | "lat">(`place.${operation}`);
  return lon && lat ? { lon: Number(lon), lat: Number(lat) } : null;
}

export function PlaceField(props: PlaceFieldProps) {
  const { operation, value, set } = props;
  const words = useWords();
  const [onMap, setOnMap] = useState(false);
  const [refocus, setRefocus] = useState(false);
  const choose = (candidate: PlaceCandidate, typed: string) => {
    const { lon, lat } = candidate;
    if (lon !== null && lat !== null)
      remember(`place.${operation.code}`, { lon: String(lon), lat: String(lat) });
    const chosen = valueOfPlace(candidate, typed, words, props.noName);
    if (!props.noName) keepForNext(operation.code, { value: chosen, said: sentenceOf(candidate, words) });
    set(chosen);
  };
  const drop = () => {
    set({ ...NO_PLACE, placeText: value.placeText });
    setRefocus(true);
  };
  const rest = { ...props, near: lastPlace(operation.code), openMap: () => setOnMap(true) };
  return (
    <>
      {value.precision === "" ? (
        <PlaceLine {...rest} onChoose={choose} autoFocus={refocus} />
      ) : (
        <ChosenPlace {...rest} onDrop={drop} />
      )}
      <PlaceOnMap
        operation={operation}
        value={value}
        near={rest.near}
        opened={onMap}
        onClose={() => setOnMap(false)}
        onPick={(lon, lat, metres) => {
          setOnMap(false);
          choose(chosenOnMap(lon, lat, metres), value.placeText || value.placeName);
        }}
      />
    </>
  );
}

interface LineProps extends PlaceFieldProps {
  near: Near | null;
  openMap: () => void;
  onChoose: (candidate: PlaceCandidate, typed: string) => void;
  autoFocus: boolean;
}

/** The line itself with its list. The best reading is marked as soon as it is there, so that Enter takes it. */
function PlaceLine(props: LineProps) {
  const { operation, value, set, faultAt, idOf, near, openMap, onChoose, autoFocus, required = true } = props;
  const { t } = useWords();
  const phone = usePhone();
  const status = useId();
  const { gazetteer, isReady, isFailed } = useGazetteer(operation.code);
  const shapes = useShapes(operation.code);
  const before = usePlaceBefore(operation.code);
  const text = useDeferredValue(value.placeText);
  const isKnown = isReady || isFailed;
  const { candidates, problems } = useMemo(() => {
    const read = readPlace(text, gazetteer, near);
    // Before the names are there every name is mere words, and Enter would keep it as such.
    const told = read.candidates.filter(({ kind }) => isKnown || kind !== "words");
    return { ...read, candidates: told };
  }, [text, gazetteer, near, isKnown]);
  const list = useCombobox({ onDropdownClose: () => list.resetSelectedOption() });
  const mark = list.selectFirstOption;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the first of the readings is marked whenever they change
  useEffect(() => {
    mark();
  }, [candidates, mark]);
  const take = (key: string) => {
    const chosen = candidates.find((candidate) => candidate.key === key);
    if (chosen) onChoose(chosen, value.placeText);
    list.closeDropdown();
  };
  const isOpen = value.placeText.trim() !== "" && list.dropdownOpened;
  const wrong = problems[0] && t(`place.problem.${problems[0].code}`, problems[0].values);
  const missing = faultAt("precision");
  return (
    <div>
      <Combobox store={list} onOptionSubmit={take} withinPortal={false} offset={2}>
        <Combobox.Target withExpandedAttribute>
          <TextInput
            id={idOf("precision")}
            label={props.label ?? t("place.label")}
            description={t("place.help")}
            placeholder={t(phone ? "place.placeholderShort" : "place.placeholder")}
            required={required}
            autoFocus={autoFocus}
            autoComplete="off"
            aria-describedby={status}
            value={value.placeText}
            error={wrong ?? (missing && value.placeText.trim() !== "" ? t("place.problem.choose") : missing)}
            onKeyDown={enterChooses}
            onFocus={() => list.openDropdown()}
            onClick={() => list.openDropdown()}
            onBlur={() => list.closeDropdown()}
            onChange={(event) => {
              set({ placeText: event.currentTarget.value });
              list.openDropdown();
            }}
          />
        </Combobox.Target>
        <Combobox.Dropdown hidden={!isOpen}>
          <Combobox.Options mah={phone ? 300 : 360} className="place-options" aria-label={t("place.label")}>
            {candidates.map((candidate) => (
              <Combobox.Option key={candidate.key} value={candidate.key}>
                <PlaceOption candidate={candidate} gazetteer={gazetteer} shapes={shapes} near={near} />
              </Combobox.Option>
            ))}
          </Combobox.Options>
        </Combobox.Dropdown>
      </Combobox>
      <span id={status} className="visually-hidden" aria-live="polite">
        {isOpen && t("place.found", { n: candidates.length })}
      </span>
      <Group gap="xs" mt={4}>
        <Button
          variant="subtle"
          size="compact-sm"
          leftSection={<Icon name="map" size={15} />}
          onClick={openMap}
        >
          {t("place.onMap")}
        </Button>
        {before && value.placeText === "" && (
          <Button
            variant="subtle"
            size="compact-sm"
            onClick={() => set(props.noName ? { ...before.value, placeName: "" } : before.value)}
          >
            {t("place.before", { said: before.said })}
          </Button>
        )}
        {!isReady && (isFailed || text !== "") && (
          <Text size="xs" c="dimmed" role="status">
            {t(isFailed ? "place.failed" : "place.loading")}
          </Text>
        )}
      </Group>
    </div>
  );
}

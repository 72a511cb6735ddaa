/**
 * The field for one known object: a site or a place that the reader's organisation saved, found in any spelling, or
 * else a name in free words. What is typed is kept as the name until something is chosen from the list.
 */
import { Combobox, TextInput, useCombobox } from "@mantine/core";
import { useDeferredValue, useMemo } from "react";
import { type Entry, type Gazetteer, PUBLISHED } from "../../../shared/places/gazetteer.ts";
import { searchNames } from "../../../shared/places/search.ts";
import { enterChooses } from "../../ui/choosing.ts";
import { codeLabel } from "../../words/codes.ts";
import { useWords } from "../../words/index.tsx";
import { lastPlace } from "./form-place.tsx";
import { useGazetteer } from "./queries.ts";
import "./place.css";

const OFFERED = 7;

interface SiteFieldProps {
  /** Code of the operation. */
  operation: string;
  id: string;
  label: string;
  error?: string | undefined;
  /** The name as it stands, and the site it is; empty: only words. */
  name: string;
  site: string;
  /** `entry`: what was chosen; null: words. */
  onChange: (name: string, entry: Entry | null) => void;
}

/** Sites and saved places: what a published dataset names is no object that anybody here knows. */
const sitesOf = (gazetteer: Gazetteer): Gazetteer => ({
  ...gazetteer,
  entries: gazetteer.entries.filter(({ level, kind }) => level === null && kind !== PUBLISHED),
});

export function SiteField({ operation, id, label, error, name, site, onChange }: SiteFieldProps) {
  const { t } = useWords();
  const { gazetteer } = useGazetteer(operation);
  const sites = useMemo(() => sitesOf(gazetteer), [gazetteer]);
  const text = useDeferredValue(name);
  const found = useMemo(
    () => (text.trim() === "" ? [] : searchNames(sites, text, lastPlace(operation), OFFERED)),
    [sites, text, operation],
  );
  const list = useCombobox({ onDropdownClose: () => list.resetSelectedOption() });
  const take = (ref: string) => {
    const entry = sites.entries.find((each) => each.ref === ref);
    if (entry) onChange(entry.name, entry);
    list.closeDropdown();
  };
  const isOpen = site === "" && found.length > 0 && list.dropdownOpened;
  return (
    <Combobox store={list} onOptionSubmit={take} withinPortal={false} offset={2}>
      <Combobox.Target withExpandedAttribute>
        <TextInput
          {...{ id, label, error }}
          description={site === "" ? t("place.site.words") : t("place.site.known")}
          // Below, so that the input stands in one line with its neighbour.
          inputWrapperOrder={["label", "input", "description", "error"]}
          autoComplete="off"
          value={name}
          onKeyDown={(event) => isOpen && enterChooses(event)}
          onFocus={() => list.openDropdown()}
          onBlur={() => list.closeDropdown()}
          onChange={(event) => {
            onChange(event.currentTarget.value, null);
            list.openDropdown();
          }}
        />
      </Combobox.Target>
      <Combobox.Dropdown hidden={!isOpen}>
        <Combobox.Options mah={300} className="place-options" aria-label={label}>
          {found.map(({ entry }) => (
            <Combobox.Option key={entry.ref} value={entry.ref}>
              <span className="place-option">
                <strong>{entry.name}</strong>
                <span className="place-about">
                  {[
                    codeLabel(t, "siteKind", entry.kind),
                    ...entry.within.filter(({ level }) => level !== 0).map((area) => area.name),
                  ].join(" · ")}
                </span>
              </span>
            </Combobox.Option>
          ))}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  );
}

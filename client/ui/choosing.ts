/**
 * The keyboard in fields that offer a list (Select, MultiSelect). Mantine 9 forgets which option the arrows marked
 * when its timer of opening the list comes late (useCombobox, updateSelectedOptionIndex): the option still looks
 * marked, but Enter passes by the list and sends the form it stands in. Here Enter goes by what is shown.
 */
import type { KeyboardEvent, MouseEvent } from "react";
import { useWords } from "../words/index.tsx";

/** Enter belongs to the list: it opens it or takes the option that looks marked, and never sends a form. */
export function enterChooses(event: KeyboardEvent<HTMLInputElement>): void {
  if (event.key !== "Enter" || event.nativeEvent.isComposing) return;
  event.preventDefault();
  event.stopPropagation();
  const field = event.currentTarget;
  const list = document.getElementById(field.getAttribute("aria-controls") ?? "");
  const marked = list?.querySelector<HTMLElement>("[data-combobox-option][data-combobox-selected]");
  if (list) marked?.click();
  else field.click();
}

/** The button is gone once the field is empty, so the focus goes on in the field. */
function goOnInField({ currentTarget }: MouseEvent<HTMLButtonElement>): void {
  currentTarget
    .closest(".mantine-Input-wrapper")
    ?.querySelector<HTMLInputElement>("input:not([type=hidden])")
    ?.focus();
}

/** What empties an optional field again, by mouse and by Tab; Mantine's own button is for the mouse only. */
export function useClearing() {
  const { t } = useWords();
  const label = t("frame.clear");
  return {
    clearable: true,
    clearButtonProps: {
      ...{ tabIndex: 0, "aria-hidden": false, "aria-label": label, title: label },
      ...{ size: "24px", iconSize: 16, onClick: goOnInField },
    },
  };
}

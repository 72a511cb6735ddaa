/** Options of a list found in any spelling: accents, case and punctuation do not matter, so "Ndele" finds "Ndélé". */
import type { SelectProps } from "@mantine/core";
import { nameKey } from "../../shared/names.ts";

export const forgiving: NonNullable<SelectProps["filter"]> = ({ options, search }) => {
  const key = nameKey(search);
  return options.filter((option) => "label" in option && nameKey(String(option.label)).includes(key));
};

/**
 * The place of the report before, offered to the next one with one press and never filled in: a place that nobody looked at
 * would be wrong without notice. In memory only, where signing out and locking the device forget it.
 */
import { useQuery } from "@tanstack/react-query";
import { queryClient } from "../../api.ts";
import type { PlaceValue } from "./form-found.ts";

interface PlaceBefore {
  value: PlaceValue;
  /** The place in words. */
  said: string;
}

const KEY = "place-before";
queryClient.setQueryDefaults([KEY], { gcTime: Number.POSITIVE_INFINITY, enabled: false });

export const keepForNext = (operation: string, place: PlaceBefore): void =>
  void queryClient.setQueryData([KEY, operation], place);

export const usePlaceBefore = (operation: string): PlaceBefore | undefined =>
  useQuery<PlaceBefore>({ queryKey: [KEY, operation], enabled: false }).data;

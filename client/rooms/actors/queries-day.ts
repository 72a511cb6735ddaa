/** The day that tree, list, map of ground and claims are shown for: `at` in the address, the operation's today without. */
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useCallback } from "react";
import { isDate } from "../../../shared/time.ts";
import type { OperationInfo } from "../../session.ts";
import type { Search } from "../../url.ts";

/** @returns the ISO day, and how to choose another; the operation's own today leaves the address short */
export function useDay({
  today,
}: Pick<OperationInfo, "today">): [day: string, choose: (day: string) => void] {
  const { at } = useSearch({ strict: false }) as Search;
  const navigate = useNavigate();
  const choose = useCallback(
    (day: string) =>
      void navigate({
        to: ".",
        search: (before: Search) => ({ ...before, at: day === today ? undefined : day }),
        replace: true,
      }),
    [navigate, today],
  );
  return [at && isDate(at) ? at : today, choose];
}

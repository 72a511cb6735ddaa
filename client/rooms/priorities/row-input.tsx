/** A number that a category rests on, as the way to the events it was counted from. */
import type { ReactNode } from "react";
import type { CycleAnswer } from "../../../shared/rooms/priorities-answers.ts";
import { useOperationCode } from "../../dashboard.ts";
import { useFacts } from "../../facts.ts";
import { RecordsLink } from "../../ui/records-link.tsx";
import { eventsBehind, type Input, inputFilter } from "./figures-behind.ts";

interface InputLinkProps {
  cycle: CycleAnswer;
  /** Reference of the area. */
  area: string;
  input: Input;
  children: ReactNode;
}

/** Plain where nothing is behind the number, or no list shows exactly that. */
export function InputLink({ cycle, area, input, children }: InputLinkProps) {
  const facts = useFacts(useOperationCode()).data?.value;
  const filter = inputFilter(cycle, input);
  const events = facts ? (eventsBehind(facts, cycle, input).get(area) ?? 0) : 0;
  if (!filter) return <>{children}</>;
  return (
    <RecordsLink filter={{ ...filter, areas: [area] }} events={events}>
      {children}
    </RecordsLink>
  );
}

/** Renames, splits and mergers that the own organisation recorded of an actor, each of which can be taken back whole. */
import { UnstyledButton } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import type { EventAnswer } from "../../../shared/rooms/actors-answers.ts";
import { api } from "../../api.ts";
import { refresh } from "../../facts.ts";
import type { OperationInfo } from "../../session.ts";
import { ErrorNote } from "../../ui/states.tsx";
import { formatDate } from "../../words/format.ts";
import { useWords } from "../../words/index.tsx";

export function Events({ operation, events }: { operation: OperationInfo; events: EventAnswer[] }) {
  const { t, tag } = useWords();
  const undo = useMutation({
    mutationFn: (ref: string) => api.actors.undoEvent.mutate({ operation: operation.code, ref }),
    onSuccess: () => refresh(operation.code),
  });
  if (events.length === 0) return null;
  return (
    <section className="panel-section">
      <ul className="claims">
        {events.map(({ ref, kind, on, undone }) => (
          <li key={ref} data-retired={undone ? "yes" : undefined}>
            <span className="claim-value">
              {t(`structure.event.said.${kind}`, { date: formatDate(on, tag) })}
            </span>{" "}
            {undone ? (
              <span className="soft">{t("structure.event.undone")}</span>
            ) : (
              operation.you.writes.includes("actor") && (
                <UnstyledButton className="others" onClick={() => undo.mutate(ref)}>
                  {t("structure.event.undo")}
                </UnstyledButton>
              )
            )}
          </li>
        ))}
      </ul>
      {undo.isError && <ErrorNote error={undo.error} />}
    </section>
  );
}

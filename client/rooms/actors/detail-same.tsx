/**
 * Records of the same actor that are shown with this one: from whom, since when, and the way back. A claim that was told
 * of one of them says so.
 */
import { UnstyledButton } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useMutation } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { createContext, useContext } from "react";
import type { ActorDossier } from "../../../shared/rooms/actors-answers.ts";
import type { SameAnswer } from "../../../shared/rooms/actors-same.ts";
import { api } from "../../api.ts";
import { refresh } from "../../facts.ts";
import type { OperationInfo } from "../../session.ts";
import { ErrorNote } from "../../ui/states.tsx";
import { formatDate } from "../../words/format.ts";
import { useWords } from "../../words/index.tsx";

/** Name of the record that a claim was told of, by the claim's reference, where it is not the record that is shown. */
export const ToldOf = createContext<ReadonlyMap<string, string>>(new Map());

export function recordNames({ same, toldOf }: Pick<ActorDossier, "same" | "toldOf">): Map<string, string> {
  const names = new Map(same.map(({ record, name }) => [record, name]));
  return new Map(Object.entries(toldOf).flatMap(([claim, record]) => [[claim, names.get(record) ?? "–"]]));
}

export function RecordOf({ claim }: { claim: string }) {
  const { t } = useWords();
  const name = useContext(ToldOf).get(claim);
  return name ? <span>{t("same.of", { name })}</span> : null;
}

export function SameRecords({ operation, same }: { operation: OperationInfo; same: SameAnswer[] }) {
  const { t } = useWords();
  const navigate = useNavigate();
  const undo = useMutation({
    mutationFn: ({ record: { ref, version } }: Undoing) =>
      api.actors.undoSame.mutate({ operation: operation.code, ref, version }),
    onSuccess: (_, { record, then }) => {
      refresh(operation.code);
      notifications.show({ message: t("same.also.undone") });
      if (then === "correct")
        void navigate({
          to: "/$operation/actors/$ref/edit",
          params: { operation: operation.code, ref: record.record },
          search: true,
        });
    },
  });
  if (same.length === 0) return null;
  return (
    <section className="panel-section">
      <h3>{t("same.also")}</h3>
      <ul className="claims">
        {same.map((record) => (
          <SameRecord
            key={record.ref}
            record={record}
            mayCorrect={record.dataset === null && record.owner === operation.you.organisation}
            onUndo={record.own && !undo.isPending ? (then) => undo.mutate({ record, then }) : undefined}
          />
        ))}
      </ul>
      {undo.isError && <ErrorNote error={undo.error} />}
    </section>
  );
}

interface Undoing {
  record: SameAnswer;
  /** What the person undoes it for. */
  then: "look" | "correct";
}

interface RecordProps {
  record: SameAnswer;
  /** Is it the reader's organisation's own, which is corrected here? */
  mayCorrect: boolean;
  onUndo: ((then: Undoing["then"]) => void) | undefined;
}

function SameRecord({ record, mayCorrect, onUndo }: RecordProps) {
  const { t, tag } = useWords();
  const { name, dataset, owner, since, by, reason } = record;
  return (
    <li>
      <div className="claim-line">
        <span className="claim-value">{name}</span>
        {onUndo && (
          <UnstyledButton className="others" onClick={() => onUndo("look")}>
            {t("same.also.undo")}
          </UnstyledButton>
        )}
        {onUndo && mayCorrect && (
          <UnstyledButton
            className="others"
            title={t("same.also.correctHelp")}
            onClick={() => onUndo("correct")}
          >
            {t("same.also.correct")}
          </UnstyledButton>
        )}
      </div>
      <div className="claim-facts">
        {t("same.also.from", { source: dataset ?? owner, date: formatDate(since, tag), by })}
      </div>
      {reason && <p className="claim-note">{t("same.also.reason", { reason })}</p>}
    </li>
  );
}

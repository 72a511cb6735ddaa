/** Taking in: a field for messages, a place to drop a file, the templates, and what came of it. */
import { Button, Textarea } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useState } from "react";
import { newId } from "../../../shared/ids.ts";
import { MAX_PASTE, type TakenIn } from "../../../shared/rooms/intake.ts";
import { KeepOffer } from "../../access/device-offer.tsx";
import type { OperationInfo } from "../../session.ts";
import { useKeptDraft } from "../../ui/draft.ts";
import { ErrorNote } from "../../ui/states.tsx";
import { useWords } from "../../words/index.tsx";
import { DropFile, Faults } from "./list-drop.tsx";
import { usePaste } from "./queries.ts";

interface TakeProps {
  operation: OperationInfo;
  /** Opens the first of what was taken in. */
  onTaken: (ref: string) => void;
}

export function TakeIn({ operation, onTaken }: TakeProps) {
  const { t } = useWords();
  const { code, today } = operation;
  // The second part of a draft's name is its operation.
  const name = `intake.${code}.paste`;
  const { draft, set, drop } = useKeptDraft(name, () => ({ text: "", batch: newId() }));
  const [took, setTook] = useState<TakenIn | null>(null);
  const paste = usePaste(code);
  const take = () =>
    paste.mutate(
      { ...draft, today, draft: { name, text: JSON.stringify(draft) } },
      {
        onSuccess: (done) => {
          drop();
          if ("kept" in done) return notifications.show({ message: t("intake.kept") });
          setTook(done);
          if (done.first) onTaken(done.first);
        },
      },
    );
  return (
    <section className="intake-take">
      <Textarea
        label={t("intake.paste")}
        description={t("intake.pasteHelp")}
        placeholder={t("intake.pastePlaceholder")}
        autosize
        minRows={4}
        maxRows={12}
        maxLength={MAX_PASTE}
        dir="auto"
        value={draft.text}
        onChange={(event) => set({ text: event.currentTarget.value })}
        onKeyDown={(event) =>
          (event.ctrlKey || event.metaKey) && event.key === "Enter" && draft.text.trim() !== "" && take()
        }
      />
      <div className="intake-take-foot">
        <Button disabled={draft.text.trim() === ""} loading={paste.isPending} onClick={take}>
          {t("intake.take")}
        </Button>
      </div>
      {paste.isError && (
        <>
          <ErrorNote error={paste.error} />
          <KeepOffer error={paste.error} operation={code} />
        </>
      )}
      <DropFile operation={code} onTook={setTook} />
      {took && <Took took={took} />}
    </section>
  );
}

function Took({ took }: { took: TakenIn }) {
  const { t } = useWords();
  const { added, known, faults } = took;
  const isNone = added + known + faults.length === 0;
  return (
    <>
      <p role="status">{isNone ? t("intake.took.none") : t("intake.took.in", { added, known })}</p>
      <Faults faults={faults} />
    </>
  );
}

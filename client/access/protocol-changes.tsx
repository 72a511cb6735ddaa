/** What a table would change, in sentences: what concerns one's own records first, each with one of them as example. */
import { Text } from "@mantine/core";
import { isLooser } from "../../shared/rooms/protocol.ts";
import type { PreviewSeen } from "../../shared/rooms/protocol-answers.ts";
import type { OperationInfo } from "../session.ts";
import { useWords } from "../words/index.tsx";
import { type ChangeSaid, changesSaid } from "./protocol-words.ts";

/** Sentences shown before the rest is folded away. */
const SHOWN = 8;

interface ChangesProps {
  preview: Pick<PreviewSeen, "changes">;
  operation: OperationInfo;
}

export function ProtocolChanges({ preview, operation }: ChangesProps) {
  const { t, tag } = useWords();
  const said = changesSaid({ t, tag }, preview.changes, operation.you.community);
  const shown = preview.changes.filter(({ community }) => community !== "public");
  const looser = shown.filter(isLooser).length;
  const tighter = shown.length - looser;
  return (
    <section className="protocol-changes" aria-labelledby="protocol-changes-title" aria-live="polite">
      <h3 id="protocol-changes-title">{t("protocol.changes.title")}</h3>
      {said.length === 0 ? (
        <Text size="sm">{t("protocol.edit.nothing")}</Text>
      ) : (
        <Text size="sm" c="dimmed">
          {t("protocol.changes.count", { looser, tighter, both: looser > 0 && tighter > 0 ? "yes" : "no" })}
        </Text>
      )}
      <Part title={t("protocol.changes.more")} said={said.filter((one) => one.looser)} />
      <Part title={t("protocol.changes.less")} said={said.filter((one) => !one.looser)} />
    </section>
  );
}

function Part({ title, said }: { title: string; said: ChangeSaid[] }) {
  const { t } = useWords();
  if (said.length === 0) return null;
  const rest = said.slice(SHOWN);
  return (
    <>
      <h4>{title}</h4>
      <Sentences said={said.slice(0, SHOWN)} />
      {rest.length > 0 && (
        <details>
          <summary>{t("protocol.changes.rest", { n: rest.length })}</summary>
          <Sentences said={rest} />
        </details>
      )}
    </>
  );
}

const Sentences = ({ said }: { said: ChangeSaid[] }) => (
  <ul>
    {said.map((one) => (
      <li key={one.key}>
        {one.text} {one.example && <span className="protocol-example">{one.example}</span>}
      </li>
    ))}
  </ul>
);

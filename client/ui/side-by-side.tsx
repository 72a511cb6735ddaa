/**
 * Two versions of a record side by side in words, when somebody saved while another was editing. The person decides:
 * take what is stored, or put their own changes on it and look at the result before saving.
 */
import { Button, Text } from "@mantine/core";
import { useEffect, useRef } from "react";
import { formatTime } from "../words/format.ts";
import { useWords } from "../words/index.tsx";
import "./side-by-side.css";

interface Side {
  text: string;
  /** Was it changed since the editing began? */
  changed: boolean;
}

interface SideBySideProps {
  /** The parts that differ, by their name in the form. */
  rows: readonly { name: string; theirs: Side; mine: Side }[];
  /** The version that is stored now, by whom and when (ISO instant). */
  version: number;
  last: { by: string; at: string } | undefined;
  timeZone: string;
  onTakeTheirs: () => void;
  onKeepMine: () => void;
}

export function SideBySide({ rows, version, last, timeZone, onTakeTheirs, onKeepMine }: SideBySideProps) {
  const { t, tag } = useWords();
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => box.current?.focus(), []);
  return (
    <div className="versions" role="alert" tabIndex={-1} ref={box}>
      <strong>{t("incidents.edit.stale")}</strong>
      {last && (
        <Text size="sm">
          {t("incidents.edit.staleBy", { who: last.by, when: formatTime(last.at, tag, timeZone) })}
        </Text>
      )}
      {rows.length === 0 && <Text size="sm">{t("incidents.edit.nothingDiffers")}</Text>}
      {rows.length > 0 && (
        <table>
          <thead>
            <tr>
              <th scope="col">{t("incidents.edit.part")}</th>
              <th scope="col">{t("incidents.edit.theirs", { version })}</th>
              <th scope="col">{t("incidents.edit.mine")}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ name, theirs, mine }) => (
              <tr key={name}>
                <th scope="row">{name}</th>
                <Cell {...theirs} />
                <Cell {...mine} />
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <Text size="sm">{t("incidents.edit.choose")}</Text>
      <div className="versions-choice">
        <Button size="xs" onClick={onKeepMine}>
          {t("incidents.edit.keepMine")}
        </Button>
        <Button size="xs" variant="default" onClick={onTakeTheirs}>
          {t("incidents.edit.takeTheirs")}
        </Button>
      </div>
    </div>
  );
}

function Cell({ text, changed }: Side) {
  const { t } = useWords();
  return (
    <td>
      {text}
      {changed && <span className="soft"> ({t("incidents.edit.changed")})</span>}
    </td>
  );
}

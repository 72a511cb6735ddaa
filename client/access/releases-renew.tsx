/** Renewing a release: what they hold against what they would get, and never more than before unless somebody means it. */
import { Button, Checkbox, Select, Stack, Text } from "@mantine/core";
import { useState } from "react";
import { newId } from "../../shared/ids.ts";
import { RELEASE_LEVELS, type ReleaseLevel } from "../../shared/rooms/releases.ts";
import { Dialog } from "../ui/dialog.tsx";
import { useSay } from "../ui/say.ts";
import { ErrorNote, Waiting } from "../ui/states.tsx";
import { useWords } from "../words/index.tsx";
import { SUMMARY_FIELDS, summaryWords } from "./release-summary.tsx";
import { useRenew, useRenewal } from "./releases-queries.ts";

interface RenewProps {
  operation: string;
  release: string;
  onClose: () => void;
}

export function RenewDialog({ operation, release, onClose }: RenewProps) {
  const words = useWords();
  const { t } = words;
  const renewal = useRenewal(operation, release);
  const renew = useRenew(operation);
  const say = useSay();
  const [id] = useState(newId);
  const [chosen, setChosen] = useState<ReleaseLevel | null>(null);
  const [raise, setRaise] = useState(false);
  const data = renewal.data;
  const level = chosen ?? data?.kept ?? null;
  const after = level && data ? data.after[level] : null;
  const rank = (one: ReleaseLevel) => RELEASE_LEVELS.indexOf(one);
  const rises = level !== null && data !== undefined && rank(level) > rank(data.level);
  const before = data && summaryWords(data.before, words);
  const next = after && summaryWords(after, words);
  const differs = SUMMARY_FIELDS.filter((field) => before && next && before[field] !== next[field]);
  const onSuccess = () => {
    say(t("releases.renew.done"));
    onClose();
  };
  const submit = () => level && renew.mutate({ id, ref: release, level, raise }, { onSuccess });
  return (
    <Dialog opened onClose={onClose} size="lg" title={t("releases.renew.title")}>
      {renewal.isPending && <Waiting lines={4} />}
      {renewal.isError && <ErrorNote error={renewal.error} />}
      {data && (
        <Stack gap="sm">
          <Text size="sm">{t("releases.renew.lead")}</Text>
          {data.most === null && <Text size="sm">{t("releases.renew.none")}</Text>}
          {data.kept && rank(data.kept) < rank(data.level) && (
            <Text size="sm">{t("releases.renew.lower")}</Text>
          )}
          {data.most === "full" && (
            <Select
              label={t("releases.form.level")}
              allowDeselect={false}
              data={RELEASE_LEVELS.map((code) => ({ value: code, label: t(`releases.level.${code}`) }))}
              value={level}
              onChange={(code) => setChosen(code as ReleaseLevel)}
            />
          )}
          {before && next && differs.length > 0 && (
            <table className="renew-table">
              <thead>
                <tr>
                  <th scope="col">{t("releases.renew.field")}</th>
                  <th scope="col">{t("releases.renew.before")}</th>
                  <th scope="col">{t("releases.renew.after")}</th>
                </tr>
              </thead>
              <tbody>
                {differs.map((field) => (
                  <tr key={field}>
                    <th scope="row">{t(`releases.field.${field}`)}</th>
                    <td>{before[field] || "–"}</td>
                    <td>{next[field] || "–"}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          )}
          {next && differs.length === 0 && <Text size="sm">{t("releases.renew.same")}</Text>}
          {rises && (
            <Checkbox
              label={t("releases.renew.raise")}
              checked={raise}
              onChange={(event) => setRaise(event.currentTarget.checked)}
            />
          )}
          {renew.isError && <ErrorNote error={renew.error} />}
          <Button onClick={submit} loading={renew.isPending} disabled={!level || (rises && !raise)}>
            {t("releases.renew.submit")}
          </Button>
        </Stack>
      )}
    </Dialog>
  );
}

/**
 * Could anybody report from the area? Level with its grounds, whom to call, and what was logged; hatch and words where
 * silence says nothing. An area finer than a district shows its district's.
 */

import type { InformationArea, InformationWordSeen } from "../../../shared/rooms/coverage-information.ts";
import type { AreaAnswer } from "../../../shared/rooms/places-answers.ts";
import type { OperationInfo } from "../../session.ts";
import { IllustrativeMark } from "../../ui/marks.tsx";
import { FactList, Figure } from "../../ui/panel.tsx";
import { ErrorNote } from "../../ui/states.tsx";
import { formatDate } from "../../words/format.ts";
import { useWords } from "../../words/index.tsx";
import { heardText, presenceText, reachText } from "../coverage/list-information.tsx";
import { WordList } from "../coverage/list-words.tsx";
import { useInformation, useInformationWords } from "../coverage/queries-information.ts";
import { InformationMark } from "../coverage/row-information.tsx";

export function InformationSection({
  operation,
  district,
}: {
  operation: OperationInfo;
  district: AreaAnswer;
}) {
  const { t, tag } = useWords();
  const answer = useInformation(operation.code);
  const words = useInformationWords(operation.code, district.code, answer.isSuccess).data;
  if (answer.isError) return <ErrorNote error={answer.error} retry={answer.refetch} />;
  const area = answer.data?.areas.find(({ code }) => code === district.code);
  if (!answer.data || (answer.data.shared && !area)) return null;
  const source = t("information.area.source", { date: formatDate(answer.data.date, tag) });
  return (
    <Figure title={t("information.area.title")} source={source}>
      {area ? <Known area={area} /> : <p className="dossier-say">{t("information.area.closed")}</p>}
      {words && <Words operation={operation} words={words} />}
    </Figure>
  );
}

function Known({ area }: { area: InformationArea }) {
  const { t, tag } = useWords();
  const { level, setReason, computed, call, illustrative } = area;
  const office = call && [call.contact, call.organisation].filter(Boolean).join(" · ");
  const value = (
    <>
      <InformationMark level={level} /> {illustrative && <IllustrativeMark />}
      {setReason && (
        <span className="dossier-soft">
          {" "}
          {t("information.areas.set", { level: t(`information.level.${computed}`) })}: {setReason}
        </span>
      )}
    </>
  );
  return (
    <FactList
      facts={[
        { name: t("information.area.level"), value },
        { name: t("information.area.heard"), value: heardText(t, tag, area) },
        { name: t("information.area.presence"), value: presenceText(t, area) },
        { name: t("information.area.reach"), value: reachText(t, area) },
        { name: t("information.area.call"), value: office ?? t("information.silent.nobody") },
      ]}
    />
  );
}

function Words({ operation, words }: { operation: OperationInfo; words: InformationWordSeen[] }) {
  const { t } = useWords();
  if (words.length === 0) return <p className="dossier-soft">{t("information.area.noWords")}</p>;
  return (
    <details className="no-print">
      <summary>
        {t("information.area.words")} ({words.length})
      </summary>
      <WordList operation={operation.code} words={words} />
    </details>
  );
}

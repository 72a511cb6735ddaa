/** What the product says where a release ended by itself; undefined where somebody said why in their own words. */
import type { WordsValue } from "../words/index.tsx";

export const endedWords = (t: WordsValue["t"], answer: string): string | undefined =>
  ({
    deleted: t("releases.row.deleted"),
    replaced: t("releases.row.replaced"),
    consent: t("releases.row.consent"),
    gone: t("releases.row.gone"),
  })[answer];

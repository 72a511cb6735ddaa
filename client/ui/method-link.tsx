/** The way from a figure to the page that states how it is made, at the part that concerns it. */
import { Link } from "@tanstack/react-router";
import { useOperationCode } from "../dashboard.ts";
import { useWords } from "../words/index.tsx";

/** Parts of the method page in reading order; each is an anchor of that page. */
export const METHOD_PARTS = [
  "datasets",
  "levels",
  "counts",
  "civilians",
  "time",
  "places",
  "parties",
  "comparison",
  "priorities",
  "deployment",
  "patrols",
  "distance",
  "sharing",
  "silence",
] as const;
export type MethodPart = (typeof METHOD_PARTS)[number];

/** "How this is computed". Keeps filters and language, so that Back returns to the same view. */
export function MethodLink({ part }: { part: MethodPart }) {
  const { t } = useWords();
  const operation = useOperationCode();
  return (
    <Link to="/$operation/method" params={{ operation }} search={true} hash={part} className="no-print">
      {t("method.link")}
    </Link>
  );
}

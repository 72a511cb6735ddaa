/**
 * What every page says on paper when it is printed as it stands: internal, of which operation, in whose eyes, by whom, on
 * which day, and the strictest sensitivity marked on it. Pages made for paper say their own; a sheet for the road must not
 * name who carries it. It stands over the first page, and in the margin of each where the browser writes there.
 */
import { useEffect, useState } from "react";
import { flushSync } from "react-dom";
import { SENSITIVITIES, type Sensitivity } from "../../shared/rooms/records.ts";
import type { Me, OperationInfo } from "../session.ts";
import { codeLabel } from "../words/codes.ts";
import { useWords } from "../words/index.tsx";
import { internalMark } from "./internal-mark.ts";

/** The strictest mark on the page as it stands; null where it shows none, which does not make it low. */
function strictestShown(): Sensitivity | null {
  const shown = [...document.querySelectorAll<HTMLElement>("[data-sensitivity]")].map(
    ({ dataset }) => dataset.sensitivity,
  );
  return SENSITIVITIES.findLast((level) => shown.includes(level)) ?? null;
}

export function PrintMark({ me, operation }: { me: Me; operation: OperationInfo }) {
  const { t, tag } = useWords();
  const [level, setLevel] = useState<Sensitivity | null>(null);
  useEffect(() => {
    // Printing does not wait for React to find the time.
    const look = () => flushSync(() => setLevel(strictestShown()));
    addEventListener("beforeprint", look);
    return () => removeEventListener("beforeprint", look);
  }, []);
  const sensitivity = level ? codeLabel(t, "sensitivity", level).toLowerCase() : null;
  const text = [
    internalMark(t, tag, operation),
    t("frame.printedBy", { name: me.name }),
    sensitivity ? t("frame.printedLevel", { level: sensitivity }) : t("frame.printedUnmarked"),
  ].join(" ");
  useMargin(text);
  return <p className="print-mark">{text}</p>;
}

/** The text in the margin of every sheet. A sheet of style made by script needs no nonce. */
function useMargin(text: string): void {
  useEffect(() => {
    const style = new CSSStyleSheet();
    style.replaceSync(
      `@page internal { margin: 12mm 10mm 16mm; @bottom-center { content: ${JSON.stringify(text)}; font-size: 7pt; } }`,
    );
    document.adoptedStyleSheets.push(style);
    return () => {
      document.adoptedStyleSheets = document.adoptedStyleSheets.filter((one) => one !== style);
    };
  }, [text]);
}

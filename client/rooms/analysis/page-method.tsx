/**
 * How each figure is made, on one page to read and print: every number of a rule is taken from the rule itself, every
 * level and precision from the code lists, so that the page cannot say something else than the program does.
 */
import { Button } from "@mantine/core";
import { useLocation } from "@tanstack/react-router";
import { useEffect } from "react";
import { useOperationCode } from "../../dashboard.ts";
import { type OperationInfo, useOperation } from "../../session.ts";
import { METHOD_PARTS, type MethodPart } from "../../ui/method-link.tsx";
import { ErrorNote, Waiting } from "../../ui/states.tsx";
import { formatDate } from "../../words/format.ts";
import { hasWord, useWords, type WordKey } from "../../words/index.tsx";
import { methodNumbers } from "./figures-method.ts";
import { MethodList } from "./list-method.tsx";
import "./method.css";

export function MethodPage() {
  const operation = useOperation(useOperationCode());
  if (operation.isError) return <ErrorNote error={operation.error} retry={operation.refetch} />;
  if (!operation.data) return <Waiting lines={12} />;
  return <Method operation={operation.data} />;
}

function Method({ operation }: { operation: OperationInfo }) {
  const { t, tag } = useWords();
  const { hash } = useLocation();
  // The page arrives after the address, so the part asked for is looked up once it is there.
  // Newer browsers answer with a promise, which is nothing to clean up with.
  useEffect(() => {
    document.getElementById(hash)?.scrollIntoView();
  }, [hash]);
  const date = formatDate(operation.today, tag);
  return (
    <article className="method">
      <div className="method-page">
        <header>
          <h1>{t("method.title")}</h1>
          <p className="method-lead">{t("method.lead")}</p>
          <p className="print-only">{t("method.printedFor", { operation: operation.name, date })}</p>
          <Button className="no-print" size="compact-sm" variant="default" onClick={() => window.print()}>
            {t("method.print")}
          </Button>
        </header>
        <nav aria-label={t("method.contents")} className="no-print">
          <ol>
            {METHOD_PARTS.map((part) => (
              <li key={part}>
                <a href={`#${part}`}>{t(`method.${part}.title`)}</a>
              </li>
            ))}
          </ol>
        </nav>
        {METHOD_PARTS.map((part) => (
          <Part key={part} part={part} operation={operation} />
        ))}
      </div>
    </article>
  );
}

/** Title, sentences, and the list that belongs to them. */
function Part({ part, operation }: { part: MethodPart; operation: OperationInfo }) {
  const { t, tag } = useWords();
  const numbers = methodNumbers(t, tag, operation);
  return (
    <section id={part} aria-labelledby={`${part}-title`}>
      <h2 id={`${part}-title`}>{t(`method.${part}.title`)}</h2>
      {sentencesOf(part).map((key) => (
        <p key={key}>{t(key, numbers)}</p>
      ))}
      <MethodList part={part} operation={operation} />
    </section>
  );
}

/** Keys of a part's sentences: numbered in the words from 1 on. */
function sentencesOf(part: MethodPart): WordKey[] {
  const keys: WordKey[] = [];
  for (let at = 1; ; at += 1) {
    const key = `method.${part}.${at}`;
    if (!hasWord(key)) return keys;
    keys.push(key);
  }
}

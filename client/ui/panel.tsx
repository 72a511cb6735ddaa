/** Containers every room is made of: a panel with a head, a figure with its source, a list of named facts. */
import { ActionIcon } from "@mantine/core";
import { type ReactNode, useId } from "react";
import { useWords } from "../words/index.tsx";
import { Icon } from "./icons.tsx";

interface PanelProps {
  title: ReactNode;
  /** Second line under the title. */
  subtitle?: ReactNode;
  /** Buttons at the end of the head. */
  actions?: ReactNode;
  onClose?: () => void;
  children: ReactNode;
}

/** A side panel: head stays, body scrolls. */
export function Panel({ title, subtitle, actions, onClose, children }: PanelProps) {
  const { t } = useWords();
  const id = useId();
  return (
    <section className="panel" aria-labelledby={id}>
      <header className="panel-head">
        <div className="panel-title">
          <h2 id={id}>{title}</h2>
          {subtitle && <p>{subtitle}</p>}
        </div>
        {actions}
        {onClose && (
          <ActionIcon variant="subtle" color="gray" aria-label={t("frame.panel.close")} onClick={onClose}>
            <Icon name="close" />
          </ActionIcon>
        )}
      </header>
      <div className="panel-body">{children}</div>
    </section>
  );
}

interface FigureProps {
  /** The question the figure answers. */
  title: string;
  /** Dataset, verification, area, period. */
  scope?: ReactNode;
  actions?: ReactNode;
  /** Source, date, method: a SourceLine. */
  source: ReactNode;
  children: ReactNode;
}

/** A figure: question, scope, drawing or table, source. No figure without a source. */
export function Figure({ title, scope, actions, source, children }: FigureProps) {
  const id = useId();
  return (
    <figure className="figure" aria-labelledby={id}>
      <div className="figure-head">
        <div>
          <h3 id={id}>{title}</h3>
          {scope && <p className="figure-scope">{scope}</p>}
        </div>
        {actions}
      </div>
      {children}
      <figcaption className="figure-source">{source}</figcaption>
    </figure>
  );
}

/** Where a figure comes from: dataset, version, the levels counted, the date it stands for. */
export function SourceLine(props: { source: string; version: string; asOf?: string; levels?: string }) {
  const { t } = useWords();
  const source = [props.source, props.version].filter(Boolean).join(" ");
  const asOf = props.asOf ? t("frame.source.asOf", { date: props.asOf }) : "";
  return (
    <>
      {t("frame.source.line", { source, asOf })}
      {props.levels && <> {t("frame.source.levels", { levels: props.levels })}.</>}
    </>
  );
}

/** Named facts of a record, one per line. Entries without a value are left out only if `value` is undefined. */
export function FactList({ facts }: { facts: { name: string; value: ReactNode | undefined }[] }) {
  return (
    <dl className="fact-list">
      {facts
        .filter((fact) => fact.value !== undefined)
        .map((fact) => (
          <div key={fact.name}>
            <dt>{fact.name}</dt>
            <dd>{fact.value}</dd>
          </div>
        ))}
    </dl>
  );
}

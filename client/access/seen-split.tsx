/**
 * The split screen of "see as they see", for any kind of record: one own record in columns, one for each pair of eyes.
 * Every column is drawn by the same component from what that community is really answered; where that is nothing, the
 * column says what nothing means.
 */
import { Button, MultiSelect, SegmentedControl } from "@mantine/core";
import { Link, useCanGoBack, useRouter } from "@tanstack/react-router";
import { type ReactNode, useState } from "react";
import { COMMUNITIES, type Community } from "../../shared/rooms/access.ts";
import { isRuled, type ReleaseKind, type RuledKind } from "../../shared/rooms/releases.ts";
import { useOperation } from "../session.ts";
import { Icon } from "../ui/icons.tsx";
import { ErrorNote } from "../ui/states.tsx";
import { codeLabel } from "../words/codes.ts";
import { useWords } from "../words/index.tsx";
import { hasPage, homeOf, searchAt } from "./record-home.ts";
import { ReleaseDialog } from "./release-dialog.tsx";
import { type ActorPane, type Pane, releasesNow, type SummaryPane } from "./releases-queries.ts";
import { Given } from "./releases-section.tsx";
import "./releases.css";

/** The eyes a person first asks for: other members, the section they speak with, those under arms. */
const USUAL: readonly Community[] = ["protection_member", "mission_poc", "mission_military"];
const MOST = 4;

type AnyPane = Pane | ActorPane | SummaryPane;
type SeenOf<P extends AnyPane> = NonNullable<P["now"]>;

interface SplitProps<P extends AnyPane> {
  operation: string;
  kind: ReleaseKind | RuledKind;
  record: string;
  title: string;
  /** The organisation whose record it is. */
  owner: string;
  /** The record as its own organisation reads it. */
  own: ReactNode;
  usePanes: (
    operation: string,
    record: string,
    eyes: readonly Community[],
  ) => { data: P[] | undefined; isError: boolean; error: unknown; refetch: () => unknown };
  body: (seen: SeenOf<P>) => ReactNode;
}

export function Split<P extends AnyPane>(props: SplitProps<P>) {
  const { operation: code, kind, record, title, owner, own, usePanes, body } = props;
  const { t } = useWords();
  const operation = useOperation(code).data;
  const [eyes, setEyes] = useState<readonly Community[]>(
    USUAL.filter((code) => code !== operation?.you.community),
  );
  const [to, setTo] = useState<Community | null>(null);
  const panes = usePanes(code, record, eyes);
  const releases = operation !== undefined && releasesNow(operation.you);
  return (
    <section className="seen">
      <header className="seen-head">
        <div>
          <h1>{t("releases.seen.title", { title })}</h1>
          <p className="soft">{t("releases.seen.lead")}</p>
          {operation && !isRuled(kind) && <Given {...{ record, code }} />}
        </div>
        <MultiSelect
          className="seen-eyes"
          label={t("releases.seen.choose")}
          data={COMMUNITIES.filter(({ code }) => code !== "public").map(({ code }) => ({
            value: code,
            label: codeLabel(t, "community", code),
          }))}
          maxValues={MOST}
          value={[...eyes]}
          onChange={(chosen) => setEyes(chosen as Community[])}
        />
        <Back {...{ code, kind, record }} />
      </header>
      {panes.isError && <ErrorNote error={panes.error} retry={panes.refetch} />}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by keyboard */}
      <section className="seen-panes" tabIndex={0} aria-label={t("releases.readers.title")}>
        <article className="seen-pane" aria-label={t("releases.seen.you", { organisation: owner })}>
          <h2>{t("releases.seen.you", { organisation: owner })}</h2>
          <div className="seen-body">{own}</div>
        </article>
        {panes.data?.map((pane) => (
          <Eyes
            key={pane.community}
            pane={pane}
            kind={kind}
            body={body}
            release={releases ? () => setTo(pane.community as Community) : null}
          />
        ))}
      </section>
      {to && !isRuled(kind) && (
        <ReleaseDialog operation={code} kind={kind} refs={[record]} to={to} onClose={() => setTo(null)} />
      )}
    </section>
  );
}

/** To the record; from a line of a list to where the reader came from, or, from a pasted address, to that list. */
function Back({ code, kind, record }: { code: string; kind: ReleaseKind | RuledKind; record: string }) {
  const { t } = useWords();
  const { history } = useRouter();
  const cameFrom = useCanGoBack();
  const props = { variant: "default", size: "compact-md" } as const;
  if (cameFrom && !hasPage(kind))
    return (
      <Button {...props} onClick={() => history.back()}>
        {t("releases.seen.backList")}
      </Button>
    );
  return (
    <Button
      {...props}
      renderRoot={(props) => <Link {...homeOf(code, kind, record)} search={searchAt(kind)} {...props} />}
    >
      {t(hasPage(kind) ? "releases.seen.back" : "releases.seen.backList")}
    </Button>
  );
}

interface EyesProps<P extends AnyPane> extends Pick<SplitProps<P>, "kind" | "body"> {
  pane: P;
  release: (() => void) | null;
}

function Eyes<P extends AnyPane>({ pane, kind, body, release }: EyesProps<P>) {
  const { t } = useWords();
  const [chosen, setWhen] = useState("now");
  // Once it was released there is no afterwards left to show.
  const when = pane.after ? chosen : "now";
  const name = codeLabel(t, "community", pane.community);
  const shown = when === "after" ? pane.after : pane.now;
  return (
    <article className="seen-pane" aria-label={name} data-community={pane.community}>
      <h2>
        <Icon name="eye" size={16} /> {name}
      </h2>
      {pane.after && (
        <SegmentedControl
          size="xs"
          value={when}
          onChange={setWhen}
          data={[
            { value: "now", label: t("releases.seen.now") },
            { value: "after", label: t("releases.seen.after") },
          ]}
        />
      )}
      <p className="seen-rule">
        {when === "after"
          ? t("releases.seen.afterNote")
          : pane.now &&
            t(
              pane.now.level === "full" || isRuled(kind)
                ? "releases.seen.full"
                : `releases.seen.copy.${kind}`,
            )}
        {pane.now && pane.organisation && ` ${t("releases.seen.only", { organisation: pane.organisation })}`}
      </p>
      <div className="seen-body">
        {shown ? body(shown as SeenOf<P>) : <Nothing pane={pane} ruled={isRuled(kind)} />}
      </div>
      {release && pane.after && (
        <Button variant="default" size="compact-sm" className="seen-release" onClick={release}>
          {t("releases.readers.release")}
        </Button>
      )}
    </article>
  );
}

/** What nothing means for them. */
function Nothing({ pane, ruled }: { pane: AnyPane; ruled: boolean }) {
  const { t } = useWords();
  const how = pane.bound ? t(`releases.bound.${pane.bound}`) : "";
  const rule = !ruled && (pane.rule === "aggregate" || pane.rule === "person") ? pane.rule : "none";
  const state = pane.bound ? "bound" : rule;
  return (
    <div className="seen-nothing">
      <Icon name="lock" size={22} />
      <strong>{t(`releases.seen.${state}`)}</strong>
      <span className="soft">
        {ruled ? t("releases.seen.ruledNote") : t(`releases.seen.${state}Note`, { how })}
      </span>
    </div>
  );
}

/** On an own record: what others see of it, one click away; releasing it; and what became of its releases. */
import { ActionIcon, Button, Group, Menu } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { DELETABLE } from "../../shared/rooms/access-keeping.ts";
import type { ReleaseKind, RuledKind } from "../../shared/rooms/releases.ts";
import { useOperation } from "../session.ts";
import { Icon } from "../ui/icons.tsx";
import { useWords } from "../words/index.tsx";
import { DeleteDialog } from "./delete-button.tsx";
import { ReleaseDialog } from "./release-dialog.tsx";
import { releasesNow, useRegister } from "./releases-queries.ts";
import { TermsSummary } from "./releases-terms.tsx";
import "./releases.css";

interface ReadersProps {
  kind: ReleaseKind;
  record: string;
  /** Whose record it is; nothing is shown on others'. */
  owner: string | null;
  code: string;
}

/** Split screens under the page of a record. */
const SPLIT = {
  incident: "/$operation/incidents/$ref/seen",
  actor: "/$operation/actors/$ref/seen",
} as const;

/** The reader, where the record is their organisation's and they read records. */
function useOwn(owner: string | null, code: string) {
  const you = useOperation(code).data?.you;
  return you && you.organisation === owner && you.role !== "administrator" ? you : null;
}

/** A section of the record's own page. */
export function RecordReaders({ kind, record, owner, code }: ReadersProps) {
  const { t } = useWords();
  const own = useOwn(owner, code);
  const [releasing, setReleasing] = useState(false);
  if (!own) return null;
  return (
    <section className="panel-section">
      <h3>{t("releases.readers.title")}</h3>
      <Readers {...{ kind, record, code }} release={releasesNow(own) ? () => setReleasing(true) : null} />
      {releasing && (
        <ReleaseDialog operation={code} kind={kind} refs={[record]} onClose={() => setReleasing(false)} />
      )}
    </section>
  );
}

/** The same for a record that is one line of a list: the split screen is one click away, releasing and deleting two. */
export function RecordTools({ kind, record, owner, code }: ReadersProps) {
  const { t } = useWords();
  const own = useOwn(owner, code);
  const [open, setOpen] = useState<"release" | "delete" | null>(null);
  const writes = useOperation(code).data?.you.writes.includes(DELETABLE[kind]);
  if (!own) return null;
  const close = () => setOpen(null);
  return (
    <span className="record-tools">
      <Button
        variant="subtle"
        size="compact-xs"
        leftSection={<Icon name="eye" size={14} />}
        renderRoot={(props) => <LookLink {...{ kind, record, code }} {...props} />}
      >
        {t("releases.readers.look")}
      </Button>
      {(releasesNow(own) || writes) && (
        <Menu position="bottom-end">
          <Menu.Target>
            <ActionIcon variant="subtle" size={26} aria-label={t("releases.readers.more")}>
              <Icon name="more" size={14} />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            {releasesNow(own) && (
              <Menu.Item onClick={() => setOpen("release")}>{t("releases.readers.release")}</Menu.Item>
            )}
            {writes && <Menu.Item onClick={() => setOpen("delete")}>{t("keeping.deleteOpen")}</Menu.Item>}
          </Menu.Dropdown>
        </Menu>
      )}
      {open === "release" && <ReleaseDialog operation={code} kind={kind} refs={[record]} onClose={close} />}
      {open === "delete" && <DeleteDialog record={{ ref: record }} kind={kind} code={code} close={close} />}
    </span>
  );
}

interface RuledProps {
  /** Its id, and whether it is the reader's organisation's. */
  record: { ref: string; own: boolean };
  kind: RuledKind;
  code: string;
}

/** To the split screen of what no person releases; nothing on others' records, and for those who read none. */
export function LookButton({ record, kind, code }: RuledProps) {
  const { t } = useWords();
  const you = useOperation(code).data?.you;
  if (!record.own || !you || you.role === "administrator") return null;
  return (
    <Button
      variant="subtle"
      size="compact-xs"
      leftSection={<Icon name="eye" size={14} />}
      renderRoot={(props) => <LookLink {...{ kind, code }} record={record.ref} {...props} />}
    >
      {t("releases.readers.look")}
    </Button>
  );
}

type LookProps = Omit<ReadersProps, "owner" | "kind"> & { kind: ReleaseKind | RuledKind };

/** To the split screen of a record, whatever its kind. */
function LookLink({ kind, record, code, ...props }: LookProps) {
  if (kind === "incident" || kind === "actor")
    return <Link to={SPLIT[kind]} params={{ operation: code, ref: record }} search {...props} />;
  return <Link to="/$operation/seen/$kind/$ref" params={{ operation: code, kind, ref: record }} {...props} />;
}

interface InsideProps extends Omit<ReadersProps, "owner"> {
  release: (() => void) | null;
}

function Readers({ kind, record, code, release }: InsideProps) {
  const { t } = useWords();
  return (
    <>
      {/* An incident's panel is opened again and again while reading: there the split screen tells this. */}
      {kind !== "incident" && <TermsSummary kind={kind} record={record} code={code} />}
      <Group gap="xs">
        <Button
          variant="default"
          size="compact-sm"
          leftSection={<Icon name="eye" size={15} />}
          renderRoot={(props) => <LookLink {...{ kind, record, code }} {...props} />}
        >
          {t("releases.readers.look")}
        </Button>
        {release && (
          <Button variant="default" size="compact-sm" onClick={release}>
            {t("releases.readers.release")}
          </Button>
        )}
      </Group>
      <Given record={record} code={code} />
    </>
  );
}

/** What became of the record's releases, and the way to them. */
export function Given({ record, code }: { record: string; code: string }) {
  const { t } = useWords();
  const given = useRegister(code, { record, direction: "given" }).data ?? [];
  const outdated = given.filter((one) => one.outdated && one.mayWithdraw).length;
  return (
    <>
      {outdated > 0 && (
        <div className="caution-note release-note">
          <Icon name="warning" size={16} />
          <span>{t("releases.readers.outdated", { n: outdated })}</span>
        </div>
      )}
      <p className="figure-source">
        {t("releases.readers.given", { n: given.length })}{" "}
        {given.length > 0 && (
          <Link to="/$operation/releases" params={{ operation: code }} search={{ about: record }}>
            {t("releases.readers.register")}
          </Link>
        )}
      </p>
    </>
  );
}

/** On an own record: what others see of it, one click away; releasing it; and what became of its releases. */
import { Button, Group } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { mayRelease, type ReleaseKind } from "../../shared/rooms/releases.ts";
import { useOperation } from "../session.ts";
import { Dialog } from "../ui/dialog.tsx";
import { Icon } from "../ui/icons.tsx";
import { useWords } from "../words/index.tsx";
import { ReleaseDialog } from "./release-dialog.tsx";
import { useRegister } from "./releases-queries.ts";
import { TermsSummary } from "./releases-terms.tsx";
import "./releases.css";

interface ReadersProps {
  kind: ReleaseKind;
  record: string;
  /** Whose record it is; nothing is shown on others'. */
  owner: string | null;
  code: string;
}

/** Kinds with a split screen of their own. */
const SPLIT: Partial<
  Record<ReleaseKind, "/$operation/incidents/$ref/seen" | "/$operation/actors/$ref/seen">
> = {
  incident: "/$operation/incidents/$ref/seen",
  actor: "/$operation/actors/$ref/seen",
};

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
      <Readers {...{ kind, record, code }} release={mayRelease(own) ? () => setReleasing(true) : null} />
      {releasing && (
        <ReleaseDialog operation={code} kind={kind} refs={[record]} onClose={() => setReleasing(false)} />
      )}
    </section>
  );
}

/** The same for a record that is one line of a list: one button, then a dialog. */
export function ReadersButton({ kind, record, owner, code }: ReadersProps) {
  const { t } = useWords();
  const own = useOwn(owner, code);
  const [open, setOpen] = useState<"readers" | "release" | null>(null);
  if (!own) return null;
  const close = () => setOpen(null);
  return (
    <>
      <Button
        variant="subtle"
        size="compact-xs"
        leftSection={<Icon name="eye" size={14} />}
        onClick={() => setOpen("readers")}
      >
        {t("releases.readers.title")}
      </Button>
      {open === "readers" && (
        <Dialog opened onClose={close} size="lg" title={t("releases.readers.title")}>
          <Readers {...{ kind, record, code }} release={mayRelease(own) ? () => setOpen("release") : null} />
        </Dialog>
      )}
      {open === "release" && <ReleaseDialog operation={code} kind={kind} refs={[record]} onClose={close} />}
    </>
  );
}

interface InsideProps extends Omit<ReadersProps, "owner"> {
  release: (() => void) | null;
}

function Readers({ kind, record, code, release }: InsideProps) {
  const { t } = useWords();
  const given = useRegister(code, { record, direction: "given" }).data ?? [];
  const outdated = given.filter((one) => one.outdated && one.mayWithdraw).length;
  const split = SPLIT[kind];
  return (
    <>
      {/* An incident's panel is opened again and again while reading: there the split screen tells this. */}
      {kind !== "incident" && <TermsSummary kind={kind} record={record} code={code} />}
      <Group gap="xs">
        {split && (
          <Button
            variant="default"
            size="compact-sm"
            leftSection={<Icon name="eye" size={15} />}
            renderRoot={(props) => (
              <Link to={split} params={{ operation: code, ref: record }} search {...props} />
            )}
          >
            {t("releases.readers.look")}
          </Button>
        )}
        {release && (
          <Button variant="default" size="compact-sm" onClick={release}>
            {t("releases.readers.release")}
          </Button>
        )}
      </Group>
      {outdated > 0 && (
        <div className="caution-note release-note">
          <Icon name="warning" size={16} />
          <span>{t("releases.readers.outdated", { n: outdated })}</span>
        </div>
      )}
      <p className="figure-source">
        {t("releases.readers.given", { n: given.length })}{" "}
        {given.length > 0 && (
          <Link to="/$operation/releases" params={{ operation: code }} search={{}}>
            {t("releases.readers.register")}
          </Link>
        )}
      </p>
    </>
  );
}

/** On an own record: what others see of it, one click away; releasing it; and what became of its releases. */
import { Button, Group } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { mayRelease } from "../../shared/rooms/releases.ts";
import { useOperation } from "../session.ts";
import { Icon } from "../ui/icons.tsx";
import { useWords } from "../words/index.tsx";
import { ReleaseDialog } from "./release-dialog.tsx";
import { useRegister } from "./releases-queries.ts";
import "./releases.css";

interface ReadersProps {
  seen: { ref: string; own: boolean };
  code: string;
}

export function IncidentReaders({ seen, code }: ReadersProps) {
  const operation = useOperation(code).data;
  if (!seen.own || !operation || operation.you.role === "administrator") return null;
  return <Readers record={seen.ref} code={code} releases={mayRelease(operation.you)} />;
}

function Readers({ record, code, releases }: { record: string; code: string; releases: boolean }) {
  const { t } = useWords();
  const [releasing, setReleasing] = useState(false);
  const given = useRegister(code, { record, direction: "given" }).data ?? [];
  const outdated = given.filter((one) => one.outdated && one.mayWithdraw).length;
  return (
    <section className="panel-section">
      <h3>{t("releases.readers.title")}</h3>
      <Group gap="xs">
        <Button
          variant="default"
          size="compact-sm"
          leftSection={<Icon name="eye" size={15} />}
          renderRoot={(props) => (
            <Link
              to="/$operation/incidents/$ref/seen"
              params={{ operation: code, ref: record }}
              search
              {...props}
            />
          )}
        >
          {t("releases.readers.look")}
        </Button>
        {releases && (
          <Button variant="default" size="compact-sm" onClick={() => setReleasing(true)}>
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
      {releasing && <ReleaseDialog operation={code} refs={[record]} onClose={() => setReleasing(false)} />}
    </section>
  );
}

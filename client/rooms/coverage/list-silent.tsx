/**
 * "No report in 14 days: call": areas that nobody was heard from, longest first, with the office to call. A call is
 * logged with two taps, of which the second says what came of it; thumbs first, so rows and buttons are large.
 */
import { Button, Group } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { newId } from "../../../shared/ids.ts";
import {
  INFORMATION_SAID,
  type InformationArea,
  type InformationSaid,
  isSilent,
} from "../../../shared/rooms/coverage-information.ts";
import { WhoSees } from "../../access/who-sees.tsx";
import type { OperationInfo } from "../../session.ts";
import { IllustrativeMark } from "../../ui/marks.tsx";
import { ErrorNote } from "../../ui/states.tsx";
import { formatDate } from "../../words/format.ts";
import { useWords } from "../../words/index.tsx";
import { useLogInformation } from "./queries-information.ts";

/** Two taps leave no room for a choice: this one is read by the same people as low, and says so before the second. */
const SENSITIVITY = "moderate";

const NEVER = Number.MAX_SAFE_INTEGER;
const longestFirst = (areas: readonly InformationArea[]) =>
  areas
    .filter(isSilent)
    .sort((one, other) => (other.days ?? NEVER) - (one.days ?? NEVER) || one.name.localeCompare(other.name));

export function SilentList({
  operation,
  areas,
}: {
  operation: OperationInfo;
  areas: readonly InformationArea[];
}) {
  const { t } = useWords();
  const silent = longestFirst(areas);
  return (
    <section className="coverage-section" aria-label={t("information.silent.title")}>
      <h2>
        {t("information.silent.title")} · {t("information.silent.count", { n: silent.length })}
      </h2>
      <p className="coverage-soft">
        {t(silent.length === 0 ? "information.silent.none" : "information.silent.help")}
      </p>
      <ul className="silent-list">
        {silent.map((area) => (
          <Silent key={area.code} operation={operation} area={area} />
        ))}
      </ul>
    </section>
  );
}

function Silent({ operation, area }: { operation: OperationInfo; area: InformationArea }) {
  const { t, tag } = useWords();
  const [open, setOpen] = useState(false);
  const { code, name, region, days, call, tried } = area;
  const office = call && [call.contact, call.organisation].filter(Boolean).join(" · ");
  return (
    <li className="silent">
      <div className="silent-head">
        <span>
          <Link
            to="/$operation/areas/$code"
            params={{ operation: operation.code, code }}
            className="gap-link"
          >
            {name}
          </Link>{" "}
          <small>{region}</small> {area.illustrative && <IllustrativeMark />}
        </span>
        <b>{days === null ? t("information.silent.never") : t("information.silent.days", { n: days })}</b>
        <span className="silent-office">
          {office ? t("information.silent.call", { office }) : t("information.silent.nobody")}
          {tried && <small> ({t("information.silent.tried", { date: formatDate(tried, tag) })})</small>}
        </span>
        {operation.you.writes.includes("information") && (
          <Button
            variant="default"
            size="sm"
            aria-expanded={open}
            aria-label={t("information.silent.logOf", { area: name })}
            onClick={() => setOpen(!open)}
          >
            {t("information.silent.log")}
          </Button>
        )}
      </div>
      {open && <Answers operation={operation} area={area} />}
    </li>
  );
}

/** The second tap. The id is made when the row opens, so that a tap sent twice is stored once. */
function Answers({ operation, area }: { operation: OperationInfo; area: InformationArea }) {
  const { t, tag } = useWords();
  const [id] = useState(newId);
  const logging = useLogInformation(operation.code);
  const save = (said: InformationSaid) =>
    logging.mutate(
      { id, areaId: area.ref, on: operation.today, channel: "call", said, sensitivity: SENSITIVITY },
      {
        onSuccess: () =>
          notifications.show({
            message: t("information.silent.saved", { area: area.name, said: t(`information.said.${said}`) }),
          }),
      },
    );
  return (
    <div className="silent-answers">
      <p>{t("information.silent.what")}</p>
      <Group gap="xs">
        {INFORMATION_SAID.map((said) => (
          <Button key={said} size="sm" variant="light" loading={logging.isPending} onClick={() => save(said)}>
            {t(`information.said.${said}`)}
          </Button>
        ))}
      </Group>
      {logging.isError && <ErrorNote error={logging.error} />}
      <div className="coverage-soft">
        {t("information.silent.readers", { date: formatDate(operation.today, tag) })}
        <WhoSees operation={operation} kind="coverage" sensitivity={SENSITIVITY} />
      </div>
    </div>
  );
}

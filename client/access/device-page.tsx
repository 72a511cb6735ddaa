/** What lies on this device: reports that wait, drafts, what was taken along, the PIN; and the question at signing out. */
import { Button, Group } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useMutation } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { useAddress, useOperationCode } from "../dashboard.ts";
import { ALONG_DAYS, takeAlong, takenAt } from "../device/along.ts";
import { lockDevice, useDevice } from "../device/device.ts";
import { draftNames } from "../device/drafts.ts";
import { sendAll } from "../device/reports.ts";
import { type OperationInfo, signOut, useMe, useOperation } from "../session.ts";
import { ErrorNote, Waiting } from "../ui/states.tsx";
import { useDueUploads } from "../uploads.ts";
import { formatList, formatTime } from "../words/format.ts";
import { useWords } from "../words/index.tsx";
import { EraseButton } from "./device-gate.tsx";
import { WaitingReports } from "./device-list.tsx";
import { DevicePasskey } from "./device-passkey.tsx";
import { PinForm } from "./device-pin.tsx";
import "../ui/device.css";

export function DevicePage() {
  const { t } = useWords();
  const operation = useOperation(useOperationCode()).data;
  const { state, person } = useDevice();
  const me = useMe().data;
  const { act } = useAddress();
  if (!operation || !me) return <Waiting />;
  const isForeign = state === "locked" && person !== me.id;
  return (
    <div className="device">
      {act === "leave" && <Leaving operation={operation.code} />}
      <h1>{t("offline.page.title")}</h1>
      <p className="soft">{t("offline.page.lead")}</p>
      <h2>{t("offline.list.title")}</h2>
      <WaitingReports operation={operation} />
      <h2>{t("offline.drafts.title")}</h2>
      <Drafts operation={operation} />
      <h2>{t("offline.pin.title")}</h2>
      {isForeign && <p className="soft">{t("offline.pin.foreign")}</p>}
      {state === "none" && (
        <>
          <p className="soft">{t("offline.pin.none")}</p>
          <PinForm operation={operation.code} />
        </>
      )}
      {state === "open" && <Opened operation={operation} />}
      {isForeign && <EraseButton />}
    </div>
  );
}

/** Forms that are begun from nothing, by the beginning of their draft's name; corrections open beside their record. */
const BEGUN = [
  ["incident", "/$operation/incidents/new", "incident", ""],
  ["displaced", "/$operation/displaced/new", "displaced", ".new"],
  ["patrol", "/$operation/coverage", "patrol", ""],
] as const;

function Drafts({ operation }: { operation: OperationInfo }) {
  const { t } = useWords();
  const { code, you } = operation;
  const names = draftNames();
  const begun = BEGUN.filter(([, , kind, end]) =>
    names.includes(`${kind}.${code}.${you.organisationId}${end}`),
  );
  return (
    <>
      <p className="soft">{t("offline.drafts.lead", { n: names.length })}</p>
      {begun.map(([name, to]) => (
        <p key={name}>
          <Link to={to} params={{ operation: code }}>
            {t(`offline.drafts.${name}`)}
          </Link>
        </p>
      ))}
    </>
  );
}

function Opened({ operation }: { operation: OperationInfo }) {
  const { t, tag } = useWords();
  const { code, timeZone } = operation;
  const take = useMutation({
    mutationFn: () => takeAlong(code),
    onSuccess: () => notifications.show({ message: t("offline.along.taken") }),
  });
  const at = takenAt(code);
  const time = at === null ? "" : formatTime(new Date(at).toISOString(), tag, timeZone);
  return (
    <>
      <p className="soft">{t("offline.pin.set")}</p>
      <Group gap="xs">
        <Button size="xs" variant="default" onClick={() => void lockDevice()}>
          {t("offline.lock.now")}
        </Button>
        <EraseButton />
      </Group>
      <h2>{t("offline.passkey.title")}</h2>
      <DevicePasskey />
      <h2>{t("offline.along.title")}</h2>
      <p className="soft">
        {at === null
          ? t("offline.along.none", { code })
          : t("offline.along.is", { code, time, days: ALONG_DAYS })}
      </p>
      {take.isError && <ErrorNote error={take.error} />}
      <Button size="xs" variant="default" loading={take.isPending} onClick={() => take.mutate()}>
        {t("offline.along.take")}
      </Button>
    </>
  );
}

/** Signing out takes everything from the device; with something unsent it is a question. */
function Leaving({ operation }: { operation: string }) {
  const { t, tag } = useWords();
  const navigate = useNavigate();
  const { waiting } = useDevice();
  const lying = { reports: waiting, drafts: draftNames().length, files: useDueUploads() };
  const names = (["reports", "drafts", "files"] as const).filter((name) => lying[name] > 0);
  const what = formatList(
    names.map((name) => t(`offline.leave.${name}`, { n: lying[name] })),
    tag,
  );
  const n = names.reduce((sum, name) => sum + lying[name], 0);
  const send = useMutation({ mutationFn: sendAll });
  const leave = useMutation({
    mutationFn: signOut,
    onSuccess: () => navigate({ to: "/sign-in" }),
  });
  return (
    <section className="device-leave" role="alert">
      <strong>{t("offline.leave.title")}</strong>
      <p>{t("offline.leave.text", { what, n })}</p>
      {leave.isError && <ErrorNote error={leave.error} />}
      <Group gap="xs">
        <Button size="xs" loading={send.isPending} onClick={() => send.mutate()}>
          {t("offline.leave.send")}
        </Button>
        <Button
          size="xs"
          variant="default"
          onClick={() => navigate({ to: "/$operation/device", params: { operation } })}
        >
          {t("offline.leave.stay")}
        </Button>
        <Button
          size="xs"
          variant="subtle"
          color="red"
          loading={leave.isPending}
          onClick={() => leave.mutate()}
        >
          {t("offline.leave.go")}
        </Button>
      </Group>
    </section>
  );
}

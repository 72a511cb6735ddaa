/**
 * Photos and documents of an own report: small pictures, what they show, and adding more. One that is read like a source
 * is not drawn before somebody asks for it, because looking at it is noted.
 */
import { Button, Text } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useState } from "react";
import { useOperation } from "../../session.ts";
import { Dialog } from "../../ui/dialog.tsx";
import { Icon } from "../../ui/icons.tsx";
import { ErrorNote } from "../../ui/states.tsx";
import { isSaid, sendUploads, useUploads } from "../../uploads.ts";
import { formatTime } from "../../words/format.ts";
import { useWords } from "../../words/index.tsx";
import { RemoveAttachment } from "./detail-attachment-remove.tsx";
import { AttachmentPicker } from "./form-attach.tsx";
import type { IncidentSeen } from "./queries.ts";
import { type AttachmentSeen, addressOf, useAttachments } from "./queries-attachments.ts";
import "./attachments.css";

interface Props {
  seen: IncidentSeen;
  code: string;
  timeZone: string;
}

export function Attachments({ seen, code, timeZone }: Props) {
  const { t } = useWords();
  const answer = useAttachments(code, seen.ref, seen.own);
  const writes = useOperation(code).data?.you.writes.includes("incident") ?? false;
  if (!seen.own) return null;
  const rows = answer.data ?? [];
  const sexual = seen.kind === "crsv" || seen.mrm.includes("sexual_violence");
  if (rows.length === 0 && (!writes || answer.isPending)) return null;
  return (
    <section className="panel-section">
      <h3>{t("attachments.title")}</h3>
      {answer.isError && <ErrorNote error={answer.error} retry={answer.refetch} />}
      <ul className="attach-list">
        {rows.map((one) => (
          <Row key={one.ref} one={one} {...{ code, timeZone, writes }} />
        ))}
      </ul>
      {sexual && <p className="figure-source">{t("attachments.sexual")}</p>}
      {writes && !sexual && <Adding seen={seen} code={code} />}
    </section>
  );
}

interface RowProps {
  one: AttachmentSeen;
  code: string;
  timeZone: string;
  writes: boolean;
}

function Row({ one, code, timeZone, writes }: RowProps) {
  const { t, tag } = useWords();
  const [removing, setRemoving] = useState(false);
  const [asked, setAsked] = useState(false);
  if (one.removed) {
    const date = formatTime(one.removed.at, tag, timeZone);
    const { said, reason } = one.removed;
    return (
      <li className="attach-gone soft">
        {said === "rule"
          ? t("attachments.removedByRule", { date })
          : t("attachments.removed", { date, said, reason })}
      </li>
    );
  }
  return (
    <li className="attach-row">
      {one.guarded && !asked ? <Guarded onShow={() => setAsked(true)} /> : <Picture one={one} code={code} />}
      <div className="attach-said">
        <span>{one.caption}</span>
        <span className="soft">
          {one.kind === "photo" ? t("attachments.photo") : t("attachments.pages", { n: one.pages ?? 0 })}
          {" · "}
          {t("attachments.size", { kb: Math.ceil(one.bytes / 1024) })}
          {one.guarded && ` · ${t("attachments.guarded")}`}
          {one.merged && ` · ${t("alike.merged.of")}`}
        </span>
        <span className="soft">
          {t("attachments.by", { name: one.by, time: formatTime(one.at, tag, timeZone) })}
        </span>
        <span className="attach-acts">
          <a
            className="plain-link"
            href={addressOf(code, one.ref, "file")}
            download
            title={t("attachments.downloadHelp")}
          >
            {t("attachments.download")}
          </a>
          {writes && (
            <button type="button" className="plain-link" onClick={() => setRemoving(true)}>
              {t("attachments.remove")}
            </button>
          )}
        </span>
      </div>
      {removing && <RemoveAttachment attachment={one.ref} code={code} close={() => setRemoving(false)} />}
    </li>
  );
}

/** In place of a picture that is read like a source. */
function Guarded({ onShow }: { onShow: () => void }) {
  const { t } = useWords();
  return (
    <button
      type="button"
      className="attach-thumb attach-guarded"
      title={t("attachments.guardedHelp")}
      onClick={onShow}
    >
      <Icon name="lock" size={20} />
      <span>{t("attachments.show")}</span>
    </button>
  );
}

/** Small, and large when it is opened; a document has no picture. */
function Picture({ one, code }: { one: AttachmentSeen; code: string }) {
  const { t } = useWords();
  const [open, setOpen] = useState(false);
  if (one.kind === "document")
    return (
      <span className="attach-thumb">
        <Icon name="list" size={22} />
      </span>
    );
  return (
    <>
      <button
        type="button"
        className="attach-thumb"
        aria-label={t("attachments.open", { caption: one.caption })}
        onClick={() => setOpen(true)}
      >
        <img src={addressOf(code, one.ref, "preview")} alt="" loading="lazy" />
      </button>
      <Dialog opened={open} onClose={() => setOpen(false)} title={one.caption} size="xl">
        {open && <img className="attach-large" src={addressOf(code, one.ref, "file")} alt={one.caption} />}
      </Dialog>
    </>
  );
}

function Adding({ seen, code }: { seen: IncidentSeen; code: string }) {
  const { t } = useWords();
  const uploads = useUploads(seen.ref);
  const [opened, setOpened] = useState(false);
  const [strict, setStrict] = useState(false);
  const organisation = useOperation(code).data?.you.organisation ?? "";
  const sends = uploads.filter(({ state }) => state !== "refused").length;
  const isSending = uploads.some(({ state }) => state === "sending");
  if (!opened && uploads.length === 0)
    return (
      <Button size="compact-sm" variant="default" onClick={() => setOpened(true)}>
        {t("attachments.add")}
      </Button>
    );
  const sendAll = async () => {
    setStrict(true);
    if (!uploads.every(isSaid)) return;
    const n = await sendUploads(seen.ref);
    if (n > 0) notifications.show({ message: t("attachments.sent", { n }) });
  };
  return (
    <>
      <AttachmentPicker operation={code} incident={seen.ref} organisation={organisation} strict={strict} />
      {strict && !uploads.every(isSaid) && (
        <Text size="sm" c="red.9" role="alert">
          {t("attachments.missing")}
        </Text>
      )}
      {sends > 0 && (
        <Button size="compact-md" mt="xs" loading={isSending} onClick={() => void sendAll()}>
          {uploads.some(({ state }) => state === "failed")
            ? t("attachments.again")
            : t("attachments.send", { n: sends })}
        </Button>
      )}
    </>
  );
}

/**
 * Choosing photos and documents for a report, saying what each shows and whether somebody can be recognised, and seeing
 * how far the sending is. Used in the log, where they follow the report, and beside a stored one.
 */
import { Button, Checkbox, Group, Progress, Radio, Text, TextInput } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useRef } from "react";
import {
  ATTACHMENT_LIMITS,
  ATTACHMENT_TYPES,
  PICTURED,
  type Pictured,
} from "../../../shared/rooms/attachments.ts";
import { findInSending, stops } from "../../../shared/rooms/sending.ts";
import type { OperationInfo } from "../../session.ts";
import { issueText } from "../../ui/form-issues.ts";
import { usePhone } from "../../ui/frame.tsx";
import { Icon } from "../../ui/icons.tsx";
import { faultText } from "../../ui/states.tsx";
import { changeUpload, chooseFiles, dropUploads, isSaid, type Upload, useUploads } from "../../uploads.ts";
import { formatShare } from "../../words/format.ts";
import { hasWord, type Translate, useWords } from "../../words/index.tsx";
import { Part } from "./form-inputs.tsx";
import { fieldId } from "./form-props.ts";
import "./attachments.css";

const MB = 1024 * 1024;

interface PickerProps {
  operation: string;
  /** Id of the report; it need not be stored yet. */
  incident: string;
  /** Words of the own organisation. */
  organisation: string;
  /** Faults are shown where something is not said yet. */
  strict: boolean;
}

export function AttachmentPicker({ operation, incident, organisation, strict }: PickerProps) {
  const { t } = useWords();
  const uploads = useUploads(incident);
  const lacking = uploads.find((one) => !isSaid(one));
  return (
    <div className="attach">
      <p className="figure-scope">
        {t("attachments.lead", { organisation })} {t("attachments.recognise")} {t("attachments.rewritten")}
      </p>
      <ul className="attach-list">
        {uploads.map((one) =>
          one.state === "refused" ? (
            <Refused key={one.id} upload={one} />
          ) : (
            <Chosen
              key={one.id}
              upload={one}
              strict={strict}
              // The summary of faults leads to the first of which something is missing.
              inputId={one === lacking ? fieldId("files") : undefined}
            />
          ),
        )}
      </ul>
      <Choosers onFiles={(files) => chooseFiles(operation, incident, files)} />
      <Text size="xs" c="dimmed">
        {t("attachments.types", { mb: ATTACHMENT_LIMITS.sent / MB })}
      </Text>
    </div>
  );
}

/** The part of the log: files that follow the report when it is stored. */
export function LogFiles({
  info,
  incident,
  strict,
}: {
  info: OperationInfo;
  incident: string;
  strict: boolean;
}) {
  const { t } = useWords();
  const uploads = useUploads(incident);
  const n = uploads.length;
  const sends = uploads.filter(({ state }) => state !== "refused").length;
  const lacks = strict && !uploads.every(isSaid);
  return (
    <Part
      title={t("attachments.title")}
      said={n > 0 ? t("log.part.count", { n }) : undefined}
      open={n > 0}
      fault={lacks}
    >
      <AttachmentPicker
        {...{ operation: info.code, incident, organisation: info.you.organisation, strict }}
      />
      {sends > 0 && <p className="figure-scope">{t("attachments.sendAfter", { n: sends })}</p>}
      {lacks && (
        <Text size="sm" c="red.9" role="alert">
          {t("attachments.missing")}
        </Text>
      )}
    </Part>
  );
}

/** The camera first on a phone; files everywhere. The kinds asked for make telephones convert what only they can read. */
function Choosers({ onFiles }: { onFiles: (files: File[]) => void }) {
  const { t } = useWords();
  const phone = usePhone();
  return (
    <Group gap="xs">
      {phone && <Chooser label={t("attachments.camera")} accept="image/jpeg" camera onFiles={onFiles} />}
      <Chooser label={t("attachments.choose")} accept={ATTACHMENT_TYPES.join(",")} onFiles={onFiles} />
    </Group>
  );
}

interface ChooserProps {
  label: string;
  accept: string;
  camera?: boolean;
  onFiles: (files: File[]) => void;
}

function Chooser({ label, accept, camera = false, onFiles }: ChooserProps) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <Button
        variant="default"
        size="compact-md"
        leftSection={<Icon name={camera ? "eye" : "plus"} size={16} />}
        onClick={() => input.current?.click()}
      >
        {label}
      </Button>
      <input
        ref={input}
        type="file"
        hidden
        aria-label={label}
        accept={accept}
        multiple={!camera}
        {...(camera ? { capture: "environment" as const } : {})}
        onChange={(event) => {
          onFiles([...(event.currentTarget.files ?? [])]);
          event.currentTarget.value = "";
        }}
      />
    </>
  );
}

/** A file that cannot be sent: why, and nothing else is asked of it. */
const Refused = ({ upload }: { upload: Upload }) => (
  <li className="attach-chosen">
    <Thumb upload={upload} />
    <div className="attach-said">
      <State upload={upload} />
      <Dismiss id={upload.id} />
    </div>
  </li>
);

function Dismiss({ id }: { id: string }) {
  const { t } = useWords();
  return (
    <Button
      variant="subtle"
      color="gray"
      size="compact-xs"
      onClick={() => dropUploads((one) => one.id === id)}
    >
      {t("attachments.dismiss")}
    </Button>
  );
}

interface ChosenProps {
  upload: Upload;
  strict: boolean;
  inputId: string | undefined;
}

function Chosen({ upload, strict, inputId }: ChosenProps) {
  const { t } = useWords();
  const { id, caption, pictured, sensitivity, state } = upload;
  const still = state === "sending";
  const lacks = strict && !isSaid(upload);
  const found = findInSending(caption);
  const person = found.find(({ what }) => what === "person");
  const captionIssue = found.some(stops)
    ? "holds_contact"
    : lacks && !caption.trim()
      ? "required"
      : undefined;
  return (
    <li className="attach-chosen">
      <Thumb upload={upload} />
      <div className="attach-said">
        <TextInput
          id={inputId}
          label={t("attachments.caption")}
          description={
            person ? t("attachments.captionPerson", { text: person.text }) : t("attachments.captionHelp")
          }
          error={issueText(t, captionIssue)}
          value={caption}
          maxLength={300}
          disabled={still}
          withAsterisk
          onChange={(event) => changeUpload(id, { caption: event.currentTarget.value })}
        />
        <Radio.Group
          label={t("attachments.pictured")}
          withAsterisk
          value={pictured}
          error={lacks && !pictured ? issueText(t, "required") : undefined}
          onChange={(value) => changeUpload(id, { pictured: value as Pictured })}
        >
          <Group gap="md" mt={4}>
            {PICTURED.map((code) => (
              <Radio
                key={code}
                size="xs"
                value={code}
                disabled={still}
                label={t(`attachments.pictured.${code}`)}
              />
            ))}
          </Group>
        </Radio.Group>
        {pictured === "not_asked" && <Text size="xs">{t("attachments.pictured.not_askedHelp")}</Text>}
        <Checkbox
          size="xs"
          label={t("attachments.severe")}
          checked={sensitivity === "severe"}
          disabled={still}
          onChange={(event) =>
            changeUpload(id, { sensitivity: event.currentTarget.checked ? "severe" : null })
          }
        />
        <State upload={upload} />
        {!still && <Dismiss id={id} />}
      </div>
    </li>
  );
}

const Thumb = ({ upload }: { upload: Upload }) =>
  upload.picture ? (
    <img className="attach-thumb" src={upload.picture} alt={upload.caption} />
  ) : (
    <span className="attach-thumb">
      <Icon name="list" size={22} />
    </span>
  );

/** How far it is, or what went wrong and what to do. */
function State({ upload }: { upload: Upload }) {
  const { t, tag } = useWords();
  const { state, sent, fault } = upload;
  if (state === "preparing") return <Text size="xs">{t("attachments.preparing")}</Text>;
  if (state === "sending")
    return (
      <div role="status">
        <Text size="xs">{t("attachments.sending", { percent: formatShare(sent, tag) })}</Text>
        <Progress value={sent * 100} size="sm" aria-label={t("attachments.sending", { percent: "" })} />
      </div>
    );
  if (!fault) return null;
  return (
    <div role="alert">
      <Text size="sm" c="red.9">
        {faultOfFile(t, upload)} {state === "failed" && t("attachments.kept")}
      </Text>
      {fault.code === "not_signed_in" && (
        <Text size="xs">
          <Link to="/sign-in" search={{ next: location.pathname + location.search }} className="plain-link">
            {t("attachments.signIn")}
          </Link>{" "}
          {t("attachments.signInHelp")}
        </Text>
      )}
    </div>
  );
}

function faultOfFile(t: Translate, { fault }: Upload): string {
  const key = `attachments.fault.${fault?.code === "too_large" ? "too_large" : fault?.fields[0]?.reason}`;
  const { sent, pages, files } = ATTACHMENT_LIMITS;
  if (hasWord(key)) return t(key, { mb: sent / MB, pages, files });
  return faultText(t, fault!);
}

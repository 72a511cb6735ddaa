/** Saving a place for one's organisation, changing it and deleting it: name, other spellings, who will read it. */
import { Button, Group, Stack, TagsInput, Text, TextInput } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { type FormEvent, useState } from "react";
import { newId } from "../../../shared/ids.ts";
import { localPlaceForm, MAX_SPELLINGS } from "../../../shared/rooms/places.ts";
import type { LocalPlaceSeen } from "../../../shared/rooms/places-answers.ts";
import type { Sensitivity } from "../../../shared/rooms/records.ts";
import { DeleteButton } from "../../access/delete-button.tsx";
import { LookButton } from "../../access/releases-section.tsx";
import { WhoSees } from "../../access/who-sees.tsx";
import { faultOf } from "../../faults.ts";
import type { OperationInfo } from "../../session.ts";
import { Dialog } from "../../ui/dialog.tsx";
import { type Issues, issuesOf, issuesOfError, issueText, NO_ISSUES } from "../../ui/form-issues.ts";
import { SensitivityField } from "../../ui/form-parts.tsx";
import { ErrorNote, Waiting } from "../../ui/states.tsx";
import { formatPoint } from "../../words/format.ts";
import { useWords } from "../../words/index.tsx";
import { refreshGazetteer, useLocalPlace, useSavePlace } from "./queries.ts";

interface DialogProps {
  operation: OperationInfo;
  /** The saved place that is changed, or null for a new one. */
  stored: string | null;
  start: { name: string; lon: number; lat: number };
  opened: boolean;
  onClose: () => void;
  onSaved: (name: string) => void;
}

export function LocalPlaceDialog(props: DialogProps) {
  const { operation, stored, opened, onClose } = props;
  const { t } = useWords();
  const place = useLocalPlace(operation.code, opened ? stored : null);
  const isReady = stored === null || (place.data !== undefined && !place.isFetching);
  return (
    <Dialog
      opened={opened}
      onClose={onClose}
      title={t(stored === null ? "place.local.title" : "place.local.titleChange")}
    >
      {place.isError && <ErrorNote error={place.error} retry={place.refetch} />}
      {isReady && <LocalForm {...props} seen={place.data ?? null} />}
      {isReady && place.data && (
        <Group mt="md">
          <LookButton record={place.data} kind="site" code={operation.code} />
          <DeleteButton
            record={place.data}
            kind="site"
            code={operation.code}
            onDone={() => {
              void refreshGazetteer(operation.code);
              onClose();
            }}
          />
        </Group>
      )}
      {!isReady && !place.isError && <Waiting lines={5} />}
    </Dialog>
  );
}

function LocalForm({
  operation,
  start,
  onClose,
  onSaved,
  seen,
}: DialogProps & { seen: LocalPlaceSeen | null }) {
  const { t, tag } = useWords();
  const [draft, setDraft] = useState(() => ({
    ...{ id: seen?.ref ?? newId(), name: seen?.name ?? start.name, aliases: seen?.aliases ?? [] },
    ...{ lon: start.lon, lat: start.lat, sensitivity: (seen?.sensitivity ?? null) as Sensitivity | null },
  }));
  const [issues, setIssues] = useState<Issues>(NO_ISSUES);
  const save = useSavePlace(operation.code, seen?.version ?? null);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const parsed = localPlaceForm.safeParse(draft);
    setIssues(parsed.success ? NO_ISSUES : issuesOf(parsed.error));
    if (!parsed.success) return;
    save.mutate(parsed.data, {
      onSuccess: () => {
        notifications.show({ message: t("place.local.saved") });
        onSaved(parsed.data.name);
        onClose();
      },
      onError: (error) => setIssues(issuesOfError(error)),
    });
  };
  const isConflict = save.isError && faultOf(save.error).code === "conflict";
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="sm">
        <Text size="sm" c="dimmed">
          {t("place.local.lead")}
        </Text>
        <TextInput
          label={t("place.local.name")}
          required
          data-autofocus
          maxLength={200}
          value={draft.name}
          error={issueText(t, issues.name)}
          onChange={(event) => setDraft({ ...draft, name: event.currentTarget.value })}
        />
        <TagsInput
          label={t("place.local.aliases")}
          description={t("place.local.aliasesHelp")}
          maxTags={MAX_SPELLINGS}
          value={draft.aliases}
          error={issueText(t, Object.entries(issues).find(([path]) => path.startsWith("aliases"))?.[1])}
          onChange={(aliases) => setDraft({ ...draft, aliases })}
        />
        <Text size="sm">
          {t("place.local.point")}: {formatPoint(draft.lat, draft.lon, tag)}
        </Text>
        <SensitivityField
          value={draft.sensitivity}
          onChange={(sensitivity) => setDraft({ ...draft, sensitivity })}
          error={issues.sensitivity}
          seen={<WhoSees operation={operation} kind="access" sensitivity={draft.sensitivity} />}
        />
        {isConflict && (
          <Text size="sm" c="red.9" role="alert">
            {t("place.local.conflict")}
          </Text>
        )}
        {save.isError && !isConflict && Object.keys(issues).length === 0 && <ErrorNote error={save.error} />}
        <Group gap="xs">
          <Button type="submit" loading={save.isPending}>
            {t("place.local.save")}
          </Button>
          <Button variant="default" onClick={onClose}>
            {t("place.local.cancel")}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

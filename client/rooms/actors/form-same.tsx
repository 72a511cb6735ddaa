/**
 * "Same as another actor": search or take a likely one, compare both records, say which stays and why. What follows
 * stands in words before it is said, and what would stop it too.
 */
import { Button, Group, Radio, Select, Stack, Text } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useMutation } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { type FormEvent, useMemo, useState } from "react";
import { newId } from "../../../shared/ids.ts";
import type { ActorDossier } from "../../../shared/rooms/actors-answers.ts";
import {
  likelySame,
  type SameForm as SameFormValues,
  sameConflicts,
  sameForm,
  unlike,
} from "../../../shared/rooms/actors-same.ts";
import { edgesOf } from "../../../shared/rooms/actors-structure.ts";
import { api } from "../../api.ts";
import { refresh } from "../../facts.ts";
import type { OperationInfo } from "../../session.ts";
import { Dialog } from "../../ui/dialog.tsx";
import { forgiving } from "../../ui/forgiving.ts";
import { type Issues, issuesOf, issuesOfError, issueText, NO_ISSUES } from "../../ui/form-issues.ts";
import { IssueSummary, ReasonField } from "../../ui/form-parts.tsx";
import { ErrorNote, Waiting } from "../../ui/states.tsx";
import { useWords } from "../../words/index.tsx";
import { SameCompare } from "./form-same-compare.tsx";
import type { RoomProps } from "./page.tsx";
import { useActor, useActors, useStructure } from "./queries.ts";

interface SameProps extends RoomProps {
  dossier: ActorDossier;
}

/** For writers of actors, and those who import published ones. */
export function SameButton(props: SameProps) {
  const { t } = useWords();
  const [isOpen, setOpen] = useState(false);
  const { writes, imports } = props.operation.you;
  if (!writes.includes("actor") && !imports) return null;
  return (
    <>
      <Button variant="default" size="compact-sm" onClick={() => setOpen(true)}>
        {t("same.open")}
      </Button>
      <Dialog opened={isOpen} onClose={() => setOpen(false)} title={t("same.title")} size="lg">
        <SameForm {...props} done={() => setOpen(false)} />
      </Dialog>
    </>
  );
}

function SameForm(props: SameProps & { done: () => void }) {
  const { t } = useWords();
  const { operation, dossier } = props;
  const [other, setOther] = useState<string | null>(null);
  const actors = useActors(operation.code).data ?? [];
  const found = useActor(operation.code, other ?? undefined);
  const likely = useMemo(() => likelySame(dossier.actor, actors), [dossier.actor, actors]);
  const data = actors
    .filter(({ ref }) => ref !== dossier.actor.ref)
    .map(({ ref, name, dataset, owner }) => ({ value: ref, label: `${name} · ${dataset ?? owner}` }));
  return (
    <Stack gap="sm" className="same-form">
      <Text size="sm">{t("same.lead", { actor: dossier.actor.name })}</Text>
      <div className="same-likely">
        <span>{t(likely.length > 0 ? "same.likely" : "same.likelyNone")}</span>
        {likely.map(({ ref, name }) => (
          <Button
            key={ref}
            size="compact-xs"
            variant={ref === other ? "light" : "default"}
            aria-pressed={ref === other}
            onClick={() => setOther(ref)}
          >
            {name}
          </Button>
        ))}
      </div>
      <Select
        data-field="other"
        searchable
        limit={50}
        label={t("same.other")}
        placeholder={t("actors.form.actorPlaceholder")}
        nothingFoundMessage={t("incidents.filter.nothing")}
        data={data}
        filter={forgiving}
        value={other}
        onChange={setOther}
      />
      {other && found.isPending && <Waiting lines={4} />}
      {found.isError && <ErrorNote error={found.error} retry={found.refetch} />}
      {other && found.data && <SameChoice key={other} {...props} other={found.data} />}
    </Stack>
  );
}

/** May this reader let a record go into another? The database decides; see server/rooms/actors/write-same.ts. */
const mayGo = ({ you }: OperationInfo, { actor }: ActorDossier): boolean =>
  (actor.version !== null && you.writes.includes("actor")) || (actor.dataset !== null && you.imports);

function SameChoice({ other, done, ...props }: SameProps & { other: ActorDossier; done: () => void }) {
  const { t } = useWords();
  const { operation, dossier } = props;
  const pair = [dossier, other];
  const stayers = pair.filter((_, at) => mayGo(operation, pair[1 - at]!));
  const [id] = useState(newId);
  const [kept, setKept] = useState((stayers.includes(other) ? other : stayers[0])?.actor.ref ?? null);
  const [reason, setReason] = useState("");
  const [issues, setIssues] = useState<Issues>(NO_ISSUES);
  const navigate = useNavigate();
  const stays = pair.find(({ actor }) => actor.ref === kept);
  const goes = pair.find(({ actor }) => actor.ref !== kept);
  const stop = useStop(operation, goes, stays);
  const send = useMutation({
    mutationFn: (form: SameFormValues) => api.actors.same.mutate({ operation: operation.code, form }),
    onSuccess: () => {
      refresh(operation.code);
      done();
      notifications.show({ message: t("same.said") });
      void navigate({
        to: "/$operation/actors/$ref",
        params: { operation: operation.code, ref: kept! },
        search: true,
      });
    },
    onError: (error) => setIssues(issuesOfError(error)),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const parsed = sameForm.safeParse({
      ...{ id, goneId: goes?.actor.ref, keptId: kept, reason },
      ...{ goneVersion: goes?.actor.version ?? null, keptVersion: stays?.actor.version ?? null },
    });
    setIssues(parsed.success ? NO_ISSUES : issuesOf(parsed.error));
    if (parsed.success) send.mutate(parsed.data);
  };
  const labels = { keptId: t("same.stays"), goneId: t("same.stays"), reason: t("same.reason") };
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="sm">
        <SameCompare {...props} pair={pair} />
        {!stays && <Text size="sm">{t("same.noneGoes")}</Text>}
        {stays && (
          <>
            <IssueSummary issues={issues} labels={labels} />
            <Radio.Group
              data-field="keptId"
              label={labels.keptId}
              description={t("same.staysHelp", { imports: operation.you.imports ? "yes" : "no" })}
              value={kept}
              onChange={setKept}
              error={issueText(t, issues.keptId)}
            >
              <Stack gap={4} mt={4}>
                {pair.map(({ actor }) => (
                  <Radio
                    key={actor.ref}
                    size="xs"
                    value={actor.ref}
                    label={`${actor.name} · ${actor.dataset ?? actor.owner}`}
                    disabled={!stayers.some((one) => one.actor.ref === actor.ref)}
                  />
                ))}
              </Stack>
            </Radio.Group>
            {stop ? (
              <Text size="sm" role="alert">
                {stop}
              </Text>
            ) : (
              <Consequences kept={stays.actor.name} />
            )}
            <ReasonField
              label={labels.reason}
              description={t("same.reasonHelp")}
              issue={issues.reason}
              value={reason}
              onText={setReason}
            />
            {send.isError && <ErrorNote error={send.error} />}
            <Group>
              <Button type="submit" loading={send.isPending} disabled={stop !== null}>
                {t("same.submit")}
              </Button>
            </Group>
          </>
        )}
      </Stack>
    </form>
  );
}

function Consequences({ kept }: { kept: string }) {
  const { t } = useWords();
  return (
    <div>
      <Text size="sm" fw={600}>
        {t("same.then.title")}
      </Text>
      <ul className="same-then">
        <li>{t("same.then.shown", { kept })}</li>
        <li>{t("same.then.kept")}</li>
        <li>{t("same.then.bound")}</li>
        <li>{t("same.then.undo")}</li>
      </ul>
    </div>
  );
}

/** What must be mended first, in words; null: nothing. The server asks the same rules. */
function useStop(operation: OperationInfo, goes?: ActorDossier, stays?: ActorDossier): string | null {
  const { t } = useWords();
  const structure = useStructure(operation.code).data;
  if (!goes || !stays) return null;
  const issue = unlike(goes.actor, stays.actor);
  if (issue) return issueText(t, issue) ?? null;
  const own = edgesOf(structure?.links.filter((link) => link.own) ?? []);
  const { twice, circle } = sameConflicts(own, goes.actor.ref, stays.actor.ref, operation.today);
  if (circle) return t("same.stop.circle");
  if (!twice[0]) return null;
  const nameOf = (ref: string) => structure?.actors.find((actor) => actor.ref === ref)?.name ?? "–";
  const [one, other] = twice[0];
  return t("same.stop.twice", {
    ...{ one: goes.actor.name, above: nameOf(one.parent) },
    ...{ other: stays.actor.name, beside: nameOf(other.parent) },
  });
}

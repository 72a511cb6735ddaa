/** The views one can open, with what can be changed: one's own name and readers, and whether one is told what is new. */
import { Button, Switch, Text } from "@mantine/core";
import { useState } from "react";
import type { ViewSeen } from "../../shared/rooms/views.ts";
import { useDeleteView, useTell, useViews } from "../views.ts";
import { useWords } from "../words/index.tsx";
import { Dialog } from "./dialog.tsx";
import { ErrorNote } from "./states.tsx";
import { ViewDialog } from "./views-form.tsx";
import "./views.css";

interface Props {
  code: string;
  organisation: string;
  close: () => void;
}

export function ViewsDialog({ code, organisation, close }: Props) {
  const { t } = useWords();
  const views = useViews(code);
  const [changing, setChanging] = useState<ViewSeen>();
  if (changing)
    return <ViewDialog {...{ code, organisation }} view={changing} close={() => setChanging(undefined)} />;
  return (
    <Dialog opened onClose={close} title={t("views.list.title")} size="lg">
      {views.isError && <ErrorNote error={views.error} retry={views.refetch} />}
      {views.data?.length === 0 && <Text size="sm">{t("views.list.empty")}</Text>}
      <ul className="views-list">
        {views.data?.map((view) => (
          <Row key={view.ref} view={view} code={code} change={() => setChanging(view)} />
        ))}
      </ul>
    </Dialog>
  );
}

function Row({ view, code, change }: { view: ViewSeen; code: string; change: () => void }) {
  const { t } = useWords();
  const tell = useTell(code);
  const remove = useDeleteView(code);
  const { ref, name } = view;
  const failed = tell.error ?? remove.error;
  return (
    <li>
      <div className="views-name">
        <span>{name}</span>
        <Text size="xs" c="dimmed">
          {view.own ? view.shared && t("views.list.shared") : t("views.list.by", { name: view.by })}
        </Text>
        {failed && <ErrorNote error={failed} />}
      </div>
      <Switch
        size="sm"
        label={t("views.list.tellShort")}
        aria-label={t("views.list.tell", { name })}
        checked={view.tell}
        disabled={tell.isPending}
        onChange={(event) => tell.mutate({ ref, tell: event.currentTarget.checked })}
      />
      {view.own && (
        <>
          <Button
            variant="default"
            size="compact-sm"
            aria-label={t("views.list.changeName", { name })}
            onClick={change}
          >
            {t("views.list.rename")}
          </Button>
          <Button
            variant="default"
            size="compact-sm"
            aria-label={t("views.list.deleteName", { name })}
            loading={remove.isPending}
            onClick={() => remove.mutate(ref)}
          >
            {t("views.list.delete")}
          </Button>
        </>
      )}
    </li>
  );
}

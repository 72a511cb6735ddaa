/** The pages of engagements: all contacts beside the map, a sheet of one, and the forms. */
import { useParams } from "@tanstack/react-router";
import { EmptyNote, ErrorNote, Waiting } from "../../ui/states.tsx";
import { BriefSheet, MissionSheet } from "./detail-sheet.tsx";
import { EntryForm, useEntry } from "./form-entry.tsx";
import { type EntryKind, FIELDS } from "./form-entry-fields.ts";
import { EngagementList } from "./list-engagement.tsx";
import { Room, type RoomProps } from "./page.tsx";
import { useBriefs, useMissions } from "./queries-engagement.ts";
import "./engagement.css";

const isKind = (kind: string | undefined): kind is EntryKind => kind !== undefined && kind in FIELDS;

export const EngagementPage = () => <Room>{(props) => <EngagementList {...props} />}</Room>;

/** `/actors/engagement/KIND/new` and `/actors/engagement/KIND/REF/edit`. */
export function EntryPage() {
  const { kind, ref } = useParams({ strict: false }) as { kind?: string; ref?: string };
  return (
    <Room>
      {(props) =>
        isKind(kind) ? (
          <Entry key={`${kind}${ref}`} {...props} kind={kind} entry={ref} />
        ) : (
          <EmptyNote kind="denied" />
        )
      }
    </Room>
  );
}

function Entry({ entry, kind, ...props }: RoomProps & { kind: EntryKind; entry: string | undefined }) {
  const { asked, stored } = useEntry(kind, props.operation.code, entry);
  if (!entry) return <EntryForm {...props} kind={kind} />;
  if (asked.isPending) return <Waiting lines={8} />;
  if (asked.isError) return <ErrorNote error={asked.error} retry={asked.refetch} />;
  if (!stored || stored.version === null) return <EmptyNote kind="denied" />;
  return <EntryForm {...props} kind={kind} stored={stored} />;
}

/** `/actors/engagement/KIND/REF`: a brief as a memo, a mission as a sheet. */
export function EntrySheetPage() {
  const { kind, ref } = useParams({ strict: false }) as { kind?: string; ref?: string };
  return <Room>{(props) => <Sheet {...props} kind={kind} entry={ref} />}</Room>;
}

function Sheet({
  operation,
  kind,
  entry,
}: RoomProps & { kind: string | undefined; entry: string | undefined }) {
  const briefs = useBriefs(operation.code, kind === "brief");
  const missions = useMissions(operation.code, kind === "mission");
  const asked = kind === "brief" ? briefs : missions;
  if (asked.isPending && asked.isFetching) return <Waiting lines={8} />;
  if (asked.isError) return <ErrorNote error={asked.error} retry={asked.refetch} />;
  const brief = briefs.data?.find(({ ref }) => ref === entry);
  const mission = missions.data?.find(({ ref }) => ref === entry);
  if (brief) return <BriefSheet operation={operation} one={brief} />;
  if (mission) return <MissionSheet operation={operation} one={mission} />;
  return <EmptyNote kind="denied" />;
}

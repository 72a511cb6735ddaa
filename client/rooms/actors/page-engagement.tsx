/** The pages of engagements: all contacts beside the map, a sheet of one, and the forms. */
import { useParams, useSearch } from "@tanstack/react-router";
import { EmptyNote, ErrorNote, Waiting } from "../../ui/states.tsx";
import { BriefSheet, MissionSheet } from "./detail-sheet.tsx";
import { EntryForm, useEntry } from "./form-entry.tsx";
import { type Begun, type EntryKind, FIELDS } from "./form-entry-fields.ts";
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
  const begun = useBegun(props);
  if (begun === null) return <Waiting lines={8} />;
  if (!entry) return <EntryForm {...props} kind={kind} begun={begun} />;
  if (asked.isPending) return <Waiting lines={8} />;
  if (asked.isError) return <ErrorNote error={asked.error} retry={asked.refetch} />;
  if (!stored || stored.version === null) return <EmptyNote kind="denied" />;
  return <EntryForm {...props} kind={kind} stored={stored} />;
}

const BRIEF = "brief:";

/** What a new entry begins with: the actor that is open, or the brief whose answer it writes down; null while it comes. */
function useBegun({ operation, state: { selection } }: RoomProps): Begun | null {
  const { open } = useSearch({ strict: false }) as { open?: string };
  const ref = open?.startsWith(BRIEF) ? open.slice(BRIEF.length) : undefined;
  const briefs = useBriefs(operation.code, ref !== undefined);
  if (ref === undefined) return { actorId: selection?.kind === "actor" ? selection.ref : undefined };
  if (briefs.isPending) return null;
  const brief = briefs.data?.find((one) => one.ref === ref);
  if (!brief) return {};
  return {
    ...{ actorId: brief.actor?.ref, briefId: ref, counterpart: brief.command ?? undefined },
    message: brief.asks ?? undefined,
  };
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

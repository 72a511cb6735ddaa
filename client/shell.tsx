/** What stands between an address and a room: who is signed in, which operation, the frame, and faults of a page. */
import { Button, Stack, Text, Title } from "@mantine/core";
import { type ErrorComponentProps, Link, Navigate, Outlet } from "@tanstack/react-router";
import { lazy, Suspense, useEffect, useState } from "react";
import { ClosedPage } from "./access/closed.tsx";
import { DeviceGate } from "./access/device-gate.tsx";
import { LineStripe } from "./access/device-stripe.tsx";
import { AccessLayout } from "./access/layout.tsx";
import { NoticeBell } from "./access/notices.tsx";
import { Stripes } from "./access/stripes.tsx";
import { useWatch } from "./access/watch-queries.ts";
import { useOperationCode } from "./dashboard.ts";
import { forgetOperation, useChanges } from "./facts.ts";
import { faultOf } from "./faults.ts";
import { Search } from "./search.tsx";
import { type Me, useMe, useOperation } from "./session.ts";
import { Frame } from "./ui/frame.tsx";
import { Shortcuts } from "./ui/shortcuts.tsx";
import { ErrorNote, Waiting } from "./ui/states.tsx";
import { useWords } from "./words/index.tsx";

/** Needed once in the life of an installation. */
const NewOperation = lazy(async () => ({
  default: (await import("./access/new-operation.tsx")).NewOperation,
}));

/** `/`: to the first operation, or to signing in. */
export function Home() {
  const me = useMe();
  return (
    <DeviceGate me={me}>
      <FirstOperation me={me} />
    </DeviceGate>
  );
}

function FirstOperation({ me }: { me: ReturnType<typeof useMe> }) {
  const { t } = useWords();
  if (me.isPending) return <Waiting />;
  if (me.isError && faultOf(me.error).code !== "not_signed_in")
    return <ErrorNote error={me.error} retry={me.refetch} />;
  if (!me.data) return <Navigate to="/sign-in" />;
  const [first] = me.data.operations;
  if (first) return <Navigate to="/$operation/map" params={{ operation: first.code }} />;
  return (
    <AccessLayout>
      {me.data.administrator ? (
        <Suspense fallback={<Waiting />}>
          <NewOperation />
        </Suspense>
      ) : (
        <>
          <h1>{t("access.none.title")}</h1>
          <p className="access-note">{t("access.none.help")}</p>
        </>
      )}
    </AccessLayout>
  );
}

/** Everything inside an operation: frame, search, shortcuts, live changes, the room. */
export function OperationFrame() {
  const me = useMe();
  const code = useOperationCode();
  // Read once: while leaving, the address is already that of signing in.
  const [next] = useState(() => location.pathname + location.search);
  return (
    <DeviceGate me={me}>
      {me.isPending ? (
        <Waiting />
      ) : me.data ? (
        <OpenOperation me={me.data} code={code} />
      ) : (
        <Navigate to="/sign-in" search={{ next }} />
      )}
    </DeviceGate>
  );
}

/** Answers that mean: no longer yours to see. */
const OUT: readonly string[] = ["locked", "not_found", "not_signed_in", "not_allowed"];

function OpenOperation({ me, code }: { me: Me; code: string }) {
  const { t } = useWords();
  const operation = useOperation(code);
  const glass = Boolean(useWatch(code).data?.glass);
  const fault = operation.isError ? faultOf(operation.error).code : null;
  const isOut = fault !== null && OUT.includes(fault);
  useChanges(code, operation.data !== undefined && !isOut);
  // Whoever is out keeps nothing of the operation in memory.
  useEffect(() => {
    if (isOut) forgetOperation(code);
  }, [isOut, code]);
  if (fault === "locked") return <ClosedPage code={code} error={operation.error} retry={operation.refetch} />;
  if (fault === "not_found") return <Lost title={t("errors.page.operation", { code })} />;
  // A line that is cut for a moment takes nothing from the screen.
  if (isOut || (fault && !operation.data))
    return <ErrorNote error={operation.error} retry={operation.refetch} />;
  if (!operation.data) return <Waiting />;
  return (
    <Frame
      me={me}
      operation={operation.data}
      stripes={
        <>
          <LineStripe operation={operation.data} />
          <Stripes operation={operation.data} />
        </>
      }
      glass={glass}
      bell={<NoticeBell operation={operation.data} />}
    >
      <Outlet />
      <Search operation={operation.data} />
      <Shortcuts operation={operation.data} />
    </Frame>
  );
}

/** A page that failed while drawing: says so, with a way on. */
export function PageFault({ error, reset }: ErrorComponentProps) {
  const { t } = useWords();
  return (
    <Stack p="xl" gap="sm" maw={560}>
      <Title order={1} size="h3">
        {t("errors.page.title")}
      </Title>
      <ErrorNote error={error} retry={reset} />
    </Stack>
  );
}

export function PageLost() {
  const { t } = useWords();
  return <Lost title={t("errors.page.lost")} />;
}

/** An address that leads nowhere, with the way to where everybody begins. */
function Lost({ title }: { title: string }) {
  const { t } = useWords();
  return (
    <AccessLayout>
      <Stack gap="sm" align="start" role="alert">
        <Title order={1} size="h3">
          {title}
        </Title>
        <Text>{t("errors.page.lostHelp")}</Text>
        <Button component={Link} to="/">
          {t("errors.page.home")}
        </Button>
      </Stack>
    </AccessLayout>
  );
}

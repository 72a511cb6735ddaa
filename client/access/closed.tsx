/** What a member sees of a closed operation: since when, that nothing is lost, and a way to look again. */
import { Button, Stack, Text, Title } from "@mantine/core";
import { faultOf } from "../faults.ts";
import { formatTime } from "../words/format.ts";
import { useWords } from "../words/index.tsx";
import { AccessLayout } from "./layout.tsx";

export function ClosedPage({ code, error, retry }: { code: string; error: unknown; retry: () => void }) {
  const { t, tag } = useWords();
  const { since } = faultOf(error);
  // The operation's zone is not told to whom it is closed to; the device's own will do.
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  return (
    <AccessLayout>
      <Stack gap="sm" role="alert">
        <Title order={1} size="h3">
          {t("audit.closed.title", { operation: code })}
        </Title>
        {since && <Text>{t("audit.closed.since", { time: formatTime(since, tag, zone) })}</Text>}
        <Text>{t("audit.closed.help")}</Text>
        <Button variant="default" onClick={retry} style={{ alignSelf: "start" }}>
          {t("audit.closed.retry")}
        </Button>
      </Stack>
    </AccessLayout>
  );
}

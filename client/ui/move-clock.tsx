/** Moves a demonstration's clock to nine in the morning of another day, in the operation's zone. */
import { Button, Popover, Stack, TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { isDate, morningOf } from "../../shared/time.ts";
import { api } from "../api.ts";
import { type OperationInfo, operationQuery } from "../session.ts";
import { useWords } from "../words/index.tsx";
import { ErrorNote } from "./states.tsx";

export function MoveClock({ operation }: { operation: OperationInfo }) {
  const { t } = useWords();
  const queries = useQueryClient();
  const [opened, setOpened] = useState(false);
  const [day, setDay] = useState(operation.today);
  const move = useMutation({
    mutationFn: () =>
      api.access.moveClock.mutate({ operation: operation.code, clock: morningOf(day, operation.timeZone) }),
    onSuccess: (seen) => {
      queries.setQueryData(operationQuery(operation.code).queryKey, seen);
      setOpened(false);
      return queries.invalidateQueries();
    },
  });
  return (
    <Popover opened={opened} onChange={setOpened} width={280} withinPortal trapFocus>
      <Popover.Target>
        <button type="button" className="banner-link" onClick={() => setOpened(!opened)}>
          {t("access.clock.move")}
        </button>
      </Popover.Target>
      <Popover.Dropdown>
        <Stack gap="xs">
          <TextInput
            type="date"
            label={t("access.clock.date")}
            description={t("access.clock.help")}
            value={day}
            onChange={(event) => setDay(event.currentTarget.value)}
          />
          {move.isError && <ErrorNote error={move.error} />}
          <Button size="xs" disabled={!isDate(day)} loading={move.isPending} onClick={() => move.mutate()}>
            {t("access.clock.set")}
          </Button>
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}

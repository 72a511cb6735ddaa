/** Moves a demonstration's clock to nine in the morning of another day, in the operation's zone. */
import { Button, Popover, Stack, Text } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { isDate, morningOf } from "../../shared/time.ts";
import { api } from "../api.ts";
import { type OperationInfo, operationQuery } from "../session.ts";
import { useWords } from "../words/index.tsx";
import { DateField } from "./form-parts.tsx";
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
  const toggle = () => {
    setDay(operation.today);
    move.reset();
    setOpened(!opened);
  };
  return (
    <Popover opened={opened} onChange={setOpened} width={300} withinPortal withArrow trapFocus returnFocus>
      <Popover.Target>
        <button type="button" className="banner-link" aria-expanded={opened} onClick={toggle}>
          {t("access.clock.move")}
        </button>
      </Popover.Target>
      <Popover.Dropdown>
        <Stack gap="xs">
          <DateField size="sm" label={t("access.clock.date")} value={day} onDate={setDay} />
          <Text size="xs" c="dimmed">
            {t("access.clock.help")}
          </Text>
          {move.isError && <ErrorNote error={move.error} />}
          <Button size="xs" disabled={!isDate(day)} loading={move.isPending} onClick={() => move.mutate()}>
            {t("access.clock.set")}
          </Button>
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}

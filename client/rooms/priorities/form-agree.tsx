/**
 * Where a planning cycle stands: what each side said of it and when, and, for who signs for a side, saying that it is
 * agreed or over. Closing asks twice, because nobody takes it back.
 */
import { Button, Group, Stack, Text } from "@mantine/core";
import { useState } from "react";
import { signsFor } from "../../../shared/rooms/access.ts";
import type { CycleAct } from "../../../shared/rooms/priorities.ts";
import type { CycleAnswer } from "../../../shared/rooms/priorities-answers.ts";
import type { OperationInfo } from "../../session.ts";
import { Dialog } from "../../ui/dialog.tsx";
import { ErrorNote } from "../../ui/states.tsx";
import { formatDate } from "../../words/format.ts";
import { useWords } from "../../words/index.tsx";
import { authorText } from "./figures-said.ts";
import { useSayOfCycle } from "./queries.ts";

interface CycleStateProps {
  operation: OperationInfo;
  cycle: CycleAnswer;
}

/** The state in one word; pressed, who said what, and what the reader may say. */
export function CycleState({ operation, cycle }: CycleStateProps) {
  const { t } = useWords();
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button variant="subtle" size="compact-sm" onClick={() => setOpen(true)}>
        {t(`priorities.cycle.state.${cycle.state}`)}
      </Button>
      <Dialog
        opened={open}
        onClose={() => setOpen(false)}
        title={t("priorities.agree.title", { name: cycle.name })}
      >
        <Stack gap="sm">
          <Text size="sm">{t(`priorities.agree.${cycle.state}`)}</Text>
          <Said cycle={cycle} />
          {cycle.state !== "closed" && <Say key={cycle.state} operation={operation} cycle={cycle} />}
        </Stack>
      </Dialog>
    </>
  );
}

const SIDES = ["humanitarian", "mission"] as const;

/** Per side what it said, or that it has not; then who closed the cycle. */
function Said({ cycle }: { cycle: CycleAnswer }) {
  const { t, tag } = useWords();
  const line = ({ act, side, by, at }: CycleAnswer["said"][number]) =>
    t(`priorities.agree.said.${act}`, {
      side: t(`priorities.agree.side.${side}`),
      by: authorText(t, by),
      date: formatDate(at.slice(0, 10), tag),
    });
  const agreed = SIDES.map((side) => {
    const said = cycle.said.find((one) => one.act === "agree" && one.side === side);
    const name = t(`priorities.agree.side.${side}`);
    return { key: side, text: said ? line(said) : t("priorities.agree.waits", { side: name }) };
  });
  const closed = cycle.said.filter(({ act }) => act === "close");
  return (
    <ul className="matrix-said">
      {agreed.map(({ key, text }) => (
        <li key={key}>{text}</li>
      ))}
      {closed.map((said) => (
        <li key={said.side}>{line(said)}</li>
      ))}
    </ul>
  );
}

/** The buttons of who signs for a side. */
function Say({ operation, cycle }: CycleStateProps) {
  const { t } = useWords();
  const [closing, setClosing] = useState(false);
  const saying = useSayOfCycle(operation.code);
  const { role, community, writes, organisation } = operation.you;
  const side = signsFor({ role, community, mayWrite: writes.includes("priority") });
  if (!side) return <Text size="xs">{t("priorities.agree.notYours")}</Text>;
  const said = cycle.said.some((one) => one.act === "agree" && one.side === side);
  const say = (act: CycleAct) => saying.mutate({ act, cycleId: cycle.ref });
  return (
    <>
      {saying.isError && <ErrorNote error={saying.error} />}
      {closing && <Text size="sm">{t("priorities.agree.closeHelp")}</Text>}
      <Group gap="xs">
        {!said && !closing && (
          <Button size="xs" loading={saying.isPending} onClick={() => say("agree")}>
            {t("priorities.agree.agree", { organisation })}
          </Button>
        )}
        {closing ? (
          <Button size="xs" loading={saying.isPending} onClick={() => say("close")}>
            {t("priorities.agree.closeNow", { name: cycle.name })}
          </Button>
        ) : (
          <Button size="xs" variant="default" onClick={() => setClosing(true)}>
            {t("priorities.agree.close")}
          </Button>
        )}
        {closing && (
          <Button size="xs" variant="subtle" color="gray" onClick={() => setClosing(false)}>
            {t("frame.cancel")}
          </Button>
        )}
      </Group>
    </>
  );
}

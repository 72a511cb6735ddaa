/**
 * The room `coverage`: how much of each category has a recorded base or was entered by a patrol, where the gaps are,
 * and the log of patrols. Cycle, day and list stand in the address. The screen is marked: it has no public version.
 */
import { Button, Group, SegmentedControl, Select, Tabs, Text } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { type ReactNode, useCallback, useState } from "react";
import { readsCoverage } from "../../../shared/rooms/coverage.ts";
import type { DeploymentAnswer } from "../../../shared/rooms/coverage-answers.ts";
import type { CycleAnswer } from "../../../shared/rooms/priorities-answers.ts";
import { isDate } from "../../../shared/time.ts";
import { useAddress, useOperationCode, useSetAddress } from "../../dashboard.ts";
import { useDevice } from "../../device/device.ts";
import { faultOf } from "../../faults.ts";
import { type OperationInfo, useOperation } from "../../session.ts";
import { Dialog } from "../../ui/dialog.tsx";
import { DateField } from "../../ui/form-parts.tsx";
import { Icon } from "../../ui/icons.tsx";
import { NEW_EVENT, useKeyboardEvent } from "../../ui/shortcuts.tsx";
import { EmptyNote, ErrorNote, Waiting } from "../../ui/states.tsx";
import { useWords } from "../../words/index.tsx";
import { useCycles } from "../priorities/queries.ts";
import { PatrolFormBody } from "./form.tsx";
import { InformationFormBody } from "./form-information.tsx";
import { PasteFormBody } from "./form-rows.tsx";
import { PatrolList } from "./list-patrols.tsx";
import { DeploymentView } from "./overview.tsx";
import { InformationView } from "./overview-information.tsx";
import { type Asked, useDeployment } from "./queries.ts";
import "./coverage.css";

export function CoveragePage() {
  const operation = useOperation(useOperationCode()).data;
  const { t } = useWords();
  if (!operation) return <Waiting lines={8} />;
  if (!readsCoverage(operation.you)) {
    return <EmptyNote kind="denied" title={t("coverage.denied")} help={t("coverage.deniedHelp")} />;
  }
  return <Room operation={operation} />;
}

/** What the address asks for: the newest cycle and today where it does not say. */
function useAsked(
  cycles: CycleAnswer[] | undefined,
  today: string,
): { asked: Asked; cycle: CycleAnswer } | undefined {
  const { cycle: key, date, list } = useAddress();
  const cycle = cycles?.find(({ ref, name }) => key === name || key === ref) ?? cycles?.[0];
  return cycle && { cycle, asked: { cycle: cycle.ref, date: date && isDate(date) ? date : today, list } };
}

function Room({ operation }: { operation: OperationInfo }) {
  const { t } = useWords();
  const cycles = useCycles(operation.code);
  const found = useAsked(cycles.data, operation.today);
  const answer = useDeployment(operation.code, found?.asked);
  if (cycles.isPending) return <Waiting lines={8} />;
  if (cycles.isError)
    return (
      <>
        <ErrorNote error={cycles.error} retry={cycles.refetch} />
        {faultOf(cycles.error).code === "network" && <PatrolAway operation={operation} />}
      </>
    );
  const noCycle = (
    <EmptyNote
      kind="first"
      icon="priorities"
      help={t("coverage.emptyHelp")}
      action={
        <Link to="/$operation/priorities" params={{ operation: operation.code }}>
          {t("coverage.emptyOpen")}
        </Link>
      }
    />
  );
  const failed = answer.isError && <ErrorNote error={answer.error} retry={answer.refetch} />;
  const deployment = found ? failed || <Waiting lines={10} /> : noCycle;
  return (
    <div className="coverage-page">
      <Head operation={operation} cycles={cycles.data} asked={found?.asked} answer={answer.data} />
      <Views operation={operation} asked={found?.asked} answer={answer.data} deployment={deployment} />
    </div>
  );
}

interface ViewsProps {
  operation: OperationInfo;
  asked: Asked | undefined;
  answer: DeploymentAnswer | undefined;
  /** What stands under Deployments while there is no answer. */
  deployment: ReactNode;
}

const TABS = ["deployment", "patrols", "information"] as const;

/** Deployments need a cycle; patrols and information stand without one. */
function Views({ operation, asked, answer, deployment }: ViewsProps) {
  const { t } = useWords();
  const { panel, date } = useAddress();
  const setAddress = useSetAddress();
  const tab = TABS.find((one) => one === panel) ?? TABS[0];
  return (
    <Tabs
      className="coverage-tabs"
      value={tab}
      onChange={(next) => setAddress({ panel: next === TABS[0] ? undefined : (next ?? undefined) })}
      keepMounted={false}
    >
      <Tabs.List>
        <Tabs.Tab value="deployment">{t("coverage.tab.deployment")}</Tabs.Tab>
        <Tabs.Tab value="patrols">{t("coverage.tab.patrols")}</Tabs.Tab>
        <Tabs.Tab value="information">{t("information.tab")}</Tabs.Tab>
      </Tabs.List>
      <Tabs.Panel value="deployment" className="coverage-panel">
        {asked && answer ? (
          <DeploymentView operation={operation} asked={asked} answer={answer} />
        ) : (
          deployment
        )}
      </Tabs.Panel>
      <Tabs.Panel value="patrols" className="coverage-panel">
        <PatrolList operation={operation} />
      </Tabs.Panel>
      <Tabs.Panel value="information" className="coverage-panel">
        <InformationView operation={operation} date={date && isDate(date) ? date : operation.today} />
      </Tabs.Panel>
    </Tabs>
  );
}

interface HeadProps {
  operation: OperationInfo;
  cycles: CycleAnswer[];
  asked: Asked | undefined;
  answer: DeploymentAnswer | undefined;
}

function Head({ operation, cycles, asked, answer }: HeadProps) {
  const { t } = useWords();
  const setAddress = useSetAddress();
  return (
    <header className="coverage-head">
      <h1>{t("coverage.title")}</h1>
      {asked && (
        <>
          <Select
            size="xs"
            w={150}
            aria-label={t("coverage.cycle")}
            allowDeselect={false}
            data={cycles.map(({ ref, name }) => ({ value: ref, label: name }))}
            value={asked.cycle}
            onChange={(cycle) => setAddress({ cycle: cycle ?? undefined })}
          />
          <DateField
            size="xs"
            className="coverage-date"
            aria-label={t("coverage.date")}
            value={asked.date}
            onDate={(day) => setAddress({ date: day === operation.today ? undefined : day || undefined })}
          />
        </>
      )}
      {answer && <ListSwitch answer={answer} />}
      <LogButtons operation={operation} />
      <p className="coverage-marked">
        <Icon name="lock" size={14} />
        {t("coverage.marked")}
      </p>
    </header>
  );
}

/** One list at a time. With one list there is nothing to switch, so its name only stands there. */
function ListSwitch({ answer }: { answer: DeploymentAnswer }) {
  const { t } = useWords();
  const setAddress = useSetAddress();
  const nameOf = (list: DeploymentAnswer["lists"][number]) =>
    list.dataset ? (list.dataset.publisher ?? list.dataset.title) : t("coverage.list.own");
  if (!answer.list || answer.lists.length === 1) {
    return answer.list && <Text size="xs">{nameOf(answer.list)}</Text>;
  }
  return (
    <SegmentedControl
      size="xs"
      aria-label={t("coverage.list")}
      title={t("coverage.list.only")}
      data={answer.lists.map((list) => ({ value: list.name, label: nameOf(list) }))}
      value={answer.list.name}
      onChange={(list) => setAddress({ list: list === answer.lists[0]?.name ? undefined : list })}
    />
  );
}

/** A call or visit is logged where information is looked at, patrols elsewhere. */
function LogButtons({ operation }: { operation: OperationInfo }) {
  const isInformation = useAddress().panel === "information";
  return isInformation ? <LogInformation operation={operation} /> : <LogPatrols operation={operation} />;
}

function LogInformation({ operation }: { operation: OperationInfo }) {
  const { t } = useWords();
  const [open, setOpen] = useState(false);
  useKeyboardEvent(
    NEW_EVENT,
    useCallback(() => setOpen(true), []),
  );
  if (!operation.you.writes.includes("information")) return null;
  const close = () => setOpen(false);
  return (
    <>
      <Button size="xs" onClick={() => setOpen(true)}>
        {t("information.log.button")}
      </Button>
      <Dialog opened={open} onClose={close} size="lg" title={t("information.log.title")}>
        <InformationFormBody operation={operation} onDone={close} />
      </Dialog>
    </>
  );
}

/** Without a connection the list is not there, the form is: what it says waits on the device. */
function PatrolAway({ operation }: { operation: OperationInfo }) {
  const { t } = useWords();
  const { state } = useDevice();
  if (state !== "open" || !operation.you.writes.includes("patrol")) return null;
  return (
    <section className="coverage-away">
      <h1>{t("coverage.log.title")}</h1>
      <PatrolFormBody operation={operation} onDone={() => undefined} />
    </section>
  );
}

function LogPatrols({ operation }: { operation: OperationInfo }) {
  const { t } = useWords();
  const [open, setOpen] = useState<"one" | "rows">();
  useKeyboardEvent(
    NEW_EVENT,
    useCallback(() => setOpen("one"), []),
  );
  if (!operation.you.writes.includes("patrol")) return null;
  const close = () => setOpen(undefined);
  return (
    <Group gap="xs">
      <Button size="xs" onClick={() => setOpen("one")}>
        {t("coverage.log.button")}
      </Button>
      <Button size="xs" variant="default" onClick={() => setOpen("rows")}>
        {t("coverage.paste.button")}
      </Button>
      <Dialog opened={open === "one"} onClose={close} size="lg" title={t("coverage.log.title")}>
        <PatrolFormBody operation={operation} onDone={close} />
      </Dialog>
      <Dialog opened={open === "rows"} onClose={close} size="xl" title={t("coverage.paste.title")}>
        <PasteFormBody operation={operation} onDone={close} />
      </Dialog>
    </Group>
  );
}

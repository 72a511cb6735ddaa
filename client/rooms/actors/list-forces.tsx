/**
 * External forces in the list: who they are, whom the UN supports, and where due diligence on that support (HRDDP) stands.
 * What is missing can be asked for like everything else.
 */
import { Select } from "@mantine/core";
import type { ActorLine } from "../../../shared/rooms/actors-answers.ts";
import { EXTERNAL, HRDDP_STATES, lacksDiligence } from "../../../shared/rooms/actors-attributes.ts";
import { useClearing } from "../../ui/choosing.ts";
import { codeLabel } from "../../words/codes.ts";
import { useWords } from "../../words/index.tsx";

/** What can be asked for, beside a state of due diligence. */
const QUESTIONS: Record<string, (actor: ActorLine) => boolean> = {
  external: ({ kind }) => EXTERNAL.includes(kind),
  supported: ({ unSupport }) => unSupport === "yes",
  undiligent: lacksDiligence,
};

/** @param force a question, a state of due diligence, or null: everybody */
export function isOfForce(actor: ActorLine, force: string | null): boolean {
  if (force === null) return true;
  return QUESTIONS[force]?.(actor) ?? actor.hrddp === force;
}

/** Only where there is somebody to find. */
export function ForceFilter({
  all,
  value,
  onChange,
}: {
  all: readonly ActorLine[];
  value: string | null;
  onChange: (force: string | null) => void;
}) {
  const { t } = useWords();
  const clearing = useClearing();
  const met = (force: string) => force === value || all.some((actor) => isOfForce(actor, force));
  const data = [
    ...Object.keys(QUESTIONS).map((force) => ({
      value: force,
      label: t(`actors.force.${force as "external" | "supported" | "undiligent"}`),
    })),
    ...HRDDP_STATES.map((state) => ({
      value: state,
      label: t("actors.force.state", { state: codeLabel(t, "hrddp", state) }),
    })),
  ].filter(({ value: force }) => met(force));
  if (data.length === 0) return null;
  return (
    <Select
      size="xs"
      {...clearing}
      aria-label={t("actors.force.label")}
      placeholder={t("actors.force.any")}
      {...{ data, value, onChange }}
    />
  );
}

/** "supported by the UN, due diligence: monitoring" */
export const supportWords = (t: ReturnType<typeof useWords>["t"], { hrddp }: ActorLine): string =>
  hrddp
    ? t("actors.force.supportedState", { state: codeLabel(t, "hrddp", hrddp).toLowerCase() })
    : t("actors.force.supportedGap");

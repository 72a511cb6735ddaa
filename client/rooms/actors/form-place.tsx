/** Brings somebody into the order of battle who is not there on this day: under another, or with nobody above. */
import { Button, Select, Stack, Text } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import type { ActorAnswer } from "../../../shared/rooms/actors-answers.ts";
import type { OperationInfo } from "../../session.ts";
import { forgiving } from "../../ui/forgiving.ts";
import { useWords } from "../../words/index.tsx";
import type { DayStructure } from "./figures-structure.ts";
import { MoveForm } from "./form-move.tsx";

interface PlaceProps {
  operation: OperationInfo;
  on: DayStructure;
  actors: readonly ActorAnswer[];
  done: () => void;
}

export function PlacePanel({ operation, on, actors, done }: PlaceProps) {
  const { t } = useWords();
  const [chosen, choose] = useState<string | null>(null);
  const absent = actors.filter(({ ref, communal, joint }) => !on.nodes.has(ref) && !communal && !joint);
  const unit = actors.find(({ ref }) => ref === chosen);
  return (
    <Stack gap="sm">
      <Text size="sm">{t("structure.place.lead")}</Text>
      <Select
        searchable
        limit={50}
        label={t("structure.place.who")}
        placeholder={t("actors.form.actorPlaceholder")}
        nothingFoundMessage={t("incidents.filter.nothing")}
        data={absent.map(({ ref, name }) => ({ value: ref, label: name }))}
        filter={forgiving}
        value={chosen}
        onChange={choose}
      />
      {unit ? (
        <MoveForm
          key={unit.ref}
          {...{ operation, unit, done }}
          under={null}
          hasSuperior={false}
          others={[...actors]}
          day={on.day}
        />
      ) : (
        <div className="entry-foot">
          <Link to="/$operation/actors/new" params={{ operation: operation.code }} search>
            {t("actors.add.actor")}
          </Link>
          <Button size="compact-sm" variant="subtle" color="gray" onClick={done}>
            {t("incidents.form.discard")}
          </Button>
        </div>
      )}
    </Stack>
  );
}

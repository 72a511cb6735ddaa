/** Over a page made for paper: print it, or go back to where it came from. */
import { Button, Group } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useWords } from "../../words/index.tsx";

/** `actor`: reference of the actor to go back to; without it the way leads to engagement. `back`: its words. */
export function PrintActions({
  operation,
  actor,
  back,
  still = false,
}: {
  operation: string;
  actor?: string;
  back: string;
  /** It does not go on paper. */
  still?: boolean;
}) {
  const { t } = useWords();
  return (
    <Group gap="xs" className="no-print">
      {!still && (
        <Button size="compact-sm" onClick={() => window.print()}>
          {t("engagement.print")}
        </Button>
      )}
      <Button
        size="compact-sm"
        variant="subtle"
        renderRoot={(props) =>
          actor ? (
            <Link to="/$operation/actors/$ref" params={{ operation, ref: actor }} search {...props} />
          ) : (
            <Link to="/$operation/actors/engagement" params={{ operation }} search {...props} />
          )
        }
      >
        {back}
      </Button>
    </Group>
  );
}

/** Said before what tells of armed actors goes to who plans operations, or works beside those who do. */
import { Checkbox } from "@mantine/core";
import { Icon } from "../ui/icons.tsx";
import { useWords } from "../words/index.tsx";

interface TargetingProps {
  seen: boolean;
  onSeen: (seen: boolean) => void;
  /** How many of the records are so sensitive that nothing exact of them goes. */
  kept: number;
}

export function Targeting({ seen, onSeen, kept }: TargetingProps) {
  const { t } = useWords();
  return (
    <>
      <div className="caution-note release-note" role="alert">
        <Icon name="warning" size={16} />
        <span>
          {t("releases.form.targeting")} {kept > 0 && t("releases.form.exactKept", { n: kept })}
        </span>
      </div>
      <Checkbox
        label={t("releases.form.targetingSeen")}
        checked={seen}
        onChange={(event) => onSeen(event.currentTarget.checked)}
      />
    </>
  );
}

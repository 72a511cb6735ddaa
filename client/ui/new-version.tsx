/** Says calmly that a newer version of the application lies ready; it is taken when its person likes. */
import { Button, Group } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useEffect } from "react";
import { keepFiles } from "../versions.ts";
import { useWords } from "../words/index.tsx";

const ID = "new-version";
let isWatched = false;

export function NewVersion() {
  const { t } = useWords();
  useEffect(() => {
    if (isWatched) return;
    isWatched = true;
    // After the first picture, so that nothing a person waits for comes later because of it.
    const start = () =>
      void keepFiles((take) =>
        notifications.show({
          id: ID,
          autoClose: false,
          message: (
            <Group gap="sm" justify="space-between">
              {t("offline.version.ready")}
              <Button size="compact-sm" variant="default" onClick={take}>
                {t("offline.version.take")}
              </Button>
            </Group>
          ),
        }),
      );
    if (document.readyState === "complete") start();
    else addEventListener("load", start, { once: true });
  }, [t]);
  return null;
}

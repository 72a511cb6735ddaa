/** A short message at the foot of the page, with a close button that says what it is. */
import { notifications } from "@mantine/notifications";
import { useWords } from "../words/index.tsx";

export function useSay(): (message: string) => void {
  const { t } = useWords();
  return (message) => notifications.show({ message, closeButtonProps: { "aria-label": t("frame.close") } });
}

/** A dialog: Mantine's modal with a close button that says what it is. */
import { Modal, type ModalProps } from "@mantine/core";
import { useWords } from "../words/index.tsx";

/** As Mantine's Modal; `opened`, `onClose` and `title` are enough. */
export function Dialog(props: ModalProps) {
  const { t } = useWords();
  return <Modal {...props} closeButtonProps={{ "aria-label": t("frame.close") }} />;
}

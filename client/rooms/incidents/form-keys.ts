/** Ctrl+Enter (⌘+Enter) saves from any field, so that no hand leaves the keyboard; before a list takes the key. */
import type { KeyboardEvent } from "react";

export function sendOnCtrlEnter(event: KeyboardEvent<HTMLFormElement>): void {
  if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
  event.preventDefault();
  event.stopPropagation();
  event.currentTarget.requestSubmit();
}

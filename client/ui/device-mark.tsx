/** The mark in the bar: no connection, and how many reports wait on this device. Nothing to say: no mark. */
import { Link } from "@tanstack/react-router";
import { useDevice } from "../device/device.ts";
import { useReached } from "../line.ts";
import { useWords } from "../words/index.tsx";
import { Icon } from "./icons.tsx";
import "./device.css";

export function DeviceMark({ operation }: { operation: string }) {
  const { t } = useWords();
  const { waiting } = useDevice();
  const reached = useReached();
  if (reached && waiting === 0) return null;
  return (
    <Link
      to="/$operation/device"
      params={{ operation }}
      className="device-mark"
      data-reached={reached}
      aria-label={t("offline.mark.label", { n: waiting, reached: reached ? "yes" : "no" })}
    >
      <Icon name="sync" size={16} />
      {!reached && <span className="device-mark-word">{t("offline.mark.offline")}</span>}
      {waiting > 0 && <strong>{waiting}</strong>}
    </Link>
  );
}

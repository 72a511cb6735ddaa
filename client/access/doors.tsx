/** The demonstration's doors: one button per person, grouped by side, each with what that person does here. */
import { useMutation } from "@tanstack/react-query";
import { useEffect } from "react";
import { DOOR_CODES, DOORS, type Door } from "../../shared/rooms/access.ts";
import { api } from "../api.ts";
import { forgetAnswers } from "../session.ts";
import { ErrorNote } from "../ui/states.tsx";
import { useWords } from "../words/index.tsx";
import { useEnter } from "./enter.ts";

const sideOf = (door: Door): "humanitarian" | "mission" | "other" => {
  if (door === "im" || door === "observer" || door === "admin") return "other";
  const community = DOORS.find((known) => known.door === door)?.community ?? "";
  return community.startsWith("mission") ? "mission" : "humanitarian";
};

/** `doors` is what the server offers; anything this client has no words for is left out. */
export function Doors({ doors }: { doors: readonly { door: string }[] }) {
  const { t } = useWords();
  const go = useEnter();
  const enter = useMutation({
    mutationFn: (door: Door) => api.access.enter.mutate({ door }),
    onSuccess: () => {
      forgetAnswers();
      go();
    },
  });
  const offered = DOOR_CODES.filter((code) => doors.some(({ door }) => door === code));
  const asked = offered.find((door) => door === new URLSearchParams(location.search).get("door"));
  const { isIdle, mutate } = enter;
  // The address printed at start names a door; opening it is the one click.
  useEffect(() => {
    if (asked && isIdle) mutate(asked);
  }, [asked, isIdle, mutate]);
  return (
    <div className="doors">
      <h1>{t("access.doors.title")}</h1>
      <p className="access-note">
        {t("access.doors.operation")} {t("access.doors.lead")}
      </p>
      {(["humanitarian", "mission", "other"] as const).map((side) => (
        <section key={side}>
          <h2>{t(`access.doors.${side}`)}</h2>
          <ul className="doors-list">
            {offered
              .filter((door) => sideOf(door) === side)
              .map((door) => (
                <li key={door}>
                  <button
                    type="button"
                    className="door"
                    disabled={enter.isPending}
                    onClick={() => enter.mutate(door)}
                  >
                    <strong>{t(`access.door.${door}`)}</strong>
                    <span>{t(`access.door.${door}.does`)}</span>
                  </button>
                </li>
              ))}
          </ul>
        </section>
      ))}
      {enter.isPending && (
        <p role="status">{t("access.doors.entering", { name: t(`access.door.${enter.variables}`) })}</p>
      )}
      {enter.isError && <ErrorNote error={enter.error} />}
    </div>
  );
}

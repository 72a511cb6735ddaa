/** The areas that a figure of this room counts, as long a list as the figure says; and the way from the figure to it. */
import { Button } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { type ReactNode, useEffect, useRef } from "react";
import type { AreaCover } from "../../../shared/rooms/coverage-answers.ts";
import { useOperationCode, useSetAddress } from "../../dashboard.ts";
import { CategoryMark } from "../../ui/category.tsx";
import type { Search } from "../../url.ts";
import { codeLabel } from "../../words/codes.ts";
import { formatKm } from "../../words/format.ts";
import { useWords } from "../../words/index.tsx";
import { type Behind, behindText } from "./figures-behind.ts";
import { useInformationLevels } from "./queries-information.ts";
import { UnknownMark } from "./row-information.tsx";

interface AreasLinkProps {
  behind: Behind;
  /** Areas counted; none: nothing to open. */
  n: number;
  children: ReactNode;
}

/** `data-areas` carries the number for whoever walks all figures. */
export function AreasLink({ behind, n, children }: AreasLinkProps) {
  const { t } = useWords();
  if (n === 0) return <>{children}</>;
  return (
    <Link
      className="records-link"
      to="."
      search={(before: Search) => ({ ...before, about: behindText(behind) })}
      data-areas={n}
      title={t("coverage.behind.open", { n })}
    >
      {children}
    </Link>
  );
}

interface AreasBehindProps {
  behind: Behind;
  /** Undefined: not known yet, or not shared area by area. */
  areas: AreaCover[] | undefined;
}

export function AreasBehind({ behind: { category, way }, areas }: AreasBehindProps) {
  const { t } = useWords();
  const operation = useOperationCode();
  const setAddress = useSetAddress();
  const information = useInformationLevels(operation);
  const place = useRef<HTMLElement>(null);
  // Whoever follows a figure is taken to its list, and a screen reader with them.
  useEffect(() => place.current?.focus(), []);
  const what =
    typeof way === "number" ? t("coverage.behind.year", { year: String(way) }) : t(`coverage.behind.${way}`);
  return (
    <section className="coverage-section" id="coverage-behind" ref={place} tabIndex={-1}>
      <h2>
        {t("coverage.behind.title", {
          category: codeLabel(t, "priorityCategory", category),
          what,
          n: areas?.length ?? 0,
        })}{" "}
        <Button size="compact-xs" variant="subtle" onClick={() => setAddress({ about: undefined })}>
          {t("coverage.behind.close")}
        </Button>
      </h2>
      {areas ? (
        <table className="gap-table">
          <tbody>
            {areas.map((area) => (
              <tr key={area.code}>
                <td>
                  <CategoryMark category={area.category} />
                </td>
                <th scope="row">
                  <Link
                    to="/$operation/areas/$code"
                    params={{ operation, code: area.code }}
                    className="gap-link"
                  >
                    {area.name}
                  </Link>
                  <UnknownMark level={information?.get(area.code)} />
                </th>
                <td data-label={t("coverage.gaps.nearest")}>
                  <Base area={area} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      ) : (
        <p>{t("coverage.behind.closed")}</p>
      )}
    </section>
  );
}

/** Whether one is inside, else how far the nearest is from the area's centre. */
function Base({ area: { covered, nearest } }: { area: Pick<AreaCover, "covered" | "nearest"> }) {
  const { t, tag } = useWords();
  if (covered) return <>{t("coverage.behind.inside")}</>;
  return <>{nearest && t("coverage.gaps.distance", { km: formatKm(nearest.km, tag), base: nearest.name })}</>;
}

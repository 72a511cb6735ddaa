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
import { type Behind, behindText, placesText } from "./figures-behind.ts";
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
    <BehindLink about={behindText(behind)} data-areas={n} title={t("coverage.behind.open", { n })}>
      {children}
    </BehindLink>
  );
}

interface PlacesLinkProps {
  year: number;
  /** Places with a base in the year; none: nothing to open. */
  n: number;
  children: ReactNode;
}

export function PlacesLink({ year, n, children }: PlacesLinkProps) {
  const { t } = useWords();
  if (n === 0) return <>{children}</>;
  return (
    <BehindLink
      about={placesText(year)}
      data-places={n}
      title={t("coverage.bases.openYear", { n, year: String(year) })}
    >
      {children}
    </BehindLink>
  );
}

interface BehindLinkProps {
  about: string;
  title: string;
  children: ReactNode;
  "data-areas"?: number;
  "data-places"?: number;
}

function BehindLink({ about, ...rest }: BehindLinkProps) {
  return (
    <Link className="records-link" to="." search={(before: Search) => ({ ...before, about })} {...rest} />
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
  const information = useInformationLevels(operation);
  const what =
    typeof way === "number" ? t("coverage.behind.year", { year: String(way) }) : t(`coverage.behind.${way}`);
  return (
    <BehindSection
      title={t("coverage.behind.title", {
        category: codeLabel(t, "priorityCategory", category),
        what,
        n: areas?.length ?? 0,
      })}
    >
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
    </BehindSection>
  );
}

/** What a figure counts, open below it; its button closes it again. */
export function BehindSection({ title, children }: { title: string; children: ReactNode }) {
  const { t } = useWords();
  const setAddress = useSetAddress();
  const place = useRef<HTMLElement>(null);
  // Whoever follows a figure is taken to its list, and a screen reader with them.
  useEffect(() => place.current?.focus(), []);
  return (
    <section className="coverage-section" id="coverage-behind" ref={place} tabIndex={-1}>
      <h2>
        {title}{" "}
        <Button size="compact-xs" variant="subtle" onClick={() => setAddress({ about: undefined })}>
          {t("coverage.behind.close")}
        </Button>
      </h2>
      {children}
    </section>
  );
}

/** Whether one is inside, else how far the nearest is from the area's centre. */
function Base({ area: { covered, nearest } }: { area: Pick<AreaCover, "covered" | "nearest"> }) {
  const { t, tag } = useWords();
  if (covered) return <>{t("coverage.behind.inside")}</>;
  return <>{nearest && t("coverage.gaps.distance", { km: formatKm(nearest.km, tag), base: nearest.name })}</>;
}

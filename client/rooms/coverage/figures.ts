/**
 * Deployment coverage as it would be with imagined bases. Computed here and only here, by the rules the server uses;
 * nothing of it is sent or saved.
 */
import {
  type AreaCover,
  COVERED_CATEGORIES,
  type DeploymentAnswer,
} from "../../../shared/rooms/coverage-answers.ts";
import { categoryShares, nearestBase } from "../../../shared/rooms/coverage-rules.ts";
import type { CoverState } from "../../map/data.ts";

/** A day outside the list, or no list: nothing is known, which is not zero. */
export const isSaid = ({ wording }: Pick<DeploymentAnswer, "wording">): boolean =>
  wording === "incomplete_list" || wording === "own_list";

/**
 * What the map draws of coverage, by area code: only areas that ask for presence, and nothing at all where the list
 * says nothing about the day. `areas`: as recorded, or with imagined bases.
 */
export function coverStates(
  answer: Pick<DeploymentAnswer, "wording">,
  areas: readonly Pick<AreaCover, "code" | "category" | "covered">[],
): Map<string, CoverState> {
  if (!isSaid(answer)) return new Map();
  const asking = areas.filter(({ category }) => category !== "monitor");
  return new Map(asking.map(({ code, covered }) => [code, covered ? "covered" : "not"]));
}

/** What changes in one category: areas covered as recorded, and with the imagined bases. */
export interface Change {
  category: (typeof COVERED_CATEGORIES)[number];
  areas: number;
  before: number;
  after: number;
}

export interface WhatIf {
  /** Areas with an imagined base, in the order they were chosen. */
  imagined: AreaCover[];
  areas: AreaCover[];
  changes: Change[];
}

/** The areas of `codes` covered and their centres counted as bases; an empty list gives what is recorded. */
export function imagine(
  answer: DeploymentAnswer,
  codes: readonly string[],
  nameOf: (area: string) => string,
): WhatIf {
  const imagined = codes.flatMap((code) => answer.areas.find((area) => area.code === code) ?? []);
  const bases = [
    ...answer.bases,
    ...imagined.map(({ name, lon, lat }) => ({ name: nameOf(name), lon, lat })),
  ];
  const areas = answer.areas.map((area): AreaCover => {
    const nearest = nearestBase(area, bases);
    const covered = area.covered || codes.includes(area.code);
    return { ...area, covered, nearest: nearest && { name: nearest.base.name, km: nearest.km } };
  });
  return { imagined, areas, changes: changesBetween(answer.areas, areas) };
}

function changesBetween(recorded: AreaCover[], imagined: AreaCover[]): Change[] {
  const shares = (areas: AreaCover[]) =>
    categoryShares(
      areas.map(({ areaRef, category }) => ({ id: areaRef, category })),
      new Set(areas.filter(({ covered }) => covered).map(({ areaRef }) => areaRef)),
    );
  const [before, after] = [shares(recorded), shares(imagined)];
  return COVERED_CATEGORIES.flatMap((category, at) => {
    const change = {
      category,
      areas: before[at]!.areas,
      before: before[at]!.covered,
      after: after[at]!.covered,
    };
    return change.before === change.after ? [] : [change];
  });
}

// Forms of reports of displaced people, and of cases made of them, in which every text that must not cross ends in WORD.
import { newId } from "../../shared/ids.ts";
import type { DisplacedCaseInput, DisplacedReportInput } from "../../shared/rooms/displacement.ts";

const EVERYBODY = [
  "protection_core",
  "protection_member",
  "cmcoord",
  "mission_hr",
  "mission_poc",
  "mission_police",
  "mission_military",
];

/** A report of extortion near Square 11, from two days of November 2019, with the consent of its people for both sides. */
export const reportOf = (changes: Partial<DisplacedReportInput> = {}): DisplacedReportInput => ({
  ...{
    id: newId(),
    violation: "extortion",
    place: { lon: 20.1, lat: 5.1, precision: "near", placeName: "PLACE-WORD" },
  },
  ...{ occurredFrom: "2019-11-06", occurredTo: "2019-11-07", datePrecision: "range_2_6d" },
  ...{
    agency: "AGENCY-WORD A",
    people: 9,
    routeFrom: "ROUTE-WORD",
    route: [
      [20, 5],
      [20.2, 5.2],
    ],
  },
  ...{
    unit: "UNIT-WORD",
    role: "ROLE-WORD",
    method: "METHOD-WORD",
    account: "ACCOUNT-WORD",
    sourceNote: "SOURCE-WORD",
  },
  ...{ targeted: ["men"], setting: "transit_site", triangulation: "not_triangulated", urgency: "urgent" },
  ...{ consent: EVERYBODY, sensitivity: "moderate" },
  ...changes,
});
/** A case of these reports, which is not triangulated. */
export const caseOf = (
  reportRefs: string[],
  changes: Partial<DisplacedCaseInput> = {},
): DisplacedCaseInput => ({
  ...{
    id: newId(),
    reportRefs,
    triangulation: "not_triangulated",
    urgency: "urgent",
    summary: "SUMMARY-WORD",
  },
  ...{ unit: "UNIT-WORD", role: "ROLE-WORD", method: "METHOD-WORD" },
  ...changes,
});

// Forms of engagements, missions, briefs and options against a threat, in which every text that must not cross ends in WORD.
import { newId } from "../../shared/ids.ts";
import type { EngagementInput } from "../../shared/rooms/actors-engagement.ts";
import type { BriefInput, MissionInput } from "../../shared/rooms/actors-missions.ts";
import type { MitigationInput } from "../../shared/rooms/actors-mitigations.ts";

/** A meeting on 15 November 2019 about access, with a commitment that is open. */
export const engagementOf = (actorId: string, changes: Partial<EngagementInput> = {}): EngagementInput => ({
  ...{ id: newId(), actorId, counterpart: "COUNTERPART-WORD", heldOn: "2019-11-15", form: "meeting" },
  ...{
    topic: "access",
    ourSide: "OURSIDE-WORD",
    message: "MESSAGE-WORD",
    agreed: true,
    answer: "ANSWER-WORD",
  },
  ...{ commitment: "COMMITMENT-WORD", dueOn: "2019-11-29", kept: "open", followUp: "FOLLOWUP-WORD" },
  ...{ sensitivity: "low" },
  ...changes,
});

/** A mission of three days in November 2019. */
export const missionOf = (areaId: string, changes: Partial<MissionInput> = {}): MissionInput => ({
  ...{ id: newId(), startsOn: "2019-11-12", endsOn: "2019-11-14", state: "done", aim: "AIM-WORD" },
  ...{ route: "ROUTE-WORD", areaIds: [areaId], met: "MET-WORD", access: { movement_restrictions: 2 } },
  ...{ programmes: "PROGRAMMES-WORD", findings: "FINDINGS-WORD", followUp: "FOLLOWUP-WORD" },
  ...{ sensitivity: "low" },
  ...changes,
});

/** A brief for an operation in the second week of December 2019. */
export const briefOf = (actorId: string, areaId: string, changes: Partial<BriefInput> = {}): BriefInput => ({
  ...{ id: newId(), actorId, command: "COMMAND-WORD", areaIds: [areaId], windowFrom: "2019-12-09" },
  ...{ windowTo: "2019-12-13", civilians: "CIVILIANS-WORD", sites: "SITES-WORD", routesOut: "ROUTES-WORD" },
  ...{ screening: "SCREENING-WORD", protectedObjects: "OBJECTS-WORD", likelyHarm: "HARM-WORD" },
  ...{ asks: "ASKS-WORD", sensitivity: "low" },
  ...changes,
});

/** An option chosen on 18 November 2019, to be looked at again on 2 December and not reviewed yet. */
export const mitigationOf = (actorId: string, changes: Partial<MitigationInput> = {}): MitigationInput => ({
  ...{ id: newId(), actorId, option: "liaison_parties", words: "CHOICE-WORD", chosenOn: "2019-11-18" },
  ...{ chosenBy: "CHOOSER-WORD", reviewOn: "2019-12-02", sensitivity: "low" },
  ...changes,
});

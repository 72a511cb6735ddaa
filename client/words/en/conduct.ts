/** English words of "conduct": harm attributed to an actor, before and after a day, who is in reach of whom, and options. */
export const conduct = {
  // Harm attributed to an actor
  title: "Conduct towards civilians",
  scope:
    "Incidents attributed to this actor alone, in the period. Counted: {named}. All else is alleged and not added.",
  counted: "Counted",
  alleged: "Alleged, not counted",
  records: "{n, plural, one {# incident} other {# incidents}} behind this number",
  recordsClose: "Close",
  record: "Incident",
  "column.events": "Incidents",
  "column.killed": "Killed",
  "column.civilians": "Civilians",
  "column.unknown": "Status unknown",
  "column.counted": "Counted ({named})",
  "column.alleged": "Alleged",
  tactics: "Tactics, incidents",
  weapons: "Weapons, incidents",
  victims: "Civilian victims, people",
  victimsHelp: "As far as sex and age are recorded; best counts.",
  notRecorded: "Not recorded",
  narrowed: "Weapons and victims are told for the whole period only: take other filters away to see them.",
  "around.title": "Before and after a day",
  "around.day": "Day",
  "around.dayHelp": "A ceasefire, a change of command, a training, an offensive …",
  "around.length": "Days on each side",
  "around.days": "{n} days",
  "around.event": "Or a day told of this actor",
  "around.eventNone": "Choose",
  "around.before": "Before: {span}",
  "around.after": "From it on: {span}",
  "around.chart": "Killed before and after {date}, attributed to this actor alone",
  "around.association": "An association with that day, not its effect.",

  // Who is in reach of whom
  "reach.ofActor": "Must and Should areas in reach",
  "reach.ofActorScope": "{name} and its units, as told for {date}. Areas of cycle {cycle}.",
  "reach.noCycle": "You see no planning cycle, so no area is Must or Should for you.",
  "reach.ofArea": "Who threatens this area?",
  "reach.ofAreaScope":
    "Armed actors told to be here, or whose claimed reach extends to here, as told for {date}.",
  "reach.none": "No unit that you read of is told to be in reach. Silence is not safety.",
  "reach.noPlace":
    'Nobody tells where this actor or its units are. That is not known, which is not "nowhere".',
  "reach.unit": "Unit",
  "reach.area": "Area",
  "reach.how": "How",
  "reach.threat": "Threat",
  "reach.ground": "told to be there ({from})",
  "reach.distance": "{km} from {from}; reach {reach} ({grade}, as of {date})",
  "reach.unknown": "reach not known; nearest told place {from}, {km}",
  "reach.nowhere": "nobody tells where it is",
  "reach.unassessed": "not assessed",
  "reach.unknownTitle":
    "{n, plural, one {# unit whose reach nobody claims} other {# units whose reach nobody claims}}",
  "reach.unknownHelp":
    "Only the ground they are told to be on is counted for them. Whether they act further is not known.",
  "reach.source":
    "From zones, headquarters and claims of reach that you may read. In reach: told to be in the area, or the straight line between the middles of two areas is not longer than the claimed reach.",

  // Printed profile
  "profile.instead":
    "This page stays on the screen: papers get searched. “Profile to print” leaves out contacts, threat and reach, and what is exact of high and severe records.",
  "profile.open": "Profile to print",
  "profile.back": "Back to the actor",
  "profile.for": "{operation}. As {community} ({organisation}) reads it on {date}.",
  "profile.without":
    "Without contacts, orders, conduct notes, threat and reach. Of high and severe records districts and months only. Not for targeting; not to be passed on.",

  // Options
  "options.title": "Options against this threat",
  "options.all": "Options against threats",
  "options.due":
    "{n, plural, =0 {No review is overdue.} one {# review is overdue.} other {# reviews are overdue.}}",
  "options.none": "No option is chosen yet.",
  "options.chosen": "chosen {date} by {who}",
  "options.chosenBare": "chosen {date}",
  "options.review": "review due {date}",
  "options.reviewLate": "review was due {date}",
  "options.reviewed": "reviewed {date}: {result}",
  "options.learned": "Learned: {text}",
  "options.source":
    "Chosen and reviewed by people; what came of it is their judgement, an association and not a cause. Options come from the UN policy on the protection of civilians, civil-military coordination and due diligence; those marked “own list” are Concord’s, from no published list. Use of force is none of the options.",
};

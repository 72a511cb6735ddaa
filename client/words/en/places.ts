/** English words of "places". Key = what it is for; value = an ICU message. Other languages must have the same keys. */
export const places = {
  // Head of the area page
  "area.where": "{level} in {parents}",
  "area.print": "Print two pages",
  "area.copy": "Copy link",
  "area.copied": "Link copied",
  "area.onMap": "Show on the map",
  "area.tools": "Period, dataset, print",
  "area.dataset": "Dataset",
  "area.demonstration": "Demonstration: published data, not verified by this operation.",
  "area.atParent":
    "Events are known to the district at the finest. Figures of harm below are those of {district}, of which {area} is a part.",
  "area.more": "and {n} more",
  "area.locator": "Where {area} lies",
  "area.mapSource": "Boundaries: {source}. {disclaimer}",

  // Priority
  "priority.title": "Category and why",
  "priority.behind": "{n, plural, one {The # event} other {The # events}} counted",
  "priority.none": "In no planning cycle. That is no statement about risk here.",
  "priority.cycle":
    "Cycle {name}, {period}, {state, select, agreed {agreed} closed {closed} other {proposed, not agreed}}",
  "priority.events":
    "Published events: {events}, of them one-sided {oneSided}; killed and recorded as civilian {civilians}.",
  "priority.score": "Follows from the assessment of {date} by {organisation}.",
  "priority.override": "Decided by {organisation} on {date}: {reason} To be looked at again on {review}.",
  "priority.proposed": "The rule alone proposes {category}.",
  "priority.withUnknown":
    "{n, plural, one {# death} other {# deaths}} of unknown status stand apart; counted as civilian the category would be {category}.",
  "priority.residual": "With what people, partners and mission can do: {category}.",
  "priority.before": "Before",
  "priority.source": "Source: {dataset}. Levels counted: {levels}.",

  // Harm
  "harm.title": "Harm to people",
  "harm.events": "Events",
  "harm.killed": "Killed, all",
  "harm.civilians": "Recorded as civilian",
  "harm.unknown": "Status unknown",
  "harm.injured": "Injured",
  "harm.dataset": "Dataset",
  "harm.scope": "{period}. Datasets stand side by side and are never added together.",
  "harm.notMeasured": "Not recorded by this dataset",
  "harm.none": "No event in the period at the levels counted. Silence is not safety.",
  "rate.noPopulation": "Deaths per 100,000 people: population not known.",
  "rate.year": "{dataset}: {rate} killed per 100,000 people and year ({people} people in {year}, {source}).",
  "rate.annualised":
    "{dataset}: {rate} killed per 100,000 people and year, annualised from {days, plural, one {# day} other {# days}} ({people} people in {year}, {source}).",
  "harm.otherLevels": "{n, plural, one {# event} other {# events}} at other levels of verification left out.",
  "harm.trend": "Killed per {bucket, select, month {month} quarter {quarter} other {year}}, {dataset}",
  "harm.compare.rise":
    "Clearly more civilians killed than in the period of the same length before: {now} after {before}.",
  "harm.compare.fall":
    "Clearly fewer civilians killed than in the period of the same length before: {now} after {before}.",
  "harm.compare.no_clear_change":
    "No clear change in civilians killed against the period before: {now} after {before}.",
  "harm.compare.too_few": "Too few civilians killed to compare with the period before: {now} after {before}.",
  "harm.compare.open":
    "No comparison with the period before, because a count is a minimum: {now} after {before}.",
  "harm.compare.before": "Incidents of the period before",
  "harm.compare.unknown": "No comparison with the period before: civilians killed are not recorded in both.",
  "harm.latest": "Latest events",
  "harm.latestAll": "List all of them",
  "harm.source":
    "{citation} Version {version}. Levels counted: {levels}. By last day of the event, as of {date}.",

  // Trend drawing
  "trend.none": "{label}: no event recorded",
  "trend.said":
    "{label}: {killed} killed, {civilian} recorded as civilian, {unknown} of unknown status, in {events, plural, one {# event} other {# events}}",
  "trend.partial": "The period covers this one only in part.",
  "trend.reader": "Read the bars one by one",

  // Who harms
  "actors.title": "Who is alleged to have harmed civilians here, according to {dataset}",
  "actors.party": "Alleged perpetrator",
  "actors.none": "No event in the period.",
  "actors.communal_group": "Communal group (one class)",
  "actors.several_parties": "Several parties together",
  "actors.fighting_between_parties": "Fighting between parties, attributed to nobody",
  "actors.not_recorded": "Not recorded",

  // People and sites
  "people.title": "People and sites",
  "people.population": "Population",
  "people.populationOf": "{total} ({year})",
  "people.parts": "Sum of {counted} of {parts} areas below.",
  "people.populationNone": "No figure is recorded for this area.",
  "people.size": "Size",
  "people.sqkm": "{n} km²",
  "people.children": "Areas below",
  "people.noSites": "No site is recorded here. The lists used are not complete.",
  "people.sites": "{n, plural, one {# place} other {# places}}",
  "people.own": "{n, plural, one {# place} other {# places}} of your organisation",
  "people.source": "Population: {population}. Sites: {sites}.",

  // Presence
  "zones.title": "Who is present",
  "zones.threat": "Threat to civilians from {actor}: {words} (as of {date})",
  "zones.none":
    "No actor is recorded as holding or influencing this area, among records shared with you. That does not mean that nobody does.",
  "zones.within": "in {area}",
  "zones.offPaper":
    "Not on paper: threat, reach and contacts{n, plural, =0 {} one {, and # zone of a high or severe record} other {, and # zones of high or severe records}}.",
  "zones.source": "Dated claims of this operation; each says its day and confidence.",
  "bases.title": "Bases and patrols",
  "bases.inside": "Bases recorded here",
  "bases.none": "None recorded",
  "bases.nearest": "Nearest recorded base",
  "bases.nearestOf": "{name}, {km} in a straight line from the centre",
  "bases.nearestNone": "No base is recorded on this list for this day",
  "bases.strength": "{name}, {n} uniformed",
  "bases.strengthUnknown": "{name}, strength not recorded",
  "bases.entered": "Last entered by a patrol",
  "bases.enteredOn": "{date}, {days, plural, =0 {today} one {# day ago} other {# days ago}}",
  "bases.enteredNever": "No patrol is recorded to have entered",
  "bases.enteredClosed": "Not shared with your organisation",
  "bases.patrols": "Patrols",
  "bases.patrol": "{date} · {unit} · {state}",
  "bases.closed":
    "Not shared with your community. Where bases and patrols are, and where they are not, has no public version.",
  "bases.source": "Bases: {list}, {date}. Patrols: records shared with you.",
  "bases.noList": "no list of bases",
  "bases.incomplete": "published list, not complete",
  "bases.ownList": "the operation’s own list",

  // What is not known
  "contacts.title": "Whom to call about access here",
  "contacts.line":
    "{counterpart}: last {form} about {topic}, {date}. The relation and the number are with {ourSide}.",
  "contacts.none": "Nobody has written down a contact with it.",
  "contacts.source": "Contacts of this operation that you may read; not on paper.",
  "contacts.all": "All contacts",
  "unknown.title": "What is not known",
  "unknown.coverage":
    "How much of what happens here is ever reported: nobody can count that. Silence is not safety.",
  "unknown.wider":
    "{n, plural, one {# event} other {# events}} in the period {n, plural, one {is} other {are}} known only to {parent} and may have happened here.",
  "unknown.status":
    "Whether {n, plural, one {# person} other {# people}} killed in the period {n, plural, one {was a civilian} other {were civilians}}. They are counted apart.",
  "unknown.measures": "{measures}: {dataset} does not record {n, plural, one {it} other {them}}.",
  "unknown.groups": "Sex and age of those killed: {dataset} does not record them.",
  "unknown.range": "How uncertain the count of civilians is: {dataset} gives it no range of its own.",
  "unknown.baseList": "Bases missing from {list}: it is published and not complete.",
  "unknown.baseDate": "Bases on this day: {list} ends on {date}.",
  "unknown.noBases": "Bases: no list of bases is shared with you.",
  "unknown.patrols": "Whether patrols came: none is recorded or shared with you.",
  "unknown.zones": "Who holds this ground: nothing is recorded or shared with you.",
  "unknown.zonesOld": "Who holds this ground today: the newest claim stands for {date}.",
  "unknown.population":
    "How many people live here now: the figure is of {year}. Displacement since is not in it.",
  "unknown.populationNone": "How many people live here.",
  "unknown.precise": "The exact place of {n, plural, one {# event} other {# events}} in the period.",
  "measure.killed": "Deaths",
  "measure.injured": "Injuries",
  "measure.abducted": "Abductions",
  "measure.displaced": "Displacement",
  "source.title": "Sources",
  "source.line": "{title} {version}: {citation} {licence}",
};

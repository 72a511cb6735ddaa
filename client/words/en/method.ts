/** English words of the page that states how each figure is made. Numbers come from the rules as arguments. */
export const method = {
  title: "How each figure is made",
  lead: "What Concord counts, what it leaves out, and what no figure here can say. Every number in the rules below is the one the program computes with.",
  link: "How this is computed",
  contents: "On this page",
  print: "Print this page",
  printedFor: "{operation}, as of {date}",

  "datasets.title": "Datasets are never added together",
  "datasets.1":
    "Two recorders count the same deaths. A figure therefore shows one dataset at a time, or several side by side, and never their sum. The name and version of the dataset stand under the figure.",
  "datasets.2":
    "Every dataset keeps its own rules: what it records, what it leaves out and which range it gives. What it does not record is shown as “–”. Not recorded is not zero.",
  "datasets.3":
    "Illustrative records describe nothing that happened. Figures leave them out unless you ask for them.",
  "datasets.here": "Datasets of this operation",
  "datasets.primary": "shown first",
  "datasets.log": "Logged in this operation",

  "levels.title": "Levels of verification",
  "levels.1":
    "A figure counts only incidents at the headline levels of the operation, and names these levels. Headline levels of this operation: {levels}.",
  "levels.2":
    "Incidents at other levels stand apart, with their own number. If you choose levels in the filter, figures count those you chose and name them.",
  "levels.3":
    "For a published dataset, “corroborated” means: published by the recorder named under the figure, not verified by this operation.",
  "levels.headline": "counted here",

  "counts.title": "Low, best and high",
  "counts.1":
    "Where the source gives three numbers, the chart draws the best estimate; the band and the brackets show low to high.",
  "counts.2":
    "Sums add low to low, best to best and high to high. The range of a sum is cautious: it assumes that every estimate errs in the same direction.",
  "counts.3": "“≥” means at least: the source gives no upper bound.",
  "counts.4":
    "Where a source contradicts itself, with low above best or best above high, the record is kept as published and marked. Nothing is silently repaired.",

  "civilians.title": "Civilians and unknown status",
  "civilians.1": "“Recorded as civilian” counts the people whom the source recorded as civilians.",
  "civilians.2":
    "People of unknown status are counted apart and never as civilians. Some of them may have been civilians.",
  "civilians.3": "“All killed” includes civilians, fighters and people of unknown status.",
  "civilians.4": "Where a dataset gives civilians no range of their own, one number is shown.",

  "time.title": "Dates and periods",
  "time.1": "An incident counts once, in the period that holds its last day.",
  "time.2":
    "Some incidents are known only to a span of days that begins in one period and ends in the next. Exported trends call them “coarse” and say how many there are.",
  "time.3": "A period that is not over, or whose incidents are still being verified, is marked provisional.",
  "time.4":
    "Today in this operation is {date}. Later records lie outside the usual periods until you choose them.",

  "places.title": "Places, and why some are squares",
  "places.1":
    "Each incident says how well its place is known. The map draws a point only where the place is known exactly or to about {km} km.",
  "places.2":
    "All other incidents are counted in a square on the smallest area known. A point would claim what nobody knows.",
  "places.3":
    "The figures of a district hold only incidents known to lie in it. Those known only to the region may have happened there; the area page says how many there are.",
  "places.table": "How well a place is known",

  "parties.title": "Who is alleged to have caused harm",
  "parties.1":
    "All attribution is according to the source named under the figure. “Alleged perpetrator” is no finding of responsibility.",
  "parties.2":
    "One-sided violence stands under the party that the source names. Where it names several, the incident stands under “{several}”; deaths are not divided among them.",
  "parties.3":
    "Fighting has no perpetrator in these figures. All of it stands in one bar, “{fighting}”, whoever died.",
  "parties.4":
    "Groups named after a religion, a people or a community are one grey class, “{communal}”: a people is not a party to a conflict. The name that the source uses stands on the record only.",
  "parties.5": "No party is hostile by default. Order and colour say nothing about friend or foe.",

  "comparison.title": "What counts as a change",
  "comparison.1":
    "A period is compared with the one before it, and with the same period a year earlier. A calendar month, quarter or year is compared with the one before it, any other period with as many days before it.",
  "comparison.2":
    "A difference is called a change when both counts together are at least {enough} and differ by more than {roots} times the square root of their sum.",
  "comparison.3":
    "Fewer than {enough} together are “{tooFew}”; everything else is “{noChange}”. Periods of different length are compared per day.",
  "comparison.4":
    "Examples: {smallNow} after {smallBefore} is “{small}”, {middleNow} after {middleBefore} is “{middle}”, {largeNow} after {largeBefore} is “{large}”.",
  "comparison.5":
    "The rule guards against chance. It cannot tell whether more happened or more was reported.",
  "comparison.6":
    "Where a count is a minimum (“≥”), a verdict is given only if no higher number could turn it. The mean of the four periods before stands beside, without a verdict.",

  "priorities.title": "Must, Should, Could, Monitor",
  "priorities.1":
    "Where nobody has assessed an area, the events recorded in the period of the planning cycle propose its category. Where people have assessed it, their score does.",
  "priorities.2":
    "One-sided events are violence of an organised party against civilians, in contrast to fighting between parties.",
  "priorities.3":
    "Two scores are kept. The inherent score rests on what people and the State can do themselves and decides the category. The residual score adds mission and partners and only orders the gaps. A missing grade gives no score.",
  "priorities.4":
    "A decision needs a reason of at least {reason} characters and a review date. All of this is advice; people decide.",

  "deployment.title": "Areas with a recorded base",
  "deployment.1":
    "An area counts on a day when at least one base in it has a deployment recorded for that day. The share is the number of these areas divided by all areas of the category.",
  "deployment.2":
    "Public lists of bases are incomplete: the mission may have had more. The share says where a base is recorded and is no statement about the mission’s performance.",
  "deployment.3":
    "Lists differ in completeness, so years stand side by side without an arrow. Two lists are never merged. A day that a list does not reach has no share.",
  "deployment.4": "“≈” marks a strength that is a yearly mean or an even split of a total.",
  "deployment.5":
    "Gaps are ordered by category, then residual score where assessed, then civilians killed, then events.",

  "patrols.title": "Areas entered by patrols",
  "patrols.1":
    "An area counts when a patrol that was completed or partly carried out entered it within the window. Planned routes never count.",
  "patrols.windows": "Usual windows, the day itself included",
  "patrols.window": "{n, plural, one {# day} other {# days}}",
  "patrols.2":
    "A patrol counts for the area it names and for the areas above it, not for smaller areas inside.",
  "patrols.3":
    "Days since the last patrol count from the last completed one. An area that no patrol is recorded to have entered comes first, because never is worse than long ago.",
  "patrols.4":
    "The share of denied patrols is taken from all patrols of the longest window, cancelled ones too. A patrol is activity: it does not show that people were safer.",

  "distance.title": "Distance to a base",
  "distance.1":
    "Distances are straight lines over the globe (radius {radius} km) from the centre point stated for the area to the nearest recorded base.",
  "distance.2":
    "The way by road is longer. How long it takes, and whether it can be driven, is not in the data.",

  "sharing.title": "Who sees which records",
  "sharing.1":
    "Every figure is made from the records its reader may see. The sharing protocol of the operation, agreed by both sides, says for each kind of record, owner, sensitivity and community whether that is the whole record, a generalised copy, counts or nothing. The database enforces it, for every list, count, chart, file and program alike.",
  "sharing.2":
    "A generalised copy names the district, the week (for high and severe sensitivity the month) and ranges for small counts; it holds no text and no source. Counts that are shared as counts leave out small ones.",
  "sharing.3":
    "A new version that shows anything more needs the signatures of both sides; one that only closes is in effect at once. Old versions stay readable. The sharing protocol stands in the menu of the operation.",
  "sharing.4":
    "Every file and print says with whose eyes it was made and is internal. A table for publication is made of whole years that are over, by quarter, province, kind or alleged perpetrator, without any further filter; counts from 1 to 4 are kept back, and with them what would let them be found by subtraction from that table or another public one.",

  "silence.title": "What is not known",
  "silence.1":
    "Silence is not safety. An area without recorded incidents is an area without information, not an area without harm.",
  "silence.2":
    "No figure knows what nobody reported: for want of a network, of access, of a partner, or of trust.",
  "silence.3":
    "You see what your community may see. Readers of another community may see other records and therefore other sums.",
};

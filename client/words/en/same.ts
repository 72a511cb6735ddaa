/** English words of "same": two records of one actor, said and taken back. */
export const same = {
  open: "Same as another actor…",
  title: "Same as another actor",
  lead: "{actor} may be recorded twice: by another organisation, in a dataset, or by a second name. Choose the other record and compare.",
  other: "Other record",
  likely: "Likely by name:",
  likelyNone: "No other name is like this one. Search for it.",
  compare: "Both records side by side",
  "row.names": "Other names",
  "row.kind": "Kind",
  "row.active": "Active",
  "row.superior": "Stands under",
  "row.zones": "Zones",
  "row.claims": "Claims",
  "row.events": "Reports and events that name it",
  "row.from": "Recorded by",
  stays: "Which record stays",
  staysHelp:
    "The other one is shown with it. You may let go your organisation’s own records{imports, select, yes { and published ones} other {}}.",
  noneGoes:
    "Neither record is your organisation’s own, so that you cannot let one go into the other. The organisation of one of them can.",
  reason: "Why they are the same",
  reasonHelp: "Read by your organisation only.",
  "then.title": "What happens",
  "then.shown":
    "Whoever sees both records reads one actor, {kept}: in lists, on reports, in figures, structure, ground and files. Whoever sees one of them reads what they read before.",
  "then.kept": "Nothing is moved or deleted. Claims, zones and reports keep the record they name.",
  "then.bound":
    "Whoever is one of both, commands or supports it, counts as bound to harm attributed to the other. Rules and releases become stricter for everybody; what was handed over already may wait for a second person.",
  "then.undo": "You can take it back at any time. Releases that wait then still wait.",
  "stop.twice":
    "Your organisation has {one} under {above} and {other} under {beside} at the same time. End one of these relations first.",
  "stop.circle": "By your organisation’s relations it would then command itself. Correct those first.",
  submit: "Show as one actor",
  said: "Both are shown as one actor now.",
  also: "Also recorded as",
  "also.from": "{source}, shown here since {date} by {by}",
  "also.reason": "Because: {reason}",
  "also.undo": "Undo",
  "also.correct": "Undo and correct this record",
  "also.correctHelp":
    "While it is shown here, what it says cannot be changed. Claims and zones go on being added.",
  "also.undone": "Both are shown by themselves again.",
  logged: "logged of the record “{name}”",
  "edit.title": "This record is shown as “{name}”",
  "edit.lead":
    "It cannot be corrected while it is shown with another one. Undo that first, on the page of “{name}” under “Also recorded as”; then correct it.",
  "edit.open": "Open “{name}”",
  of: "told of the record “{name}”",
};

/** English words of notices: the bell and what an organisation is told. Outside the product only their number is. */
export const notices = {
  button: "{n, plural, =0 {Notices, none new} one {Notices, # new} other {Notices, # new}}",
  title: "Notices",
  openReport: "Open the report",
  markAll: "Mark all as read",
  unread: "new",
  more: "Read why",
  empty: "No notices yet",
  emptyHelp:
    "Here you are told when something is released to you, withdrawn, or changed for everyone, when a report waits for you, and what is new in your views.",
  "code.unknown": "News from {from}",
  "code.glass_opened": "An administrator of {from} broke the glass and reads every record until {until}.",
  "code.glass_closed": "An administrator of {from} closed the broken glass again.",
  "code.lock_changed":
    "{lock, select, read_only {{from} made the operation read-only: nobody writes for now.} closed {{from} closed the operation: nobody reads or writes records for now.} other {{from} opened the operation again.}}",
  "code.release_received": "{from} released something to you.",
  "code.release_withdrawn": "{from} withdrew a release. Stop using what was released.",
  "code.release_accepted": "{from} accepted what you released.",
  "code.release_refused": "{from} refused what you released.",
  "code.record_changed": "{from} changed a record you were given. Stop using the old version.",
  "code.record_withdrawn": "{from} withdrew a record you were given. Stop using it.",
  "code.protocol_proposed": "{from} proposed a new version of the sharing protocol.",
  "code.protocol_refused":
    "{from} refused the proposed version of the sharing protocol, or took it back. It says why.",
  "code.protocol_agreed": "A new version of the sharing protocol is agreed and in effect.",
  "code.review_assigned": "You were asked to verify a report.",
  "code.review_asked": "More is asked about a report of yours before it is decided.",
  "code.review_answered": "What you asked about a report is answered.",
  "code.review_decided": "A report of yours was decided.",
  "code.review_comment": "Somebody commented on a report that concerns you.",
  "waits.protocol": "Version {version} of the sharing protocol waits for your side’s signature.",
  "waits.protocolOpen": "Read it, then sign or refuse",
  "waits.consents":
    "{n, plural, one {A release to somebody bound to the harm waits} other {# releases to somebody bound to the harm wait}} for you as the second person.",
  "waits.consentsOpen": "Look before agreeing",
  "code.protocol_tightened": "{from} tightened the sharing protocol. It is in effect.",
};

/** English words of working without a network: what lies on the device, what waits to be sent, the device's PIN. */
export const offline = {
  "version.ready": "A new version of Concord is ready.",
  "version.take": "Reload",
  menu: "This device",
  "mark.offline": "offline",
  "mark.label":
    "{reached, select, yes {{n, plural, one {# report waits} other {# reports wait}} to be sent} other {No connection. {n, plural, =0 {Nothing waits to be sent} one {# report waits to be sent} other {# reports wait to be sent}}}}",
  "stripe.offline": "No connection.",
  "stripe.kept": "Reports are kept on this device and sent later. Names and areas are those of {time}.",
  "stripe.keptBare": "Reports are kept on this device and sent later.",
  "stripe.tab":
    "What you type stays in this tab. Set a PIN to keep reports on this device and send them later.",
  "stripe.set": "Set a PIN",
  "gate.title": "Enter the PIN of this device",
  "gate.help":
    "{n, plural, =0 {What you took along lies here, locked.} one {One report that was not sent lies here, locked.} other {# reports that were not sent lie here, locked.}} The PIN opens it, also without a network.",
  "gate.pin": "PIN",
  "gate.open": "Open",
  "gate.wrong":
    "That is another PIN. {left, plural, one {One try is} other {# tries are}} left, then everything on this device is deleted.",
  "gate.passkey": "Open with the passkey",
  "gate.passkeyNot":
    "{why, select, dismissed {The passkey was not used.} unsupported {This browser cannot ask the passkey.} other {That is another passkey.}} Try again, or use the PIN.",
  "gate.gone": "That was the tenth wrong PIN. What lay on this device was deleted.",
  "gate.erase": "Delete what lies on this device",
  "gate.eraseSure": "Delete it: reports that were not sent are lost",
  "away.title": "No connection",
  "away.help":
    "Concord cannot be reached, and nothing was taken along on this device. It goes on by itself when there is a connection.",
  "away.retry": "Try again",
  "page.title": "This device",
  "page.lead":
    "What you log without a network waits here, sealed under your PIN, and is sent by itself when there is a connection.",
  "list.title": "Waiting to be sent",
  "list.empty": "Nothing waits. Everything you said has arrived.",
  "list.sendNow": "Send now",
  "list.sending": "Sending",
  "list.kept": "kept {time}",
  "list.new": "New report",
  "list.edit": "Change",
  "list.patrol": "Patrol",
  "list.displaced": "Report of displaced people",
  "list.displacedEdit": "Correction of a report of displaced people",
  "list.toForm": "Edit",
  "list.again": "Send again",
  "list.discard": "Delete",
  "list.discardSure": "Delete it for good",
  "list.compare": "Compare both versions",
  "state.waiting": "Waits for a connection",
  "state.waitingReached": "Is sent next",
  "state.stale":
    "Somebody changed this report after you opened it. Both versions stand side by side; you decide.",
  "state.gone":
    "This report was deleted{when, select, none {} other { on {when}}}. Your change was not stored.",
  "state.goneWhy": "Reason given: {reason}",
  "state.refused": "Not accepted: {why} Open it to put it right.",
  "state.signedOut": "You are signed out. It is sent when you sign in again.",
  "state.locked": "The operation takes no reports at the moment. It is sent when it does.",
  "drafts.title": "Drafts",
  "drafts.lead":
    "{n, plural, =0 {No form that was begun.} one {One form that was begun is kept; it opens as you left it.} other {# forms that were begun are kept; they open as you left them.}}",
  "drafts.incident": "Go on with the report",
  "pin.title": "PIN",
  "pin.none":
    "Without a PIN, drafts stay in this tab and are gone when it is closed, and reports can be sent only with a connection.",
  "pin.set":
    "A PIN is set. It is asked for when you come back after fifteen minutes. After ten wrong PINs everything here is deleted; nobody can tell you the PIN again.",
  "pin.field": "PIN for this device",
  "pin.fieldHelp":
    "At least {n} characters. Letters too are better: who copies the device's storage can try short numbers quickly.",
  "pin.again": "The same again",
  "pin.short": "At least {n} characters are needed.",
  "pin.differ": "The two differ.",
  "pin.submit": "Set the PIN and take the operation along",
  "pin.failed": "The browser keeps nothing here (a private window does not). Drafts stay in this tab.",
  "pin.foreign":
    "This device holds reports of another person, locked under their PIN. What you type stays in this tab.",
  "passkey.title": "Passkey",
  "passkey.lead": "A passkey (fingerprint, face, security key) can open this device too.",
  "passkey.add": "Open with a passkey too",
  "passkey.set": "A passkey opens this device too. The PIN stays.",
  "passkey.drop": "Only the PIN again",
  "passkey.pinHelp": "Once more, so that nobody else adds a key of their own.",
  "passkey.not":
    "{why, select, unsupported {This browser or this key cannot open the device with a passkey (it lacks the extension “prf”). The PIN does.} other {No passkey was made. The PIN opens this device.}}",
  "passkey.unsupported": "This browser offers no passkeys here. The PIN opens this device.",
  "along.title": "Taken along",
  "along.is":
    "{code}: areas, names of places and actors, code lists, as of {time}. Only what is low or generalised; gone after {days} days or when you sign out.",
  "along.none": "Nothing of {code} is taken along.",
  "along.take": "Take along as it is now",
  "along.taken": "Taken along. The form, the map and the lists work without a network.",
  "lock.now": "Lock now",
  "wipe.title": "Delete",
  "kept.note": "Kept on this device. It is sent when there is a connection.",
  "kept.offer": "Keep it on this device and send it later",
  "leave.title": "Not everything was sent",
  "leave.text":
    "On this device {reports, plural, =0 {} one {lies one report that was not sent} other {lie # reports that were not sent}}{both, select, yes { and } other {}}{drafts, plural, =0 {} one {one form that was begun} other {# forms that were begun}}. Signing out deletes them.",
  "leave.send": "Send now",
  "leave.go": "Sign out and delete them",
  "leave.stay": "Stay",
};

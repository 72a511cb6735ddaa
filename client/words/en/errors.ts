/**
 * English words of faults: codes of the server and of forms. Each says what happened, what was kept and what to do.
 * No blame, no exclamation mark.
 */
export const errors = {
  "title.default": "That did not work",
  requestId: "Request {id}",
  retry: "Try again",
  copyId: "Copy the request number",
  copied: "Copied",
  "code.internal":
    "Something failed on our side. What you typed is kept. Try again, or tell your administrator the request number.",
  "code.network":
    "No connection to the server. What you typed is kept. Try again when the connection is back.",
  signInAgain: "Sign in again",
  "code.not_signed_in": "You are signed out. Sign in again; what you typed is kept.",
  "code.not_allowed": "Your role here does not include this. Ask the operation's administrator.",
  "code.not_found": "This record is not shared with you or does not exist.",
  "code.invalid_input": "Some fields need attention. Nothing was saved yet, and nothing you typed is lost.",
  "code.never_logged":
    "Abuse by UN, aid or peacekeeping personnel is never logged here. Nothing was saved. Use the reporting channel shown in the form.",
  "code.conflict":
    "Somebody changed this record after you opened it. Your version is kept here; open the newer one and compare.",
  "code.too_many":
    "Too many requests in a short time. This one was not looked at; nothing you typed is lost. Wait a few seconds and try again.",
  tooManyUntil:
    "Too many wrong tries. Nothing was looked at this time. Try again in {minutes, plural, =0 {{seconds, plural, one {# second} other {# seconds}}} one {# minute} other {# minutes}}.",
  "code.locked": "The operation is read-only at the moment. What you typed is kept.",
  "code.too_large": "This is larger than the server takes in one piece. Send it in parts.",
  "code.unavailable": "The server is starting or busy. Try again in a moment.",
  "page.title": "This page could not be shown",
  "page.lost": "There is no page at this address.",
  "page.operation": "The operation {code} is not shared with you or does not exist.",
  "page.lostHelp": "Check the address, or ask whoever gave it to you. The map is where everything begins.",
  "page.home": "Go to the map",
  "summary.title": "{n, plural, one {One field needs} other {# fields need}} attention",
  "summary.kept": "Nothing you typed is lost.",
  "issue.required": "This is needed.",
  "issue.address_unusable": "This address cannot be used. Choose another one.",
  "issue.invalid": "This cannot be read. Check it.",
  "issue.unknown_field": "This field is not known to the server. Reload the page.",
  "issue.not_in_list": "Choose one from the list.",
  "issue.not_a_uuid": "Choose one from the list.",
  "issue.not_a_date": "This is not a date. Write it as 2019-03-02.",
  "issue.date_ambiguous": "Day and month cannot be told apart. Write it as 2019-03-02.",
  "issue.not_a_number": "This is not a number.",
  "issue.not_whole": "Write a whole number.",
  "issue.below_minimum": "This number is too small here. Correct it.",
  "issue.above_maximum": "This number is too large here. Correct it.",
  "issue.too_short": "This is too short. Write a little more.",
  "issue.too_long": "This is too long. Shorten it.",
  "issue.too_few": "More is needed here. Add another one.",
  "issue.too_many": "There are too many entries. Take some out.",
  "issue.duplicate": "This stands here twice. Put it into one line.",
  "issue.lon_out_of_range": "Longitude lies between −180 and 180.",
  "issue.lat_out_of_range": "Latitude lies between −90 and 90.",
  "issue.point_incomplete": "A point needs both latitude and longitude.",
  "issue.point_missing": "With this precision a point is needed. Add it, or choose “district only”.",
  "issue.place_missing": "Say where: an area, a point, or the name of the place.",
  "issue.ends_before_start": "The last day is before the first.",
  "issue.tells_position":
    "Smaller than 0.25 km² (500 × 500 m): that tells a position, not ground. Draw it wider, or take the area instead.",
  "issue.taken_back": "This claim was taken back and is not known here. Leave the row out.",
  "issue.in_future": "This date is after the operation's today. Choose an earlier one.",
  "issue.negative_count": "A count cannot be below zero. Leave it empty where it is unknown.",
  "issue.best_missing": "Give the best estimate, or leave all three empty if nobody knows.",
  "issue.low_above_best": "The lowest figure is above the best estimate.",
  "issue.best_above_high": "The best estimate is above the highest figure.",
  "issue.cycle_closed": "This planning cycle is over. Decide and assess in the cycle that follows it.",
  "issue.code_taken": "An operation with this code exists already. Choose another code.",
  "issue.operation_code": "A code is 2 to 32 capital letters, digits and hyphens, beginning with a letter.",
  "issue.not_an_email": "This is not an e-mail address.",
  "issue.wrong_code": "This is not the code that was printed at start. Check it, or start the server again.",
  "issue.too_common": "This is among the first that are guessed. Take a few words of your own.",
  "issue.wrong_second_code":
    "This code is not right, or it was used before. Wait for the next one in your app and type that.",
  "issue.wrong_password": "This is not your password.",
  "issue.other_address":
    "This invitation is for another e-mail address. Sign in with the account of that address.",
  "issue.organisation_unknown": "Choose an organisation of this operation that has members.",
  "issue.administrator_without_rights":
    "An administrator reads no records, so there are no rights to give. Take them off or choose another role.",
  "issue.already_member": "This address belongs to a member already. Change them in the list.",
  "issue.not_oneself": "Nobody changes themselves. Ask another administrator.",
  "issue.works_elsewhere":
    "This account also belongs to an operation you do not administer. You can end the membership here.",
  "issue.unknown_operation": "There is no operation with this code.",
  "issue.organisation_in_other_community": "This organisation belongs to another community here.",
  "issue.source_missing": "Say who told us. The kind of source is enough.",
  "issue.same_actor": "An actor cannot be related to itself.",
  "issue.same_superior": "It stands under this one on that day already.",
  "issue.same_day":
    "Its present superior begins on this very day. Correct that relation, or choose another day.",
  "issue.two_superiors":
    "Your organisation has another superior of this kind for part of these days. End that one first, or move the unit in the structure.",
  "issue.would_circle": "Then it would command itself through others.",
  "issue.reason_too_short": "Give the reason in a sentence, at least 20 characters.",
  "issue.reason_missing": "Say why in a sentence, at least 10 characters.",
  "issue.still_named":
    "Reports still name this actor. Take it out of them first, or leave it and end its activity.",
  "issue.already_same": "One of the two is recorded as the same as another actor already. Undo that first.",
  "issue.communal_differs":
    "One is a communal group and the other is not. Correct your own record first, so that both say the same.",
  "issue.joint_differs":
    "One is a joint party of several groups and the other is one group. They are not the same actor.",
  "issue.illustrative_differs":
    "One is illustrative and the other is real. What is claimed of an illustrative group is not told of a real one.",
  "issue.still_same": "Another record is shown as the same as this actor. Undo that on its page first.",
  "issue.deleted_before":
    "Your organisation deleted this record, and a deleted one is not stored again. Bring it back under “Deleted records”, or log a new one.",
  "issue.route_missing": "Say where they came from or went to, or draw the way.",
  "issue.not_same_violation": "This report tells of another violation. A case holds one.",
  "issue.already_in_case": "This report counts in another case already.",
  "issue.report_unknown": "This report is not shared with you in full, or does not exist.",
  "issue.overlap_too_large":
    "More people than any two agencies could share. Give at most the difference of the two totals.",
  "issue.review_before_decision": "The review date is before the decision.",
  "issue.areas_missing": "Name at least one area.",
  "issue.not_one_ring": "The shape is not one polygon without holes.",
  "issue.area_unknown": "This area is not known in the operation.",
  "issue.column_missing": "A column is missing.",
  "issue.too_many_cells": "This row has more cells than the header.",
  "issue.quote_unclosed": "A quotation mark is not closed.",
  "issue.no_rows": "There are no rows.",
  "issue.groups_above_total": "The groups add up to more than the total. Raise the total or lower a group.",
  "issue.groups_wider": "The groups are less certain than the total. Widen the total, or narrow the groups.",
  "issue.group_open": "This group says “at least”, so the total must say “at least” too.",
  "issue.signal_without_harm": "A signal has no harm. Take this out, or log an incident instead.",
  "issue.displaced_twice": "Displaced people are counted here and among the harm. Keep one of the two.",
  "issue.below_rule":
    "There are not enough independent or direct sources for “verified”. Choose “corroborated”, or ask for more.",
  "issue.illustrative_only":
    "In a demonstration this is said of illustrative groups only, never of a real one. Choose another attribute.",
  "issue.holds_contact": "This holds a telephone number, an e-mail address or coordinates. Take them out.",
  "issue.not_allowed_to_lower":
    "Only a coordinator lowers the sensitivity. Choose the stored one or a higher one.",
  "issue.could_target": "This could serve targeting. Say that you have thought of it, or keep it.",
  "issue.record_unknown": "This record is not your organisation's, or does not exist. Nothing was released.",
  "issue.more_than_agreed":
    "The protocol lets nobody hand over this much of this record to them. Nothing was released.",
  "issue.office_unknown": "Choose an office of the community you release to.",
  "issue.raises_level": "This hands over more than before. Say so, or keep the level.",
  "issue.until_past": "This day is over. Choose today or a later one.",
  "issue.sends_email": "This holds an e-mail address. Take it out.",
  "issue.sends_coordinates": "This holds coordinates. Take them out; an exact place goes in a request.",
  "issue.sends_phone": "This holds a telephone number. Take it out.",
  "issue.sends_place_code":
    "This holds the code of a place smaller than a district. Take it out or confirm it.",
  "issue.sends_exact_date": "This holds an exact date. Take it out or confirm it.",
  "issue.sends_exact_hour": "This holds a time of day. Take it out or confirm it.",
  "issue.sends_person": "This may name a person. Take it out or confirm it.",
};

/** English words of "exchange". Key = what it is for; value = an ICU message. Other languages must have the same keys. */
export const exchange = {
  /** Opens what a reader must know about the dataset in use. */
  about: "About this dataset",
  "about.licence": "Licence: {licence}",
  "about.none": "Logged in this operation, not published.",
  "caveat.deaths_only": "Counts deaths only; injuries, abductions and displacement are not recorded.",
  "caveat.no_civilian_range": "Civilians have no range of their own; deaths of unknown status stand apart.",
  "caveat.no_sex_no_age": "Sex and age are not recorded.",
  "caveat.contradictions_kept":
    "Where low, best and high contradict each other, they are kept as published and marked.",
  "caveat.according_to_recorder":
    "All attribution is according to the recorder, not verified by this operation.",
  "caveat.aid_workers_only": "Only incidents that harmed aid workers.",
  "caveat.recorder_levels":
    "Verification follows the recorder: “Yes” is shown as corroborated, “Pending” as reported, “Archived” as not verifiable.",
  "caveat.list_incomplete":
    "The list of bases is incomplete: the mission may have had more. It is no statement about performance.",
  "caveat.strength_is_mean": "Strengths are yearly means, evenly split where the source had no detail: ≈.",
  "caveat.strength_from_maps": "Strengths are derived from unit sizes on maps, not headcounts: ≈.",
  "caveat.boundaries_of_2015": "Boundaries are those valid in June 2015, simplified.",
  "caveat.silence": "What was not reported is not in it. Silence is not safety.",
};

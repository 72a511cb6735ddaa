// Forms of keeping an operation's people: what a member is, whom one invites.
import { z } from "zod";
import { COMMUNITY_CODES, type Community, RIGHTS, ROLES } from "./access.ts";
import { EMAIL } from "./access-account.ts";

/** Communities that have members: the public has none. */
export const MEMBER_COMMUNITIES = COMMUNITY_CODES.filter((code) => code !== "public") as [
  Exclude<Community, "public">,
  ...Exclude<Community, "public">[],
];

/** An organisation that is there, or a new one by name and community. */
export const organisationChoice = z.union([
  z.strictObject({ id: z.uuid("not_a_uuid") }),
  z.strictObject({
    name: z.string().trim().min(1, "required").max(200, "too_long"),
    community: z.enum(MEMBER_COMMUNITIES, "not_in_list"),
  }),
]);
export type OrganisationChoice = z.infer<typeof organisationChoice>;

/** What a member is. An administrator reads no records, so there are no rights to give. */
export const memberForm = {
  organisation: organisationChoice,
  role: z.enum(ROLES, "not_in_list"),
  rights: z.array(z.enum(RIGHTS, "not_in_list")).max(RIGHTS.length, "too_many"),
};

export const inviteForm = { email: EMAIL, ...memberForm };

/** Days an invitation stands. */
export const INVITATION_DAYS = 7;

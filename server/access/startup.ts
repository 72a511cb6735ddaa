// The start-up check: the server refuses to serve unless the database itself keeps records apart. It reads the
// catalogue, not our hopes.

import { changedFences } from "../../db/fences.ts";
import { migrationTexts } from "../../db/migrate.ts";
import type { Database } from "../../db/open.ts";
import { OperatorError } from "../../shared/errors.ts";

/** Definer functions by design, by the service role that may call each; any other is a fault. */
const CALLED_BY: Record<string, string | null> = {
  add_token: "app_user",
  audit: "app_user",
  audit_once: "app_user",
  audit_read: "app_user",
  close_glass: "app_user",
  drop_protocol: "app_user",
  end_member: "app_user",
  glasses: "app_user",
  imports: "app_user",
  incident_counts: "app_user",
  invitations: "app_user",
  invite: "app_user",
  keep_organisation: "app_user",
  look_as: "app_user",
  look_back: "app_user",
  me: "app_user",
  moment: "app_user",
  move_clock: "app_user",
  my_tokens: "app_user",
  name_actor: "app_user",
  open_glass: "app_user",
  opens: "app_user",
  people: "app_user",
  propose_protocol: "app_user",
  refused: "app_user",
  release: "app_user",
  release_agree: "app_user",
  release_answer: "app_user",
  release_terms: "app_user",
  release_withdraw: "app_user",
  released: "app_user",
  revoke_invitation: "app_user",
  revoke_token: "app_user",
  set_disabled: "app_user",
  set_lock: "app_user",
  set_posture: "app_user",
  sets_posture: "app_user",

/**
 * English, the language every other one is measured against: `Words` is its type, so a missing or misspelt key in
 * another language does not compile. One file per part of the product, flat keys, ICU messages.
 */
import { access } from "./en/access.ts";
import { account } from "./en/account.ts";
import { actors } from "./en/actors.ts";
import { alike } from "./en/alike.ts";
import { attachments } from "./en/attachments.ts";
import { audit } from "./en/audit.ts";
import { charts } from "./en/charts.ts";
import { claims } from "./en/claims.ts";
import { codes } from "./en/codes.ts";
import { conduct } from "./en/conduct.ts";
import { coverage } from "./en/coverage.ts";
import { definitions } from "./en/definitions.ts";
import { displacement } from "./en/displacement.ts";
import { engagement } from "./en/engagement.ts";
import { errors } from "./en/errors.ts";
import { exchange } from "./en/exchange.ts";
import { frame } from "./en/frame.ts";
import { ground } from "./en/ground.ts";
import { incidents } from "./en/incidents.ts";
import { information } from "./en/information.ts";
import { intake } from "./en/intake.ts";
import { keeping } from "./en/keeping.ts";
import { log } from "./en/log.ts";
import { map } from "./en/map.ts";
import { method } from "./en/method.ts";
import { notices } from "./en/notices.ts";
import { offline } from "./en/offline.ts";
import { place } from "./en/place.ts";
import { places } from "./en/places.ts";
import { priorities } from "./en/priorities.ts";
import { protocol } from "./en/protocol.ts";
import { releases } from "./en/releases.ts";
import { same } from "./en/same.ts";
import { structure } from "./en/structure.ts";
import { verify } from "./en/verify.ts";
import { views } from "./en/views.ts";

export const en = {
  access,
  account,
  actors,
  alike,
  attachments,
  audit,
  charts,
  claims,
  codes,
  conduct,
  coverage,
  definitions,
  displacement,
  engagement,
  errors,
  exchange,
  frame,
  ground,
  incidents,
  information,
  intake,
  keeping,
  log,
  map,
  method,
  notices,
  offline,
  place,
  places,
  priorities,
  protocol,
  releases,
  same,
  structure,
  verify,
  views,
};

/** The shape every language file must have. */
export type Words = { [F in keyof typeof en]: { [K in keyof (typeof en)[F]]: string } };

/** "frame.nav.map", "incidents.form.title" … */
export type WordKey = { [F in keyof Words]: `${F & string}.${keyof Words[F] & string}` }[keyof Words];

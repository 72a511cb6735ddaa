// Rows of the people of generated worlds: contexts, tokens, broken glass; and of the protocol in effect.
import { BEFORE, builderToken, hashOf, LATER, partId, type Row } from "./generated-ids.ts";
import type { Model } from "./oracle.ts";

const expiry = (isOver: boolean) => (isOver ? BEFORE : LATER);

export function contexts(model: Model): Row[] {
  const base = { operation_id: model.operation, session_id: null };
  const people = model.people.map((person) => ({
    ...base,
    token_hash: hashOf(person.token),
    person_id: person.isDesk ? null : person.id,
    token_id: person.scope === "read" || person.state === "token_revoked" ? partId(model, person.id) : null,
    desk: person.isDesk,
    organisation_id: person.isDesk ? person.organisation : null,
    role: person.isDesk ? person.role : null,
    rights: person.isDesk ? person.rights : [],
    expires_at: expiry(person.state === "ended"),
  }));
  const builder = {
    ...base,
    token_hash: hashOf(builderToken(model)),
    person_id: null,
    token_id: null,
    desk: true,
    organisation_id: model.organisations[0]!.id,
    role: "information_manager",
    rights: [],
    expires_at: LATER,
  };
  return [...people, builder];
}

export function tokens(model: Model): Row[] {
  return model.people
    .filter(({ scope, state }) => scope === "read" || state === "token_revoked")
    .map((person) => ({
      id: partId(model, person.id),
      token_hash: hashOf(`bearer ${person.id}`),
      person_id: person.id,
      operation_id: model.operation,
      name: "t",
      scope: person.scope,
      expires_at: LATER,
      revoked_at: person.state === "token_revoked" ? BEFORE : null,
      created_at: BEFORE,
    }));
}

export function glasses(model: Model): Row[] {
  const now = Date.now();
  const at = (hours: number) => new Date(now + hours * 3_600_000).toISOString();
  return model.people
    .filter(({ glass }) => glass !== "never")
    .map((person) => ({
      id: partId(model, `glass ${person.id}`),
      operation_id: model.operation,
      person_id: person.id,
      reason: "A reason of more than twenty letters",
      opened_at: at(person.glass === "over" ? -3 : -1),
      until: at(person.glass === "over" ? -1 : 1),
      closed_at: person.glass === "closed" ? at(0) : null,
    }));
}

export function protocol(model: Model): Row[] {
  if (!model.cells) return [];
  const about = { preset: "integrated", changed: 0, state: "effective", purpose: "", onward: "", reason: "" };
  return [
    {
      ...about,
      id: partId(model, "protocol"),
      operation_id: model.operation,
      version: 1,
      emergency: false,
      review_on: "2100-01-01",
      proposed_at: BEFORE,
    },
  ];
}

export function cells(model: Model): Row[] {
  return [...(model.cells ?? [])].map(([key, level]) => {
    const [kind, side, sensitivity, community] = key.split(".");
    return { protocol_id: partId(model, "protocol"), kind, side, sensitivity, community, level };
  });
}

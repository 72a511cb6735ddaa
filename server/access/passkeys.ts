// The second factor by passkey (WebAuthn Level 3, through SimpleWebAuthn): a key that stays on a phone or stick and
// answers only to this installation's own address, so it cannot be given away on a false page.
import {
  type AuthenticationResponseJSON,
  generateAuthenticationOptions,
  generateRegistrationOptions,
  type RegistrationResponseJSON,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from "@simplewebauthn/server";
import type { Service } from "../service.ts";
import type { Held } from "./sign-in.ts";

/** The name passkeys are bound to, and the one address they answer on. */
const partyOf = ({ config }: Service) => {
  const { hostname, origin } = new URL(config.url);
  return { rpID: hostname, expectedRPID: hostname, expectedOrigin: origin };
};

/** Keeps the challenge for this session or ticket; false when that does not live. */
async function keepChallenge(service: Service, holder: string, challenge: string): Promise<boolean> {
  const { rows } = await service.database.pool.query<{ kept: boolean }>(
    "select app_gate.put_challenge($1, $2) as kept",
    [holder, challenge],
  );
  return rows[0]!.kept;
}

/** Takes the challenge out: an answer is compared with it once. */
async function takeChallenge(service: Service, holder: string): Promise<string | null> {
  const { rows } = await service.database.pool.query<{ challenge: string | null }>(
    "select app_gate.take_challenge($1) as challenge",
    [holder],
  );
  return rows[0]!.challenge;
}

/** What the browser needs to make a passkey; null when the session does not live. */
export async function registrationOptions(
  service: Service,
  holder: string,
  person: { userId: string; email: string; name: string; passkeys: { id: string }[] },
) {
  const options = await generateRegistrationOptions({
    rpName: "Concord",
    rpID: partyOf(service).rpID,
    userName: person.email,
    userDisplayName: person.name,
    userID: new TextEncoder().encode(person.userId),
    attestationType: "none",
    excludeCredentials: person.passkeys.map(({ id }) => ({ id })),
    authenticatorSelection: { residentKey: "discouraged", userVerification: "preferred" },
  });
  return (await keepChallenge(service, holder, options.challenge)) ? options : null;
}

/** The passkey the browser made, checked; null for an answer to another challenge, page or installation. */
export async function verifyRegistration(service: Service, holder: string, response: object) {
  const expectedChallenge = await takeChallenge(service, holder);
  if (expectedChallenge === null) return null;
  const { expectedOrigin, expectedRPID } = partyOf(service);
  const checked = await verifyRegistrationResponse({
    response: response as RegistrationResponseJSON,
    expectedChallenge,
    expectedOrigin,
    expectedRPID,
    requireUserVerification: false,
  }).catch(() => null);
  return checked?.verified ? checked.registrationInfo.credential : null;
}

/** What the browser needs to answer with one of the person's passkeys. */
export async function authenticationOptions(service: Service, held: Held & { ticket: string }) {
  const options = await generateAuthenticationOptions({
    rpID: partyOf(service).rpID,
    allowCredentials: held.passkeys.map(({ id, transports }) => ({ id, transports })),
    userVerification: "preferred",
  });
  return (await keepChallenge(service, held.ticket, options.challenge)) ? options : null;
}

/** Which passkey answered and its new counter; null for a wrong answer. */
export async function verifyAuthentication(
  service: Service,
  held: Held & { ticket: string },
  response: object,
): Promise<{ id: string; counter: number } | null> {
  const expectedChallenge = await takeChallenge(service, held.ticket);
  const answer = response as AuthenticationResponseJSON;
  const known = held.passkeys.find(({ id }) => id === answer.id);
  if (expectedChallenge === null || !known) return null;
  const { expectedOrigin, expectedRPID } = partyOf(service);
  const checked = await verifyAuthenticationResponse({
    response: answer,
    expectedChallenge,
    expectedOrigin,
    expectedRPID,
    requireUserVerification: false,
    credential: {
      id: known.id,
      publicKey: new Uint8Array(Buffer.from(known.publicKey, "base64")),
      counter: known.counter,
      transports: known.transports,
    },
  }).catch(() => null);
  return checked?.verified ? { id: known.id, counter: checked.authenticationInfo.newCounter } : null;
}

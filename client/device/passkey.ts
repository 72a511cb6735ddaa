/**
 * A passkey that opens the device: asked about a fixed number it tells a secret that only it can tell, the same each time
 * (WebAuthn Level 3, extension prf). No server takes part, so it works without a network; and it signs nobody in.
 */
import type { PasskeyAnswer, PasskeyRow } from "./vault.ts";

/** unsupported: this browser or this key cannot tell secrets; dismissed: the person or the browser ended it. */
export type PasskeyFault = "unsupported" | "dismissed";

const random = (length: number) => crypto.getRandomValues(new Uint8Array(length));

/** A passkey is bound to a name; an address of numbers has none. */
export const mayHavePasskey = (): boolean =>
  isSecureContext && "PublicKeyCredential" in globalThis && !/^[\d.]+$|^\[/.test(location.hostname);

/** Makes a passkey for this device and asks it at once. */
export async function makePasskey(): Promise<PasskeyAnswer | PasskeyFault> {
  const salt = random(32);
  const made = await asked(() =>
    navigator.credentials.create({
      publicKey: {
        // Nobody checks the answer of the key: what counts is the secret it tells.
        challenge: random(32),
        rp: { name: "Concord" },
        user: { id: random(16), name: "Concord", displayName: "Concord" },
        // ES256, RS256 (IANA COSE algorithms).
        pubKeyCredParams: [
          { type: "public-key", alg: -7 },
          { type: "public-key", alg: -257 },
        ],
        authenticatorSelection: { userVerification: "required", residentKey: "discouraged" },
        extensions: { prf: { eval: { first: salt } } },
      },
    }),
  );
  if (typeof made === "string") return made;
  if (!made.getClientExtensionResults().prf?.enabled) return "unsupported";
  const credential = new Uint8Array(made.rawId);
  const secret = secretOf(made) ?? (await askPasskey({ credential, salt }));
  return typeof secret === "string" ? secret : { credential, salt, secret };
}

/** The secret of the passkey, after its person was recognised by it. */
export async function askPasskey({
  credential,
  salt,
}: Pick<PasskeyRow, "credential" | "salt">): Promise<BufferSource | PasskeyFault> {
  const told = await asked(() =>
    navigator.credentials.get({
      publicKey: {
        challenge: random(32),
        allowCredentials: [{ type: "public-key", id: credential }],
        userVerification: "required",
        extensions: { prf: { eval: { first: salt } } },
      },
    }),
  );
  if (typeof told === "string") return told;
  return secretOf(told) ?? "unsupported";
}

const secretOf = (told: PublicKeyCredential): BufferSource | undefined =>
  told.getClientExtensionResults().prf?.results?.first;

/** Browsers tell no more of a refusal than its name: ended by the person, timed out, not possible here. */
async function asked(ask: () => Promise<Credential | null>): Promise<PublicKeyCredential | PasskeyFault> {
  try {
    return ((await ask()) as PublicKeyCredential | null) ?? "dismissed";
  } catch (error) {
    return error instanceof DOMException && error.name === "NotSupportedError" ? "unsupported" : "dismissed";
  }
}

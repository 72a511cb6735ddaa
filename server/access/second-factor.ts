// The second factor by code: an authenticator app (TOTP, RFC 6238, through otplib) and recovery codes on paper. Secrets
// lie sealed in the database under a key that only the service has, bound to their person; recovery codes lie there as
// hashes. A code counts once: the database keeps the step of time it was for.
import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from "node:crypto";
import { generateSecret, generateURI, verifySync } from "otplib";
import type { Database } from "../../db/open.ts";

const ALGORITHM = "aes-256-gcm";
const IV_BYTES = 12;
const TAG_BYTES = 16;
/** A code of the step before or after is taken too: clocks of phones are off, and people type slowly. */
const TOLERANCE_S = 30;
const RECOVERY_CODES = 10;
/** No letter that is taken for a digit. */
const ALPHABET = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";

/** A new secret, 160 bits in base32 as apps take it. */
export const newSecret = (): string => generateSecret();

/** What the QR code says. */
export const uriOf = (secret: string, email: string): string =>
  generateURI({ issuer: "Concord", label: email, secret });

/** The step of time the code is for (30 s each since 1970), or null for a wrong one. */
export function stepOf(secret: string, code: string): number | null {
  const token = code.replace(/\s/g, "");
  if (!/^\d{6}$/.test(token)) return null;
  const result = verifySync({ secret, token, epochTolerance: TOLERANCE_S });
  return result.valid && "timeStep" in result ? result.timeStep : null;
}

const keyOf = ({ secret }: Database) =>
  Buffer.from(hkdfSync("sha256", secret, "", "concord second factor", 32));

/** Encrypts a secret for one user; nobody can put it in another's place. */
export function seal(database: Database, userId: string, secret: string): string {
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv(ALGORITHM, keyOf(database), iv).setAAD(Buffer.from(userId));
  const hidden = Buffer.concat([cipher.update(secret, "utf8"), cipher.final()]);
  return Buffer.concat([iv, cipher.getAuthTag(), hidden]).toString("base64url");
}

/** The secret, or null where it was sealed for another user, by another installation, or changed. */
export function unseal(database: Database, userId: string, sealed: string): string | null {
  const bytes = Buffer.from(sealed, "base64url");
  try {
    const decipher = createDecipheriv(ALGORITHM, keyOf(database), bytes.subarray(0, IV_BYTES));
    decipher.setAAD(Buffer.from(userId)).setAuthTag(bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
    return decipher.update(bytes.subarray(IV_BYTES + TAG_BYTES), undefined, "utf8") + decipher.final("utf8");
  } catch {
    return null;
  }
}

/** As stepOf, for a secret that is still sealed. */
export function stepOfSealed(database: Database, userId: string, sealed: string | null, code: string) {
  const secret = sealed === null ? null : unseal(database, userId, sealed);
  return secret === null ? null : stepOf(secret, code);
}

/** Ten codes of 80 bits, four groups of four, to be shown once. */
export const newRecoveryCodes = (): string[] =>
  Array.from({ length: RECOVERY_CODES }, () =>
    Array.from(randomBytes(16), (byte, at) => (at > 0 && at % 4 === 0 ? "-" : "") + ALPHABET[byte % 32]).join(
      "",
    ),
  );

/** What the database keeps of a recovery code; spaces, hyphens and case do not matter. */
export const hashRecoveryCode = (code: string): Buffer =>
  createHash("sha256")
    .update(code.toUpperCase().replace(/[^A-Z0-9]/g, ""))
    .digest();

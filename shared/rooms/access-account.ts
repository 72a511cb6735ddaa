// Forms of the own account: signing in, password, second factor, bearer tokens. Bounds follow NIST SP 800-63B (length
// instead of rules of composition).
import { z } from "zod";

/** A page says with it that it asks by itself, nobody having touched it for a while: that keeps no session alive. */
export const IDLE_HEADER = "x-concord-idle";

/** Ways to prove oneself besides the password. */
export const FACTOR_METHODS = ["passkey", "totp", "recovery"] as const;
export type FactorMethod = (typeof FACTOR_METHODS)[number];

export const PASSWORD_MIN = 12;
export const PASSWORD_MAX = 128;

/** What the passwords tried first are made of; long ones repeat or string together these. */
const WORN =
  /(password|passwort|passw0rd|motdepasse|qwerty|azerty|qazwsx|asdf|letmein|iloveyou|welcome|bienvenue|admin|changeme|secret|concord|abc|123|987|000|111)/g;

/**
 * Is it one of the first to be guessed? True for fewer than five different characters, and for nothing but worn words,
 * digits and marks.
 */
export function isWorn(password: string): boolean {
  const plain = password.toLowerCase();
  const rest = plain.replace(WORN, "").replace(/[^\p{L}]/gu, "");
  return new Set(plain).size < 5 || rest.length < 4;
}

/** A password somebody chooses. */
export const NEW_PASSWORD = z
  .string()
  .min(PASSWORD_MIN, "too_short")
  .max(PASSWORD_MAX, "too_long")
  .refine((password) => !isWorn(password), "too_common");
/** A password somebody gives; whether it fits is found out elsewhere. */
export const GIVEN_PASSWORD = z.string().min(1, "required").max(PASSWORD_MAX, "too_long");
export const EMAIL = z.email("not_an_email").max(254, "too_long");
export const PERSON_NAME = z.string().trim().min(1, "required").max(200, "too_long");
const GIVEN_CODE = z.string().trim().min(1, "required").max(40, "too_long");
/** What a browser answers for a passkey (WebAuthn JSON); the library checks it. */
export const PASSKEY_ANSWER = z.looseObject({ id: z.string().max(2000), rawId: z.string().max(2000) });

/** The own name and address, with the password: an address is what one signs in with. */
export const accountForm = z.strictObject({ name: PERSON_NAME, email: EMAIL, password: GIVEN_PASSWORD });

export const signInForm = z.strictObject({ email: EMAIL, password: GIVEN_PASSWORD });

export const secondProof = z.discriminatedUnion("method", [
  z.strictObject({ method: z.literal("totp"), code: GIVEN_CODE }),
  z.strictObject({ method: z.literal("recovery"), code: GIVEN_CODE }),
  z.strictObject({ method: z.literal("passkey"), answer: PASSKEY_ANSWER }),
]);
export type SecondProof = z.infer<typeof secondProof>;

export const TOKEN_SCOPES = ["read", "write"] as const;
export const TOKEN_DAYS_MAX = 366;
export const tokenForm = {
  name: z.string().trim().min(1, "required").max(100, "too_long"),
  scope: z.enum(TOKEN_SCOPES, "not_in_list"),
  days: z.int("not_whole").min(1, "below_minimum").max(TOKEN_DAYS_MAX, "above_maximum"),
};

/** How often somebody is written to at most, when there is something new. */
export const MAIL_CHOICES = ["never", "hour", "day"] as const;
export type MailChoice = (typeof MAIL_CHOICES)[number];

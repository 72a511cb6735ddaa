// Remote calls of the own account: what it is, password, second factor, open sessions. Whoever calls holds the session
// itself; a bearer token is told that nobody is signed in.
import { z } from "zod";
import { AppError } from "../../shared/errors.ts";
import {
  accountForm,
  GIVEN_PASSWORD,
  MAIL_CHOICES,
  type MailChoice,
  NEW_PASSWORD,
  PASSKEY_ANSWER,
} from "../../shared/rooms/access-account.ts";
import { router, signedIn } from "../rpc/trpc.ts";
import { ask, readAccount, readAccountByPassword, readSessions, renewRecoveryCodes } from "./account.ts";
import { replacePassword } from "./auth.ts";
import { admitGuess } from "./limits.ts";
import { registrationOptions, verifyRegistration } from "./passkeys.ts";
import { newSecret, seal, stepOfSealed, uriOf } from "./second-factor.ts";
import { giveSession } from "./session.ts";

const account = z.object({
  name: z.string(),
  email: z.string(),
  demonstration: z.boolean(),
  verified: z.boolean(),
  totp: z.boolean(),
  passkeys: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      createdAt: z.string(),
      lastUsedAt: z.string().nullable(),
    }),
  ),
  recoveryLeft: z.int(),
  sourcesIn: z.array(z.string()),
  /** How often they are written to; null: this installation sends no e-mail. */
  mail: z.enum(MAIL_CHOICES).nullable(),
  sessions: z.array(
    z.object({
      id: z.string(),
      agent: z.string().nullable(),
      createdAt: z.string(),
      lastUsedAt: z.string(),
      current: z.boolean(),
      verified: z.boolean(),
    }),
  ),
});

const byPassword = z.strictObject({ password: GIVEN_PASSWORD });
/** Codes shown once, where the first factor was just set up; null where codes are there already. */
const newCodes = z.array(z.string()).nullable();

const wrongCode = () =>
  new AppError("not_allowed", { fields: [{ path: "code", reason: "wrong_second_code" }] });

export const accountRouter = router({
  get: signedIn.output(account).query(async ({ ctx }) => {
    const { userId: _, ...own } = await readAccount(ctx.service, ctx.secret);
    const mail = ctx.service.config.mail && (await ask<MailChoice>(ctx.service, ctx.secret, "mail_choice"));
    return { ...own, mail, sessions: await readSessions(ctx.service, ctx.secret) };
  }),
  /** Who wants to hear by e-mail that there is something new, and how often at most. */
  setMail: signedIn
    .input(z.strictObject({ every: z.enum(MAIL_CHOICES) }))
    .output(z.null())
    .mutation(async ({ ctx, input }) => {
      await readAccount(ctx.service, ctx.secret);
      if (!ctx.service.config.mail && input.every !== "never") throw new AppError("not_allowed");
      if (!(await ask<boolean>(ctx.service, ctx.secret, "set_mail_choice", [input.every])))
        throw new AppError("not_allowed");
      return null;
    }),
  /** Another address ends all other sessions. One that somebody signs in with already is refused, and counted. */
  change: signedIn
    .input(accountForm)
    .output(z.null())
    .mutation(async ({ ctx, input }) => {
      const { service, request, secret } = ctx;
      const own = await readAccountByPassword(service, request, secret, input.password);
      const wasRight = await admitGuess(service, request, "invitation", own.userId);
      const done = await ask<string>(service, secret, "change_account", [input.name, input.email]);
      if (done === "not_allowed") throw new AppError("not_allowed");
      if (done === "taken")
        throw new AppError("invalid_input", { fields: [{ path: "email", reason: "address_unusable" }] });
      await wasRight();
      return null;
    }),
  /** Ends all other sessions, so that whoever knew the old password is out. */
  changePassword: signedIn
    .input(z.strictObject({ password: GIVEN_PASSWORD, next: NEW_PASSWORD }))
    .output(z.null())
    .mutation(async ({ ctx, input }) => {
      const { service, request, secret } = ctx;
      const { userId } = await readAccountByPassword(service, request, secret, input.password);
      await replacePassword(service.auth, userId, input.next);
      await ask(service, secret, "end_sessions", ["others"]);
      return null;
    }),
  /** `others`, `all` (this one too), or one by its id. */
  endSessions: signedIn
    .input(z.strictObject({ which: z.string().min(1).max(100) }))
    .output(z.object({ ended: z.int() }))
    .mutation(async ({ ctx, input }) => {
      const { demonstration } = await readAccount(ctx.service, ctx.secret);
      // A demonstration person is many visitors at once.
      if (demonstration) throw new AppError("not_allowed");
      const ended = await ask<number>(ctx.service, ctx.secret, "end_sessions", [input.which]);
      if (input.which === "all") giveSession(ctx.service.config, ctx.reply, null);
      return { ended };
    }),
  /** A new secret for an authenticator app; it counts from its first right code on. */
  beginTotp: signedIn
    .input(byPassword)
    .output(z.object({ secret: z.string(), uri: z.string() }))
    .mutation(async ({ ctx, input }) => {
      const { service, request } = ctx;
      const own = await readAccountByPassword(service, request, ctx.secret, input.password);
      const secret = newSecret();
      const sealed = seal(service.database, own.userId, secret);
      if (!(await ask<boolean>(service, ctx.secret, "begin_totp", [sealed])))
        throw new AppError("not_allowed");
      return { secret, uri: uriOf(secret, own.email) };
    }),
  confirmTotp: signedIn
    .input(z.strictObject({ code: z.string().trim().min(1, "required").max(20, "too_long") }))
    .output(newCodes)
    .mutation(async ({ ctx, input }) => {
      const { service, request, secret } = ctx;
      const own = await readAccount(service, secret);
      const wasRight = await admitGuess(service, request, "second_factor", own.userId);
      const sealed = await ask<string | null>(service, secret, "totp_to_confirm");
      const step = stepOfSealed(service.database, own.userId, sealed, input.code);
      if (!step || !(await ask<boolean>(service, secret, "confirm_totp", [sealed, step]))) throw wrongCode();
      await wasRight();
      return own.recoveryLeft > 0 ? null : renewRecoveryCodes(service, secret);
    }),
  passkeyOptions: signedIn
    .input(byPassword)
    .output(z.looseObject({ challenge: z.string() }))
    .mutation(async ({ ctx, input }) => {
      const { service, request, secret } = ctx;
      const own = await readAccountByPassword(service, request, secret, input.password);
      const options = await registrationOptions(service, secret, own);
      if (!options) throw new AppError("not_signed_in");
      return { ...options };
    }),
  addPasskey: signedIn
    .input(
      z.strictObject({
        name: z.string().trim().min(1, "required").max(100, "too_long"),
        answer: PASSKEY_ANSWER,
      }),
    )
    .output(newCodes)
    .mutation(async ({ ctx, input }) => {
      const { service, secret } = ctx;
      const own = await readAccount(service, secret);
      const made = await verifyRegistration(service, secret, input.answer);
      const about = made && [
        made.id,
        input.name,
        Buffer.from(made.publicKey),
        made.counter,
        made.transports ?? [],
      ];
      if (!about || !(await ask<boolean>(service, secret, "add_passkey", about)))
        throw new AppError("not_allowed");
      return own.recoveryLeft > 0 ? null : renewRecoveryCodes(service, secret);
    }),
  /** The codes before become worthless. */
  newRecoveryCodes: signedIn
    .input(byPassword)
    .output(z.array(z.string()))
    .mutation(async ({ ctx, input }) => {
      await readAccountByPassword(ctx.service, ctx.request, ctx.secret, input.password);
      return renewRecoveryCodes(ctx.service, ctx.secret);
    }),
  /** Takes away the authenticator app (`passkey` null) or one passkey. */
  removeFactor: signedIn
    .input(z.strictObject({ password: GIVEN_PASSWORD, passkey: z.string().max(2000).nullable() }))
    .output(z.null())
    .mutation(async ({ ctx, input }) => {
      await readAccountByPassword(ctx.service, ctx.request, ctx.secret, input.password);
      const done = await ask<boolean>(ctx.service, ctx.secret, "remove_factor", [input.passkey]);
      if (!done) throw new AppError("not_allowed");
      return null;
    }),
});

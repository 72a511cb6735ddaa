// Remote calls of the floor `access`: who am I, the operation I work in, the demonstration's doors, first set-up.
import { z } from "zod";
import { AppError } from "../../shared/errors.ts";
import { DOOR_CODES, OPERATION_CODE } from "../../shared/rooms/access.ts";
import { EMAIL, NEW_PASSWORD, PERSON_NAME } from "../../shared/rooms/access-account.ts";
import { member, open, router, signedIn } from "../rpc/trpc.ts";
import { accountRouter } from "./account-router.ts";
import { openByPassword } from "./auth.ts";
import { doorEmail, doorList, doorPassword, doorsOpen } from "./demonstration.ts";
import { deviceStands, ticketOfDevice } from "./device-stands.ts";
import { invitationRouter } from "./invitation-router.ts";
import { recordsRouter, retentionRouter } from "./keeping-router.ts";
import { admitGuess } from "./limits.ts";
import { addOperation } from "./operations.ts";
import { peopleRouter, tokensRouter } from "./people-router.ts";
import { operationSeen, readOperation } from "./read.ts";
import { giveSession } from "./session.ts";
import { joinAsAdministrator, setUp, setUpNeeded } from "./setup.ts";
import { signInRouter } from "./sign-in-router.ts";
import { watchProcedures } from "./watch-router.ts";
import { moveClock } from "./write.ts";

const me = z.object({
  id: z.string(),
  name: z.string(),
  email: z.string(),
  administrator: z.boolean(),
  demonstration: z.boolean(),
  operations: z.array(
    z.object({
      code: z.string(),
      name: z.string(),
      role: z.string(),
      community: z.string(),
      organisation: z.string(),
      demonstration: z.boolean(),
    }),
  ),
});

const door = z.object({
  door: z.string(),
  role: z.string(),
  community: z.string(),
  name: z.string(),
  organisation: z.string(),
  email: z.string(),
});

export const accessRouter = router({
  account: accountRouter,
  invitation: invitationRouter,
  people: peopleRouter,
  records: recordsRouter,
  retention: retentionRouter,
  signIn: signInRouter,
  tokens: tokensRouter,
  /** The signed-in person with their operations, or null. */
  me: open.output(me.nullable()).query(async ({ ctx }) => {
    const { rows } = await ctx.service.database.pool.query("select app_gate.my_operations($1) as me", [
      ctx.secret,
    ]);
    return rows[0]!.me;
  }),
  ...watchProcedures,
  /** A ticket for this device, by which it finds out later whether access has ended (deviceStands). */
  deviceTicket: signedIn
    .input(z.strictObject({}))
    .output(z.string().nullable())
    .query(async ({ ctx }) => {
      const { rows } = await ctx.service.database.pool.query("select app_gate.my_operations($1) as me", [
        ctx.secret,
      ]);
      const person = me.nullable().parse(rows[0]!.me);
      return person && ticketOfDevice(ctx.service, person.id);
    }),
  deviceStands: open
    .input(z.strictObject({ ticket: z.string().max(200) }))
    .output(z.boolean())
    .query(({ ctx, input }) => deviceStands(ctx.service, input.ticket)),
  operation: member({})
    .meta({ worksWhile: "closed" })
    .output(operationSeen)
    .query(({ ctx }) => readOperation(ctx.tx)),
  /** A demonstration's clock may be moved; answers the operation as it then is. */
  moveClock: member({ clock: z.iso.datetime({ offset: true, error: "not_a_date" }) })
    .output(operationSeen)
    .mutation(async ({ ctx, input }) => {
      await moveClock(ctx.tx, input.clock);
      return readOperation(ctx.tx);
    }),
  /** The demonstration's doors; empty when they are closed to this caller. */
  doors: open.output(z.array(door)).query(async ({ ctx }) => {
    const isOpen = await doorsOpen(ctx.service.config, ctx.service.database, ctx.request);
    return isOpen ? doorList() : [];
  }),
  enter: open
    .input(z.strictObject({ door: z.enum(DOOR_CODES) }))
    .output(z.null())
    .mutation(async ({ ctx, input }) => {
      const { config, database, auth } = ctx.service;
      const wasRight = await admitGuess(ctx.service, ctx.request, "enter", input.door);
      if (!(await doorsOpen(config, database, ctx.request))) throw new AppError("not_allowed");
      const agent = ctx.request.headers["user-agent"];
      const secret = await openByPassword(auth, doorEmail(input.door), doorPassword(database), agent);
      if (!secret) throw new AppError("not_allowed");
      await wasRight();
      giveSession(config, ctx.reply, secret);
      return null;
    }),
  setUpNeeded: open.output(z.boolean()).query(({ ctx }) => setUpNeeded(ctx.service.database)),
  setUp: open
    .input(
      z.strictObject({
        code: z.string().max(100),
        name: PERSON_NAME,
        email: EMAIL,
        password: NEW_PASSWORD,
      }),
    )
    .output(z.null())
    .mutation(async ({ ctx, input }) => {
      const wasRight = await admitGuess(ctx.service, ctx.request, "set_up", "set-up");
      await setUp(ctx.service.database, ctx.service.auth, input);
      await wasRight();
      return null;
    }),
  /** An instance administrator makes an operation and becomes its administrator. */
  addOperation: signedIn
    .input(
      z.strictObject({
        code: OPERATION_CODE,
        name: z.string().trim().min(1, "required").max(200, "too_long"),
        timeZone: z.string().max(60).default("UTC"),
        kind: z.enum(["coordination", "asylum"]).default("coordination"),
      }),
    )
    .output(z.object({ code: z.string() }))
    .mutation(async ({ ctx, input }) => {
      const { rows } = await ctx.service.database.pool.query("select app_gate.my_operations($1) as me", [
        ctx.secret,
      ]);
      const person = me.nullable().parse(rows[0]!.me);
      if (!person?.administrator || person.demonstration) throw new AppError("not_allowed");
      await addOperation(ctx.service.database.admin, input);
      await joinAsAdministrator(ctx.service.database, person, input.code);
      return { code: input.code };
    }),
});

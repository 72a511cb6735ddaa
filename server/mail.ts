// E-mail: says to whoever asked for it that there is something new in Concord, and nothing else. It goes through servers
// and lies on telephones that are nobody's business here, so it holds a number and no operation, place, name or link.
// People are taken one by one under a lock of the database, so that several processes never write twice; what fails is
// tried again, later each time.
import nodemailer from "nodemailer";
import type { Database } from "../db/open.ts";
import type { Tx } from "../db/tx.ts";
import { asPerson, claimMail, closeMail, type DueMail } from "./access/mail-due.ts";
import { countUnread } from "./access/notices.ts";
import { isLoopback, type MailSettings } from "./config.ts";
import { readNews } from "./facts/read-views.ts";
import { describeFailure, type Log } from "./log.ts";

const LOOK_MS = 60_000;
const AT_ONCE = 20;
const TIMEOUT_MS = 30_000;

export const MAIL_SUBJECT = "Concord";
/** The whole of what a message says. */
export const mailText = (n: number): string => `${n} new ${n === 1 ? "item" : "items"}, open Concord`;

/** Looks every minute for whom to write to; does nothing without settings. Answers how to stop. */
export function keepMail(database: Database, settings: MailSettings | null, log: Log): () => Promise<void> {
  if (!settings) return async () => undefined;
  let running: Promise<unknown> = Promise.resolve();
  let busy = false;
  const look = () => {
    if (busy) return;
    busy = true;
    running = sendMail(database, settings, log)
      .catch((error) => log.warn({ failure: describeFailure(error) }, "no mail was sent"))
      .finally(() => {
        busy = false;
      });
  };
  const timer = setInterval(look, LOOK_MS);
  timer.unref();
  return async () => {
    clearInterval(timer);
    await running;
  };
}

/** Writes to everybody whose time has come. Answers how many messages were sent. */
export async function sendMail(database: Database, settings: MailSettings, log: Log): Promise<number> {
  const due = await claimMail(database, AT_ONCE);
  if (due.length === 0) return 0;
  const transport = openTransport(settings.url);
  let sent = 0;
  try {
    for (const one of due) if (await sendTo(database, one, settings.from, transport, log)) sent++;
  } finally {
    transport.close();
  }
  return sent;
}

/** Beyond this machine a line must be sealed, or nothing is sent. */
function openTransport(url: string) {
  const { hostname, protocol } = new URL(url);
  return nodemailer.createTransport({
    url,
    requireTLS: protocol === "smtp:" && !isLoopback(hostname),
    connectionTimeout: TIMEOUT_MS,
    greetingTimeout: TIMEOUT_MS,
    socketTimeout: TIMEOUT_MS,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
}

type Transport = ReturnType<typeof openTransport>;

async function sendTo(
  database: Database,
  due: DueMail,
  from: string,
  transport: Transport,
  log: Log,
): Promise<boolean> {
  const { person, email, until } = due;
  try {
    const counts = await countNew(database, due);
    const n = counts.reduce((sum, one) => sum + one.n, 0);
    if (n > 0) await transport.sendMail({ from, to: email, subject: MAIL_SUBJECT, text: mailText(n) });
    const told = counts.filter((one) => one.n > 0).map(({ operation }) => operation);
    await closeMail(database, person, until, told);
    return n > 0;
  } catch (error) {
    // The address is the person's own: it stands in no log.
    log.warn({ failure: describeFailure(error) }, "a message was not sent");
    await closeMail(database, person, null, []);
    return false;
  }
}

/** What is new for one person in each of their operations, with their own eyes. */
async function countNew(database: Database, { email, since, operations }: DueMail) {
  const counts: { operation: string; n: number }[] = [];
  for (const operation of operations) {
    const n = await asPerson(database, operation, email, (tx) => newFor(tx, since));
    counts.push({ operation, n: n ?? 0 });
  }
  return counts;
}

async function newFor(tx: Tx, since: Date): Promise<number> {
  const { views } = await readNews(tx, since);
  return views.reduce((sum, { n }) => sum + n, await countUnread(tx, since));
}

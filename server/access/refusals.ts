// Refused calls leave a line in the log although their transaction is gone: in a short one of their own, afterwards.
// The database bounds how many (app_gate.refused), and nothing that fails here changes the answer.
import { asPrincipal, type Entry } from "../../db/tx.ts";
import type { ErrorCode } from "../../shared/errors.ts";
import { describeFailure } from "../log.ts";
import type { Service } from "../service.ts";

/** Not told: what a form got wrong, two editors at once, what broke on our side. */
const TOLD: readonly ErrorCode[] = ["not_allowed", "not_found", "locked"];
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** @param call path of the procedure or address. @param input as the caller sent it; only an id is taken from it. */
export async function noteRefusal(
  service: Service,
  entry: Entry,
  call: string,
  code: ErrorCode,
  input: unknown,
): Promise<void> {
  if (!TOLD.includes(code)) return;
  try {
    await asPrincipal(service.database.pool, entry, (tx) =>
      tx.query("select app_gate.refused($1, $2, $3)", [call, code, recordOf(input)]),
    );
  } catch (error) {
    // Who is no member at all has no log to stand in.
    if ((error as { code?: string }).code === "not_found" || (error as { code?: string }).code === "locked")
      return;
    service.log.warn({ failure: describeFailure(error) }, "a refusal was not logged");
  }
}

/**
 * A wrong password or second proof. The answer has left by then, so that its time says nothing of whether the account
 * exists. @param account e-mail address or user id.
 */
export async function noteWrongProof(
  service: Service,
  account: string,
  proof: "password" | "second_factor",
): Promise<void> {
  await service.database.pool
    .query("select app_gate.sign_in_refused($1, $2)", [account.slice(0, 320), proof])
    .catch((error) => service.log.warn({ failure: describeFailure(error) }, "a refusal was not logged"));
}

/** The id that a call is about: `ref`, `id`, or the id of its form. */
export function recordOf(input: unknown): string | null {
  const given = (input ?? {}) as { ref?: unknown; id?: unknown; form?: { id?: unknown } };
  const id = [given.ref, given.id, given.form?.id].find((one) => typeof one === "string" && UUID.test(one));
  return (id as string | undefined) ?? null;
}

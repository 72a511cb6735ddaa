/** Passwords that are guessed first, what a browser calls itself, codes of an app against the vectors of RFC 6238. */
import { generateSync } from "otplib";
import { describe, expect, test } from "vitest";
import { programOf } from "../../client/access/agent.ts";
import { hashRecoveryCode, newRecoveryCodes, stepOf } from "../../server/access/second-factor.ts";
import { isWorn, NEW_PASSWORD } from "../../shared/rooms/access-account.ts";

describe("a chosen password", () => {
  test.each([
    ...["password1234", "Password123!", "qwertyqwerty", "123456789012", "aaaaaaaaaaaa", "concordadmin"],
    ...["letmein123456", "Passw0rd2026!", "abcabcabcabc", "!!!!!!!!!!!!!"],
  ])("%s is refused", (password) => {
    expect(isWorn(password)).toBe(true);
    expect(NEW_PASSWORD.safeParse(password).success).toBe(false);
  });
  test.each([
    ...["a sentence that is easy to keep", "Bangui au petit matin", "long enough to pass"],
    ...["kV3-tz9Qw_Lm2r", "ክፍት በር ለሁሉም ነው እኛ"],
  ])("%s is taken", (password) => {
    expect(NEW_PASSWORD.safeParse(password).success).toBe(true);
  });
  test("of eleven characters is too short", () => {
    expect(NEW_PASSWORD.safeParse("abcdefghijk").error?.issues[0]?.message).toBe("too_short");
  });
});

describe("codes", () => {
  // RFC 6238, appendix B, SHA-1; the last six digits.
  const SECRET = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";
  test.each([
    [59, "287082"],
    [1111111109, "081804"],
    [1234567890, "005924"],
    [20000000000, "353130"],
  ])("at second %i the code is %s", (epoch, code) => {
    expect(generateSync({ secret: SECRET, epoch })).toBe(code);
  });
  test("count in their own step and the two beside it", () => {
    const now = Math.floor(Date.now() / 1000);
    const at = (steps: number) => stepOf(SECRET, generateSync({ secret: SECRET, epoch: now + steps * 30 }));
    const step = Math.floor(now / 30);
    expect([at(-1), at(0), at(1)]).toEqual([step - 1, step, step + 1]);
    expect([at(-3), at(3)]).toEqual([null, null]);
  });
  test("of recovery are all different and read in any spelling", () => {
    const codes = newRecoveryCodes();
    expect(new Set(codes.map((code) => hashRecoveryCode(code).toString("hex"))).size).toBe(10);
    const [first] = codes as [string];
    expect(hashRecoveryCode(` ${first.toLowerCase().replaceAll("-", " ")} `)).toEqual(
      hashRecoveryCode(first),
    );
  });
});

describe("what a browser calls itself", () => {
  test.each([
    ["Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0", "Firefox", "Linux"],
    [
      "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Safari/537.36 Edg/140.0",
      "Edge",
      "Windows",
    ],
    [
      "Mozilla/5.0 (Linux; Android 14; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Mobile Safari/537.36",
      "Chrome",
      "Android",
    ],
    [
      "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1 (KHTML, like Gecko) Version/18.0 Safari/604.1",
      "Safari",
      "iOS",
    ],
  ])("%s", (agent, browser, system) => {
    expect(programOf(agent)).toEqual({ browser, system });
  });
  test("is nothing where it is not known", () => {
    expect([programOf(null), programOf("curl/8.0")]).toEqual([null, null]);
  });
});

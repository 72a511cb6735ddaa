// Why a device holds nothing any more is told where one signs in next; that somebody removed it by hand is told to nobody.
import "fake-indexeddb/auto";
import { expect, test, vi } from "vitest";
import { wipeDevice } from "../../client/device/device.ts";
import { forgetWiped, whyWiped } from "../../client/device/wiped.ts";

const kept = new Map<string, string>();
vi.stubGlobal("localStorage", {
  getItem: (key: string) => kept.get(key) ?? null,
  setItem: (key: string, value: string) => kept.set(key, value),
  removeItem: (key: string) => kept.delete(key),
});

test("a device emptied by hand leaves no word of it", async () => {
  await wipeDevice(null);
  expect([whyWiped(), kept.size]).toEqual([undefined, 0]);
});

test("one that was emptied because access ended says so until somebody is in", async () => {
  vi.resetModules();
  const device = await import("../../client/device/device.ts");
  await device.wipeDevice("ended");
  expect(whyWiped()).toBe("ended");
  forgetWiped();
  expect(whyWiped()).toBe(undefined);
});

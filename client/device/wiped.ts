/**
 * Why nothing lies on this device any more, for the page where one signs in next. Only the reason is kept: not whose things
 * they were, nor whether there were any reports.
 */
const KEY = "concord.wiped";

/** left: signed out; ended: access ended; pin: ten wrong PINs; erased: by hand, at the device. */
const REASONS = ["left", "ended", "pin", "erased"] as const;
export type Wiped = (typeof REASONS)[number];

export const keepWiped = (why: Wiped): void => localStorage.setItem(KEY, why);
/** Once somebody is in, nobody has to be told any more. */
export const forgetWiped = (): void => localStorage.removeItem(KEY);
export const whyWiped = (): Wiped | undefined => REASONS.find((why) => why === localStorage.getItem(KEY));

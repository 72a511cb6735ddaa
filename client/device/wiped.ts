/**
 * Why nothing lies on this device any more, for the page where one signs in next. Only the reason is kept: not whose things
 * they were, nor whether there were any reports. Who removes it by hand knows that, perhaps with somebody waiting for the
 * device: nothing says so.
 */
const KEY = "concord.wiped";

/** left: signed out; ended: access ended; pin: ten wrong PINs. */
const REASONS = ["left", "ended", "pin"] as const;
export type Wiped = (typeof REASONS)[number];

export const keepWiped = (why: Wiped): void => localStorage.setItem(KEY, why);
/** Once somebody is in, nobody has to be told any more. */
export const forgetWiped = (): void => localStorage.removeItem(KEY);
export const whyWiped = (): Wiped | undefined => REASONS.find((why) => why === localStorage.getItem(KEY));

/** Where a person goes after signing in: the address they came with (a link from a chat), else their operation. */
import { useRouter } from "@tanstack/react-router";
import { useAddress } from "../dashboard.ts";
import { forgetWiped } from "../device/wiped.ts";

/** Under this key the e-mail address of the administrator just made waits for the page where they sign in. */
export const ADMINISTRATOR_MADE = ["administrator-made"];

/** Only paths of our own: an address that leads elsewhere is dropped. */
const isOurs = (path: string): boolean => /^\/(?![/\\])/.test(path);

export function useEnter(): () => void {
  const { history } = useRouter();
  const { next } = useAddress();
  return () => {
    forgetWiped();
    history.push(next && isOurs(next) ? next : "/");
  };
}

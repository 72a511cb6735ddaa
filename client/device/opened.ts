/** What is done whenever the device was opened, by PIN or passkey. */
import { joinFiles } from "../uploads.ts";
import { putInPlace } from "./along.ts";
import { moveDrafts } from "./drafts.ts";
import { putCorrected, sendAll } from "./reports.ts";
import { checkStanding } from "./standing.ts";

export async function afterOpening(): Promise<void> {
  await putInPlace();
  await moveDrafts();
  await putCorrected();
  joinFiles();
  void checkStanding().then(sendAll);
}

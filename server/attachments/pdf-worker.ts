// The thread in which one document is written anew (document.ts starts and stops it).
import { parentPort, workerData } from "node:worker_threads";
import { rewritePdf } from "./pdf.ts";

parentPort!.postMessage(await rewritePdf(workerData as Uint8Array));

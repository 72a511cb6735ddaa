// A document is read by a program of many thousand lines, so it is read in a thread of its own that is stopped when it
// takes too long or too much: a small file can ask for gigabytes.
import { Worker } from "node:worker_threads";
import type { RewrittenPdf } from "./pdf.ts";
import { refuseFile } from "./refuse.ts";

const MB = 1024 * 1024;
const LIMITS = { ms: 15_000, heapMb: 256, growth: 700 * MB, lookMs: 40 };

/** A document as it is kept. @throws AppError invalid_input on `file` */
export async function rewriteDocument(sent: Buffer): Promise<{ file: Buffer; pages: number }> {
  const answer = await inThread(sent);
  if ("fault" in answer) throw refuseFile(answer.fault);
  return {
    file: Buffer.from(answer.file.buffer, answer.file.byteOffset, answer.file.byteLength),
    pages: answer.pages,
  };
}

function inThread(sent: Buffer): Promise<RewrittenPdf> {
  const before = process.memoryUsage.rss();
  const worker = new Worker(new URL("./pdf-worker.ts", import.meta.url), {
    workerData: new Uint8Array(sent),
    resourceLimits: { maxOldGenerationSizeMb: LIMITS.heapMb },
    stdout: true,
    stderr: true,
    env: {},
  });
  return new Promise((resolve) => {
    const end = (answer: RewrittenPdf) => {
      clearTimeout(late);
      clearInterval(look);
      void worker.terminate();
      resolve(answer);
    };
    const late = setTimeout(end, LIMITS.ms, { fault: "unreadable" } satisfies RewrittenPdf);
    // What lies in buffers is outside the thread's own limit.
    const look = setInterval(() => {
      if (process.memoryUsage.rss() - before > LIMITS.growth) end({ fault: "unreadable" });
    }, LIMITS.lookMs);
    worker.once("message", end);
    worker.once("error", () => end({ fault: "unreadable" }));
    worker.once("exit", () => end({ fault: "unreadable" }));
  });
}

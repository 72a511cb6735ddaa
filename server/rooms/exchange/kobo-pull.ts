// Submissions of one form from a KoboToolbox server (data API, version 2), page by page. The token goes to the address that
// was named and nowhere else: no redirect is followed, and no next page of another server.
import type { RowIn } from "../../../shared/rooms/intake.ts";
import { rowsOfSubmissions } from "../../../shared/rooms/intake-table.ts";

const PATIENCE_MS = 60_000;
/** Most pages of one pull (Kobo sends at most 30,000 submissions in one), and bytes of one page. */
const MOST_PAGES = 200;
const MOST_BYTES = 64 * 1024 * 1024;

/** What a server said that cannot be used; the sentence holds neither the token nor what it sent. */
export class PullFailed extends Error {
  override name = "PullFailed";
}

/**
 * All submissions as rows.
 * @param address of the form's data (`…/api/v2/assets/UID/data/`) or of the form itself
 * @throws PullFailed
 */
export async function pullSubmissions(address: string, token: string): Promise<RowIn[]> {
  const first = dataAddress(address);
  const rows: RowIn[] = [];
  let next: URL | null = first;
  for (let page = 0; next !== null; page++) {
    if (page === MOST_PAGES)
      throw new PullFailed(`There are more than ${MOST_PAGES} pages; pull a smaller form.`);
    const answer = await readPage(next, token);
    const found = rowsOfSubmissions(answer);
    if (!found)
      throw new PullFailed("The answer is no list of submissions. Is this the address of a form's data?");
    rows.push(...found.map(({ row, cells }) => ({ row: rows.length + row, cells })));
    next = nextOf(answer, first);
  }
  return rows;
}

function dataAddress(address: string): URL {
  const url = URL.parse(address);
  const isLocal = url !== null && ["localhost", "127.0.0.1", "[::1]"].includes(url.hostname);
  if (!url || (url.protocol !== "https:" && !(url.protocol === "http:" && isLocal)))
    throw new PullFailed("The address must begin with https://.");
  if (url.username || url.password)
    throw new PullFailed("The address must hold no password; use --token-file.");
  if (/\/assets\/[^/]+\/?$/.test(url.pathname)) url.pathname = `${url.pathname.replace(/\/$/, "")}/data/`;
  if (!url.searchParams.has("format")) url.searchParams.set("format", "json");
  return url;
}

function nextOf(answer: unknown, first: URL): URL | null {
  const next = (answer as { next?: unknown }).next;
  if (typeof next !== "string") return null;
  const url = URL.parse(next, first);
  if (url?.origin !== first.origin)
    throw new PullFailed("The next page lies on another server; nothing was taken in.");
  return url;
}

async function readPage(url: URL, token: string): Promise<unknown> {
  const headers = { authorization: `Token ${token}`, accept: "application/json" };
  const answer = await fetch(url, {
    headers,
    redirect: "error",
    signal: AbortSignal.timeout(PATIENCE_MS),
  }).catch(() => {
    throw new PullFailed("The server did not answer, or sent us elsewhere. Check the address.");
  });
  if (answer.status === 401 || answer.status === 403)
    throw new PullFailed("The server refused the token. Make a new one in your account there.");
  if (!answer.ok) throw new PullFailed(`The server answered ${answer.status}.`);
  return parsePage(answer);
}

async function parsePage(answer: Response): Promise<unknown> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of answer.body ?? []) {
    size += part.byteLength;
    if (size > MOST_BYTES) throw new PullFailed("One page is larger than 64 MB; pull a smaller form.");
    parts.push(part);
  }
  try {
    return JSON.parse(Buffer.concat(parts).toString("utf8"));
  } catch {
    throw new PullFailed("The answer is no JSON. Is this the address of a form's data?");
  }
}

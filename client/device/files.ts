/**
 * Files chosen for reports, sealed on the device while their report is a draft or waits, and until they were sent
 * themselves. The bytes are put once, what is said of them whenever that changes.
 */
import type { Pictured } from "../../shared/rooms/attachments.ts";
import type { Sensitivity } from "../../shared/rooms/records.ts";
import { dropEntry, isOpen, namesOf, putEntry, readEntry } from "./device.ts";

/** What is known and said of a file. */
export interface FileSaid {
  id: string;
  operation: string;
  /** Id of the report, which may not be stored yet. */
  incident: string;
  isPhoto: boolean;
  caption: string;
  pictured: Pictured | null;
  sensitivity: Sensitivity | null;
  /** Its report is stored: the file is sent as soon as the server is within reach. */
  due: boolean;
}

interface Bytes {
  type: string;
  base64: string;
}

/** Seals a file with what is said of it, where the device is open. */
export async function keepFile(said: FileSaid, file: Blob): Promise<void> {
  const { id } = said;
  if (!isOpen() || readEntry("file", id) !== undefined) return keepSaid(said);
  const bytes: Bytes = { type: file.type, base64: await base64Of(file) };
  if (!isOpen()) return;
  if (await putEntry("file", id, bytes)) keepSaid(said);
  else await dropEntry("file", id);
}

/** What is said of a kept file, without its bytes. */
export function keepSaid({
  id,
  operation,
  incident,
  isPhoto,
  caption,
  pictured,
  sensitivity,
  due,
}: FileSaid): void {
  if (!isOpen() || readEntry("file", id) === undefined) return;
  const said = { id, operation, incident, isPhoto, caption, pictured, sensitivity, due };
  void putEntry("said", id, said satisfies FileSaid);
}

export function dropFile(id: string): void {
  if (!isOpen()) return;
  void dropEntry("said", id);
  void dropEntry("file", id);
}

/** Every file that lies here, in the order they were chosen. */
export const filesHere = (): { said: FileSaid; file: Blob }[] =>
  namesOf("said").flatMap((id) => {
    const [said, bytes] = [readEntry<FileSaid>("said", id), readEntry<Bytes>("file", id)];
    return said && bytes ? [{ said, file: blobOf(bytes) }] : [];
  });

/** Browsers have no other quick way that every one of them knows. */
const base64Of = (file: Blob): Promise<string> =>
  new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result).replace(/^[^,]*,/, ""));
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(file);
  });

const blobOf = ({ type, base64 }: Bytes): Blob =>
  new Blob([Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))], { type });

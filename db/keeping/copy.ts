// PostgreSQL's COPY through the driver: rows out to a taker and in from a source, neither held in memory. The driver
// knows the messages and leaves what to do with them to the query that runs (its `Submittable`).
import { once } from "node:events";
import type { Socket } from "node:net";
import type pg from "pg";

/** The part of the driver's connection that COPY needs. */
interface Wire {
  stream: Socket;
  query(text: string): void;
  sendCopyFromChunk(bytes: Uint8Array): void;
  endCopyFrom(): void;
  sendCopyFail(reason: string): void;
}

/** Bytes that may wait for the taker before the database is told to wait. */
const WAITING = 1024 * 1024;

/** The messages every statement ends with. */
abstract class Copying {
  readonly done: Promise<number>;
  protected finish!: (rows: number) => void;
  protected fail!: (error: unknown) => void;
  protected failure: unknown = null;
  private rows = 0;
  private readonly sql: string;

  constructor(sql: string) {
    this.sql = sql;
    this.done = new Promise((resolve, reject) => {
      this.finish = resolve;
      this.fail = reject;
    });
  }
  submit(wire: Wire) {
    wire.query(this.sql);
  }
  handleRowDescription() {}
  handleDataRow() {}
  handlePortalSuspended() {}
  handleEmptyQuery() {}
  handleCommandComplete({ text }: { text: string }) {
    this.rows = Number(/^COPY (\d+)/.exec(text)?.[1] ?? 0);
  }
  handleError(error: unknown) {
    this.failure ??= error;
  }
  handleReadyForQuery() {
    this.settled().then(() => (this.failure === null ? this.finish(this.rows) : this.fail(this.failure)));
  }
  /** When everything of ours that belongs to the statement is done. */
  protected abstract settled(): Promise<void>;
}

class CopyingOut extends Copying {
  private work: Promise<void> = Promise.resolve();
  private waiting = 0;
  private readonly take: (bytes: Buffer) => Promise<void>;

  constructor(sql: string, take: (bytes: Buffer) => Promise<void>) {
    super(sql);
    this.take = take;
  }
  handleCopyData({ chunk }: { chunk: Buffer }, wire: Wire) {
    // The driver's buffer is used again for the next message.
    const bytes = Buffer.from(chunk);
    this.waiting += bytes.length;
    if (this.waiting > WAITING) wire.stream.pause();
    this.work = this.work.then(() => this.hand(bytes, wire));
  }
  private async hand(bytes: Buffer, wire: Wire) {
    try {
      if (this.failure === null) await this.take(bytes);
    } catch (error) {
      this.failure ??= error;
    }
    this.waiting -= bytes.length;
    if (this.waiting <= WAITING && wire.stream.isPaused()) wire.stream.resume();
  }
  protected settled() {
    return this.work;
  }
}

class CopyingIn extends Copying {
  private work: Promise<void> = Promise.resolve();
  private readonly source: AsyncIterable<Uint8Array>;

  constructor(sql: string, source: AsyncIterable<Uint8Array>) {
    super(sql);
    this.source = source;
  }
  handleCopyInResponse(wire: Wire) {
    this.work = this.send(wire);
  }
  private async send(wire: Wire) {
    try {
      for await (const bytes of this.source) {
        if (this.failure !== null) return;
        wire.sendCopyFromChunk(bytes);
        if (wire.stream.writableNeedDrain) await once(wire.stream, "drain");
      }
      wire.endCopyFrom();
    } catch (error) {
      this.failure ??= error;
      wire.sendCopyFail("the source failed");
    }
  }
  protected settled() {
    return this.work;
  }
}

const run = (client: pg.PoolClient, copying: Copying): Promise<number> => {
  client.query(copying as unknown as pg.Submittable);
  return copying.done;
};

/** Runs `copy … to stdout`; `take` gets the bytes in order. Answers the number of rows. */
export const copyOut = (client: pg.PoolClient, sql: string, take: (bytes: Buffer) => Promise<void>) =>
  run(client, new CopyingOut(sql, take));

/** Runs `copy … from stdin` with the bytes of `source`. Answers the number of rows. */
export const copyIn = (client: pg.PoolClient, sql: string, source: AsyncIterable<Uint8Array>) =>
  run(client, new CopyingIn(sql, source));

/** Gets the value of each row as it lies in the driver's buffer, where it stays only while it is looked at. */
export type TakeBytes = (bytes: DataView, at: number, length: number) => void;

/**
 * Takes rows of one column out of PostgreSQL's binary format for COPY. A row comes in one message, the first behind 19
 * bytes of head: the number of columns (2 bytes, negative at the end), then the length of the value (4, negative: null)
 * and its bytes.
 */
class ReadingBytes extends Copying {
  private readonly take: TakeBytes;
  private view: DataView = new DataView(new ArrayBuffer(0));
  private isHead = true;

  constructor(sql: string, take: TakeBytes) {
    super(sql);
    this.take = take;
  }
  handleCopyData({ chunk }: { chunk: Buffer }) {
    if (this.failure !== null) return;
    try {
      this.read(chunk);
    } catch (error) {
      this.failure = error;
    }
  }
  private read({ buffer, byteOffset, length }: Buffer) {
    // Many messages lie in one buffer; a view of each would take longer than to read it.
    if (this.view.buffer !== buffer) this.view = new DataView(buffer);
    const start = byteOffset + (this.isHead ? 19 : 0);
    this.isHead = false;
    if (this.view.getInt16(start) < 0) return;
    const bytes = this.view.getInt32(start + 2);
    if (bytes < 0) throw new RangeError("a null among the bytes");
    if (start + 6 + bytes !== byteOffset + length) throw new RangeError("not one row in one message");
    this.take(this.view, start + 6, bytes);
  }
  protected settled() {
    return Promise.resolve();
  }
}

/**
 * Hands on the bytes of a query's only column, row by row. Answers the number of rows.
 * @throws RangeError where a row is null; whatever `take` throws, after the last row
 */
export const copyBytes = (client: pg.PoolClient, sql: string, take: TakeBytes) =>
  run(client, new ReadingBytes(`copy (${sql}) to stdout (format binary)`, take));

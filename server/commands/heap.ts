// How much memory a command takes that reads a long file.
import { setFlagsFromString } from "node:v8";

/**
 * Keeps the heap near what is in use. Reading a file makes much that is soon forgotten and keeps little; left alone, the
 * engine lets the heap grow to several times that before it looks, because it takes the machine's memory for its own.
 */
export const keepHeapSmall = (): void => setFlagsFromString("--heap-growing-percent=10");

/**
 * The order in which Tab walks the marks on the map: line by line as one reads, from the top, along the writing
 * direction. A line is as high as a finger, so that marks side by side are not jumped over.
 */
export interface Mark {
  /** Screen position, CSS pixels from the corner at the top and the left. */
  x: number;
  y: number;
}

const LINE = 44;

/** Marks in reading order; `rightToLeft` turns the direction inside a line. Returns a new array. */
export function readingOrder<M extends Mark>(marks: readonly M[], rightToLeft = false): M[] {
  const lines = new Map<number, M[]>();
  for (const mark of marks) {
    const line = Math.floor(mark.y / LINE);
    const inLine = lines.get(line);
    if (inLine) inLine.push(mark);
    else lines.set(line, [mark]);
  }
  const direction = rightToLeft ? -1 : 1;
  return [...lines]
    .sort(([a], [b]) => a - b)
    .flatMap(([, inLine]) => inLine.sort((a, b) => direction * (a.x - b.x) || a.y - b.y));
}

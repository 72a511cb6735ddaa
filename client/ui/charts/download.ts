/**
 * Hands a figure to the person as a file: CSV as text, PNG painted from the figure's own SVG, or from its numbers where
 * it is a table, with title, how to read it and source around it, so that a picture in a report never loses where it
 * comes from.
 */
export interface PictureText {
  title: string;
  scope: string;
  /** How the marks are read, what is not added, who says so. */
  notes: readonly string[];
  source: string;
}

/** CSS colours. */
export interface PictureColours {
  ink: string;
  soft: string;
  paper: string;
}

/** What stands between scope and source. */
interface Drawing {
  width: number;
  height: number;
  paint: (context: CanvasRenderingContext2D, x: number, y: number) => void;
}

const SCALE = 2;
const PAD = 16;

/** Hands a file to the person. */
export function offer(blob: Blob, name: string): void {
  const link = document.createElement("a");
  const address = URL.createObjectURL(blob);
  link.href = address;
  link.download = name;
  link.click();
  URL.revokeObjectURL(address);
}

/** The mark at the start tells spreadsheets that the file is UTF-8. */
export function downloadCsv(text: string, name: string): void {
  offer(new Blob(["\uFEFF", text], { type: "text/csv;charset=utf-8" }), `${name}.csv`);
}

function imageOf(svg: SVGSVGElement, width: number, height: number): Promise<HTMLImageElement> {
  const copy = svg.cloneNode(true) as SVGSVGElement;
  copy.setAttribute("xmlns", "http://www.w3.org/2000/svg");
  copy.setAttribute("width", String(width));
  copy.setAttribute("height", String(height));
  copy.setAttribute("font-family", "Noto Sans, sans-serif");
  copy.setAttribute("font-size", "12");
  const image = new Image();
  const text = new XMLSerializer().serializeToString(copy);
  return new Promise((resolve, reject) => {
    image.onload = () => resolve(image);
    image.onerror = () => reject(new Error("the figure could not be painted"));
    image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(text)}`;
  });
}

/** Breaks a text into lines no wider than `width`. */
function wrapped(context: CanvasRenderingContext2D, text: string, width: number): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(" ")) {
    const longer = line ? `${line} ${word}` : word;
    if (line && context.measureText(longer).width > width) {
      lines.push(line);
      line = word;
    } else line = longer;
  }
  return line ? [...lines, line] : lines;
}

async function drawingOf(svg: SVGSVGElement): Promise<Drawing> {
  const { width, height } = svg.getBoundingClientRect();
  const image = await imageOf(svg, width, height);
  return { width, height, paint: (context, x, y) => context.drawImage(image, x, y, width, height) };
}

const FONT = '"Noto Sans", sans-serif';
const ROW = 22;
const GAP = 18;

/** Lines of cells, the first line as head; names at the start, numbers at the end of their column. */
function tableOf(
  lines: readonly (readonly string[])[],
  context: CanvasRenderingContext2D,
  { ink, soft }: PictureColours,
): Drawing {
  context.font = `600 12px ${FONT}`;
  const widths = (lines[0] ?? []).map((_, column) =>
    Math.max(...lines.map((cells) => context.measureText(cells[column] ?? "").width)),
  );
  const ends = widths.map((_, at) => widths.slice(0, at + 1).reduce((sum, one) => sum + one + GAP, -GAP));
  const paint: Drawing["paint"] = (canvas, x, y) => {
    lines.forEach((cells, line) => {
      canvas.font = `${line === 0 ? "600 " : ""}12px ${FONT}`;
      canvas.fillStyle = line === 0 ? soft : ink;
      cells.forEach((cell, column) => {
        canvas.textAlign = column === 0 ? "left" : "right";
        canvas.fillText(cell, x + (column === 0 ? 0 : (ends[column] ?? 0)), y + (line + 1) * ROW - 6);
      });
    });
    canvas.textAlign = "left";
  };
  return { width: ends.at(-1) ?? 0, height: lines.length * ROW, paint };
}

/** Paints title, scope, figure, notes and source on one canvas and offers it; lines of cells are painted as a table. */
export async function downloadPng(
  figure: SVGSVGElement | readonly (readonly string[])[],
  text: PictureText,
  colours: PictureColours,
  name: string,
): Promise<void> {
  const canvas = document.createElement("canvas");
  const context = canvas.getContext("2d");
  if (!context) return;
  const drawing =
    figure instanceof SVGSVGElement ? await drawingOf(figure) : tableOf(figure, context, colours);
  const inner = Math.max(drawing.width, 360);
  const block = (words: string, font: string, line: number, colour: string) => {
    context.font = `${font} ${FONT}`;
    return { font: context.font, line, colour, lines: wrapped(context, words, inner) };
  };
  const above = [block(text.title, "600 15px", 20, colours.ink), block(text.scope, "12px", 16, colours.soft)];
  const below = [...text.notes, text.source].map((words) => block(words, "11px", 15, colours.soft));
  const heightOf = (blocks: typeof above) =>
    blocks.reduce((sum, { lines, line }) => sum + lines.length * line, 0);
  canvas.width = (inner + 2 * PAD) * SCALE;
  canvas.height = (heightOf(above) + drawing.height + heightOf(below) + 2 * PAD + 16) * SCALE;
  context.scale(SCALE, SCALE);
  context.fillStyle = colours.paper;
  context.fillRect(0, 0, canvas.width, canvas.height);
  let y = PAD;
  const write = (blocks: typeof above) => {
    for (const { font, line, colour, lines } of blocks) {
      context.font = font;
      context.fillStyle = colour;
      for (const words of lines) {
        y += line;
        context.fillText(words, PAD, y - 4);
      }
    }
  };
  write(above);
  drawing.paint(context, PAD, y + 8);
  y += drawing.height + 16;
  write(below);
  canvas.toBlob((blob) => blob && offer(blob, `${name}.png`), "image/png");
}

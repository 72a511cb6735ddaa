/**
 * Hands a figure to the person as a file: CSV as text, PNG painted from the figure's own SVG with its title and source
 * around it, so that a picture in a report never loses where it comes from.
 */
export interface PictureText {
  title: string;
  scope: string;
  source: string;
}

const SCALE = 2;
const PAD = 16;

function offer(blob: Blob, name: string): void {
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

/** Paints title, scope, drawing and source on one canvas and offers it. `ink` and `paper` are CSS colours. */
export async function downloadPng(
  svg: SVGSVGElement,
  text: PictureText,
  colours: { ink: string; soft: string; paper: string },
  name: string,
): Promise<void> {
  const { width, height } = svg.getBoundingClientRect();
  const image = await imageOf(svg, width, height);
  const canvas = document.createElement("canvas");
  const context = canvas.getContext("2d");
  if (!context) return;
  const inner = Math.max(width, 360);
  const blocks = [
    { text: text.title, font: '600 15px "Noto Sans", sans-serif', line: 20, colour: colours.ink },
    { text: text.scope, font: '12px "Noto Sans", sans-serif', line: 16, colour: colours.soft },
    { text: text.source, font: '11px "Noto Sans", sans-serif', line: 15, colour: colours.soft },
  ].map((block) => {
    context.font = block.font;
    return { ...block, lines: wrapped(context, block.text, inner) };
  });
  const textHeight = blocks.reduce((sum, { lines, line }) => sum + lines.length * line, 0);
  canvas.width = (inner + 2 * PAD) * SCALE;
  canvas.height = (textHeight + height + 2 * PAD + 16) * SCALE;
  context.scale(SCALE, SCALE);
  context.fillStyle = colours.paper;
  context.fillRect(0, 0, canvas.width, canvas.height);
  let y = PAD;
  blocks.forEach((block, at) => {
    if (at === 2) {
      context.drawImage(image, PAD, y + 8, width, height);
      y += height + 16;
    }
    context.font = block.font;
    context.fillStyle = block.colour;
    for (const line of block.lines) {
      y += block.line;
      context.fillText(line, PAD, y - 4);
    }
  });
  canvas.toBlob((blob) => blob && offer(blob, `${name}.png`), "image/png");
}

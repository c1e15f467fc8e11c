import { decodeQR } from 'qr/decode.js';
import { pdfPages } from './pdf-text.ts';

/** What the QR codes of a PDF that this service printed say, in order: each page's filled squares, painted and read. */
export function pdfCodes(pdf: Buffer): string[] {
  return pdfPages(pdf).flatMap((content) => {
    // Squares are what is filled; the frames of tables are stroked.
    const filled = [...content.matchAll(/((?:[-\d.]+ [-\d.]+ [-\d.]+ [-\d.]+ re\s+)+)f\b/g)];
    return filled.map(([, rectangles = '']) => decodeQR(painted(rectanglesIn(rectangles))));
  });
}

type Rectangle = readonly [x: number, y: number, width: number, height: number];

const rectanglesIn = (text: string): Rectangle[] =>
  [...text.matchAll(/([-\d.]+) ([-\d.]+) ([-\d.]+) ([-\d.]+) re/g)].map(
    ([, ...numbers]) => numbers.map(Number) as unknown as Rectangle,
  );

/** Four dots a point, with white all round. */
function painted(all: readonly Rectangle[]) {
  const scale = 4;
  const margin = 10;
  const left = Math.min(...all.map(([x]) => x)) - margin;
  const top = Math.min(...all.map(([, y]) => y)) - margin;
  const width = Math.ceil((Math.max(...all.map(([x, , w]) => x + w)) + margin - left) * scale);
  const height = Math.ceil((Math.max(...all.map(([, y, , h]) => y + h)) + margin - top) * scale);
  const data = new Uint8ClampedArray(width * height * 4).fill(255);
  for (const [x, y, w, h] of all)
    for (let row = Math.round((y - top) * scale); row < Math.round((y + h - top) * scale); row += 1) {
      const from = row * width + Math.round((x - left) * scale);
      const until = row * width + Math.round((x + w - left) * scale);
      for (let at = from; at < until; at += 1) data.fill(0, at * 4, at * 4 + 3);
    }
  return { width, height, data };
}

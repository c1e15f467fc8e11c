import sharp from 'sharp';

/** Squares of a two-dimensional code, as `exports/document-code.ts` gives them. */
type Pattern = {
  readonly modules: number;
  readonly runs: readonly { readonly x: number; readonly y: number; readonly length: number }[];
};

/** The quiet zone that readers need, modules, and the size of a module on a screen, pixels. */
const QUIET = 4;
const PIXELS = 8;

/** A code (二维码) as a PNG picture in black and white, with its quiet zone. */
export async function codePng({ modules, runs }: Pattern): Promise<Buffer> {
  const side = (modules + 2 * QUIET) * PIXELS;
  const grey = Buffer.alloc(side * side, 255);
  for (const { x, y, length } of runs)
    for (let row = 0; row < PIXELS; row += 1) {
      const from = ((y + QUIET) * PIXELS + row) * side + (x + QUIET) * PIXELS;
      grey.fill(0, from, from + length * PIXELS);
    }
  return sharp(grey, { raw: { width: side, height: side, channels: 1 } })
    .png({ palette: true, colours: 2 })
    .toBuffer();
}

/** The same as an SVG drawing, sharp at any size. */
export function codeSvg({ modules, runs }: Pattern): string {
  const side = modules + 2 * QUIET;
  const squares = runs.map(({ x, y, length }) => `M${x + QUIET} ${y + QUIET}h${length}v1h-${length}z`).join('');
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${side} ${side}"><path fill="#fff" d="M0 0h${side}v${side}H0z"/><path d="${squares}" shape-rendering="crispEdges"/></svg>\n`;
}

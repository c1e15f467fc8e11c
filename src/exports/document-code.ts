import { encodeQR } from 'qr';

/** A run of dark modules in one row of a two-dimensional code, in modules from its upper left corner. */
export type DarkRun = { readonly x: number; readonly y: number; readonly length: number };

/** A two-dimensional code (二维码): how many modules it is wide and high, without its quiet zone, and the dark ones. */
export type CodePattern = { readonly modules: number; readonly runs: readonly DarkRun[] };

/** The QR code (ISO/IEC 18004, of which 15 % may be lost) of a text of up to 2,331 bytes; longer ones fail. */
export function codePattern(text: string): CodePattern {
  const framed = encodeQR(text, 'raw', { border: 1, ecc: 'medium' });
  const rows = framed.slice(1, -1).map((row) => row.slice(1, -1));
  const runs = rows.flatMap((row, y) => runsOf(row).map(([x, length]) => ({ x, y, length })));
  return { modules: rows.length, runs };
}

function runsOf(row: readonly boolean[]): [x: number, length: number][] {
  const runs: [number, number][] = [];
  row.forEach((dark, x) => {
    const last = runs.at(-1);
    if (!dark) return;
    if (last && last[0] + last[1] === x) last[1] += 1;
    else runs.push([x, 1]);
  });
  return runs;
}

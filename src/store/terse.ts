/**
 * Pieces of text that stand in most passages and violations, the longest runs first of all. Each is kept as one control
 * character, those from `SINGLE` on as two characters. A piece may be added at the end and never moved, changed or dropped:
 * rows on record are read by their places.
 */
const PIECES: readonly string[] = [
  '{"vin":"',
  '{"fuel":"diesel',
  '","fuel":"diesel","usage":"operating","vehicleType":"',
  '","fuel":"',
  'diesel","usage":"operating',
  '","usage":"',
  '","vehicleType":"',
  '","registeredOn":"20',
  '","emissionStage":"5"}',
  '","emissionStage":"6"}',
  '","emissionStage":"',
  '"}',
  '{"name":"煤炭","bulk":true',
  '{"name":"',
  '","bulk":true',
  ',"kg":',
  '{"passageIds":["',
  '"],"raisedBy":"',
  'pm1 ga1 sa5 na0 bm1 xm1 ie1 ke',
  'pm1 ga1 sa6 na0 bm1 xm1 ie1 ke',
  'pm1 gr1 sr5 nr0 bm1 xm1 ie1 ke',
  'pm1 gr1 sr6 nr0 bm1 xm1 ie1 ke',
  ' xm1 ie1 ke',
  ' ae0 fe',
  ' ae1 fe',
  ' re0',
  '000',
  'yangquan-2021@1',
  '----',
  '{"fuel":"',
  'operating',
  '","usageCode":"',
  ',"grossMassKg":',
  '","emissionSubstage":"',
  '","bulk":false',
  ',"empty":',
  'pm1 ga1 sa',
  'pm1 gr1 sr',
  ' na0 bm1',
  ' nr0 bm1',
  ' xm0 ie1 ke',
  'power',
  'coking',
  'steel',
  'cement',
  'coal',
  'nonferrous',
  'chemical',
  'building_materials',
  'foundry',
  'logistics',
  'construction',
  'natural_gas',
];

/** How many of the pieces are kept as one character. */
const SINGLE = 29;
/** Before the second character of the others, counted from `0`. */
const LEAD = '\u001e';
/** Stands before a control character that the text itself holds. */
const ESCAPE = '\u001f';

const codeOf = (index: number): string =>
  index < SINGLE ? String.fromCharCode(index + 1) : LEAD + String.fromCharCode(index - SINGLE + 0x30);
const codes = new Map(PIECES.map((piece, index) => [piece, codeOf(index)]));
const byCode = new Map([...codes].map(([piece, code]) => [code, piece]));
// Of pieces that begin alike the longest is taken.
const alternatives = [...PIECES]
  .sort((a, b) => b.length - a.length)
  .map((piece) => piece.replaceAll(/[\\^$.*+?()[\]{}|/]/g, '\\$&'));
const pieces = new RegExp(`${alternatives.join('|')}|[${codeOf(0)}-${ESCAPE}]`, 'g');
const kept = new RegExp(`[${LEAD}${ESCAPE}][\\s\\S]|[${codeOf(0)}-${codeOf(SINGLE - 1)}]`, 'g');

/** Gates say the same of most trucks and loads. */
const MOST_KEPT = 1_000;

/** The text with its known pieces in short; `unabridged` gives it back to the byte. */
export const abridged = remembering((text) => text.replace(pieces, (piece) => codes.get(piece) ?? ESCAPE + piece));

/** The text that was abridged; one from before texts were, which holds no control characters, is given as it is. */
export const unabridged = remembering((short) => short.replace(kept, (code) => byCode.get(code) ?? code.slice(1)));

function remembering(change: (text: string) => string): (text: string) => string {
  const lately = new Map<string, string>();
  return (text) => {
    const known = lately.get(text);
    if (known !== undefined) return known;
    const changed = change(text);
    if (lately.size >= MOST_KEPT) lately.clear();
    lately.set(text, changed);
    return changed;
  };
}

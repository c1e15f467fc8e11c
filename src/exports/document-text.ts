/** What this needs of pdfkit and its types do not name. */
type Inside = {
  _font: { readonly font: { hasGlyphForCodePoint(codePoint: number): boolean } };
  _text(text: string, x: number, y: number, options: object, line: (text: string) => void): void;
};

/**
 * Text as it can be printed with a document's font. A character without a glyph would leave no trace: it becomes a box and
 * its code point, so that a name with a rare character is still told from another. Invisible characters are shown likewise.
 */
export function printable(pdf: PDFKit.PDFDocument, text: string): string {
  const { font } = (pdf as unknown as Inside)._font;
  let shown = '';
  for (const character of text.replace(/\r\n?/g, '\n').replaceAll('\t', '  ')) {
    const code = character.codePointAt(0) as number;
    const known = character === '\n' || (code !== SOFT_HYPHEN && font.hasGlyphForCodePoint(code));
    shown += known ? character : `□(U+${code.toString(16).toUpperCase().padStart(4, '0')})`;
  }
  return shown;
}

/** The font has a glyph for it, of no width. */
const SOFT_HYPHEN = 0xad;

/**
 * Printable text in lines no wider than `width` points, the first shorter by `indent`, in the font and size that the document
 * has now. Lines break by Unicode's rules: no line begins with 。 or ，, none ends with an opening bracket, and what nowhere
 * may break is cut where it is full.
 */
export function linesOf(pdf: PDFKit.PDFDocument, text: string, width: number, indent = 0): string[] {
  const lines: string[] = [];
  const { x, y } = pdf;
  const options = { width, indent, height: Number.POSITIVE_INFINITY };
  const add = (line: string): void => {
    lines.push(line.replaceAll('\n', ''));
  };
  const whole = text.replace(UNBROKEN, (run) => cut(pdf, run, width - indent)) || ' ';
  (pdf as unknown as Inside)._text(whole, x, y, options, add);
  pdf.x = x;
  pdf.y = y;
  return lines;
}

/** What may have no place to break for longer than any line. */
const UNBROKEN = /[^\s\p{Script=Han}]{200,}/gu;

/** pdfkit measures all the rest of such a run for each line it cuts off it, which takes minutes for a long one. */
function cut(pdf: PDFKit.PDFDocument, run: string, width: number): string {
  let pieces = '';
  let filled = 0;
  for (const character of run) {
    const wide = pdf.widthOfString(character);
    if (filled + wide > width) {
      pieces += '\n';
      filled = 0;
    }
    pieces += character;
    filled += wide;
  }
  return pieces;
}

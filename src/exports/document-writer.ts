import { createRequire } from 'node:module';
import PDFDocument from 'pdfkit';
import type { Block, PrintedDocument, PrintedPicture } from '../domain/documents/printed-document.ts';
import { codePattern } from './document-code.ts';
import { linesOf, printable } from './document-text.ts';

const require = createRequire(import.meta.url);
const font = (weight: string): string =>
  require.resolve(`@expo-google-fonts/noto-sans-sc/${weight}/NotoSansSC_${weight}.ttf`);
const FONTS = { text: font('400Regular'), bold: font('700Bold') };

/** A4 and its margins, points. */
const PAGE = { width: 595.28, height: 841.89, top: 68, bottom: 72, side: 62 };
const WIDTH = PAGE.width - 2 * PAGE.side;
const FLOOR = PAGE.height - PAGE.bottom;
const TEXT = { size: 11, line: 18 };
const CELL = { size: 9.5, line: 14.5, pad: 4 };
/** Rows of up to so many lines stay whole. */
const WHOLE = 8;
const SMALL = { size: 8.5, line: 13 };
const PICTURE = { gap: 12, height: 210 };
/** A telephone reads modules of half a millimetre and more, with four of them white all round. */
const CODE = { module: 1.5, large: 2.4, least: 96, quiet: 4 };
type Code = Extract<Block, { readonly code: unknown }>['code'];
const RULE = '#888888';
const GREY = '#555555';

/** Prints a document, its digest at the foot of each page. Runs in a thread of its own. */
export async function printDocument(document: PrintedDocument, digest: string): Promise<Buffer> {
  const pdf = new PDFDocument({
    size: 'A4',
    margin: 0,
    bufferPages: true,
    lang: 'zh-CN',
    info: {
      Title: document.title,
      Creator: 'mobile-source-registry',
      Producer: 'pdfkit',
      CreationDate: new Date(document.createdAt),
    },
  });
  const chunks: Buffer[] = [];
  const written = new Promise<Buffer>((resolve, reject) => {
    pdf.on('data', (chunk: Buffer) => chunks.push(chunk));
    pdf.on('end', () => resolve(Buffer.concat(chunks)));
    pdf.on('error', reject);
  });
  layOut(pdf, document, digest);
  pdf.end();
  return written;
}

function layOut(pdf: PDFKit.PDFDocument, document: PrintedDocument, digest: string): void {
  pdf.registerFont('text', FONTS.text).registerFont('bold', FONTS.bold).font('text');
  const sheet = makeSheet(pdf);
  sheet.lines(document.title, { face: 'bold', size: 19, line: 30, align: 'center' });
  if (document.number) sheet.lines(document.number, { ...TEXT, align: 'center' });
  sheet.space(14);
  if (document.addressee) sheet.lines(`${document.addressee}：`, TEXT);
  for (const block of document.blocks) print(sheet, block);
  if (document.stamp) printStamp(sheet, document.stamp);
  const pages = pdf.bufferedPageRange().count;
  for (let page = 0; page < pages; page += 1) {
    pdf.switchToPage(page);
    const left = [document.number, `校验码 ${digest}`].filter(Boolean).join('　');
    sheet.foot(left, `第 ${page + 1} 页 共 ${pages} 页`);
  }
}

function print(sheet: Sheet, block: Block): void {
  if ('heading' in block) {
    sheet.space(8);
    // A heading does not stand alone at the end of a page.
    sheet.need(20 + 2 * TEXT.line);
    sheet.lines(block.heading, { face: 'bold', size: 12, line: 20 });
  } else if ('paragraph' in block) sheet.lines(block.paragraph, { ...TEXT, indent: 2 * TEXT.size });
  else if ('pairs' in block) {
    sheet.space(4);
    for (const pair of block.pairs) sheet.row(pair, [0.24, 0.76]);
    sheet.space(6);
  } else if ('table' in block) {
    const { headings, rows, shares = headings.map(() => 1) } = block.table;
    const sum = shares.reduce((a, b) => a + b, 0);
    const parts = shares.map((share) => share / sum);
    sheet.space(4);
    sheet.row(headings, parts, 'bold');
    for (const row of rows) sheet.row(row, parts);
    sheet.space(6);
  } else if ('quote' in block) {
    sheet.space(4);
    sheet.lines(block.quote.source, { size: 9.5, line: 16, face: 'bold', inset: 22 });
    sheet.lines(block.quote.text, { size: 10, line: 16, inset: 22 });
    sheet.space(4);
  } else if ('pictures' in block) sheet.pictures(block.pictures);
  else if ('code' in block) sheet.code(block.code);
  else sheet.newPage();
}

function printStamp(sheet: Sheet, { issuer, date }: { issuer: string; date: string }): void {
  sheet.space(26);
  sheet.need(3 * TEXT.line + 50);
  sheet.lines(issuer, { ...TEXT, align: 'right' });
  sheet.lines('（盖章）', { ...TEXT, align: 'right' });
  sheet.lines(date, { ...TEXT, align: 'right' });
}

type Style = {
  readonly size: number;
  /** Points from one line to the next. */
  readonly line: number;
  readonly face?: 'text' | 'bold';
  readonly align?: 'left' | 'center' | 'right';
  /** How much shorter the first line is. */
  readonly indent?: number;
  /** How far all lines are set in. */
  readonly inset?: number;
};

type Sheet = ReturnType<typeof makeSheet>;

/** The pages of a document and how far they are filled: whatever is put on it goes to a new page where it does not fit. */
function makeSheet(pdf: PDFKit.PDFDocument) {
  let y = PAGE.top;
  const newPage = (): void => {
    pdf.addPage();
    y = PAGE.top;
  };
  const need = (height: number): void => {
    if (y > PAGE.top && y + height > FLOOR) newPage();
  };
  const put = (text: string, x: number, top: number): void => {
    pdf.text(text, x, top, { lineBreak: false });
  };
  const placed = (text: string, x: number, width: number, align: Style['align'] = 'left'): number => {
    if (align === 'left') return x;
    const rest = width - pdf.widthOfString(text);
    return x + (align === 'right' ? rest : rest / 2);
  };

  const lines = (text: string, { size, line, face = 'text', align, indent = 0, inset = 0 }: Style): void => {
    pdf.font(face, size).fillColor('black');
    const width = WIDTH - 2 * inset;
    linesOf(pdf, printable(pdf, text), width, indent).forEach((words, index) => {
      need(line);
      put(words, placed(words, PAGE.side + inset, width, align) + (index === 0 ? indent : 0), y);
      y += line;
    });
  };

  /** A ruled row. A low one is not parted; one of more than `WHOLE` lines may go on over the page. */
  const row = (cells: readonly string[], shares: readonly number[], face: 'text' | 'bold' = 'text'): void => {
    pdf.font(face, CELL.size).fillColor('black');
    const widths = shares.map((share) => share * WIDTH);
    const columns = cells.map((cell, index) =>
      linesOf(pdf, printable(pdf, cell), (widths[index] ?? WIDTH) - 2 * CELL.pad),
    );
    const height = (count: number) => count * CELL.line + 2 * CELL.pad;
    const total = Math.max(...columns.map(({ length }) => length));
    need(height(Math.min(total, WHOLE)));
    for (let from = 0; from < total; ) {
      const count = Math.min(total - from, Math.floor((FLOOR - y - 2 * CELL.pad) / CELL.line));
      let x = PAGE.side;
      columns.forEach((column, index) => {
        const width = widths[index] ?? 0;
        pdf.lineWidth(0.5).strokeColor(RULE).rect(x, y, width, height(count)).stroke();
        column.slice(from, from + count).forEach((words, at) => {
          put(words, x + CELL.pad, y + CELL.pad + at * CELL.line);
        });
        x += width;
      });
      y += height(count);
      from += count;
      if (from < total) newPage();
    }
  };

  const picture = ({ caption, bytes }: PrintedPicture, x: number, width: number, height: number): void => {
    pdf.lineWidth(0.5).strokeColor(RULE).rect(x, y, width, height).stroke();
    try {
      pdf.image(Buffer.from(bytes), x, y, { fit: [width, height], align: 'center', valign: 'center' });
    } catch {
      pdf.font('text', SMALL.size);
      put('图片无法显示', placed('图片无法显示', x, width, 'center'), y + height / 2);
    }
    pdf.font('text', SMALL.size).fillColor(GREY);
    linesOf(pdf, printable(pdf, caption), width).forEach((words, at) => {
      put(words, placed(words, x, width, 'center'), y + height + 3 + at * SMALL.line);
    });
    pdf.fillColor('black');
  };

  /** Pictures two and two beside each other, each with its caption. */
  const pictures = (all: readonly PrintedPicture[]): void => {
    const width = (WIDTH - PICTURE.gap) / 2;
    for (let at = 0; at < all.length; at += 2) {
      const pair = all.slice(at, at + 2);
      pdf.font('text', SMALL.size);
      const captions = pair.map(({ caption }) => linesOf(pdf, printable(pdf, caption), width).length);
      const height = PICTURE.height + 3 + Math.max(...captions) * SMALL.line + PICTURE.gap;
      need(height);
      pair.forEach((one, index) => {
        picture(one, PAGE.side + index * (width + PICTURE.gap), width, PICTURE.height);
      });
      y += height;
    }
  };

  /** A QR code as squares, so that it is sharp at any size, and its caption beside it. */
  const code = ({ text, caption, large }: Code): void => {
    const { modules, runs } = codePattern(text);
    const module = Math.max(large ? CODE.large : CODE.module, CODE.least / modules);
    const quiet = CODE.quiet * module;
    const side = modules * module + 2 * quiet;
    pdf.font('text', CELL.size);
    const words = linesOf(pdf, printable(pdf, caption), WIDTH - side - CELL.pad);
    const height = Math.max(side, words.length * CELL.line);
    need(height);
    pdf.fillColor('black');
    for (const { x, y: row, length } of runs)
      pdf.rect(PAGE.side + quiet + x * module, y + quiet + row * module, length * module, module);
    pdf.fill();
    const top = y + (height - words.length * CELL.line) / 2;
    words.forEach((line, at) => {
      put(line, PAGE.side + side + CELL.pad, top + at * CELL.line);
    });
    y += height;
  };

  const foot = (left: string, right: string): void => {
    pdf.font('text', 6.5).fillColor(GREY);
    const top = PAGE.height - 44;
    pdf
      .lineWidth(0.5)
      .strokeColor(RULE)
      .moveTo(PAGE.side, top - 6)
      .lineTo(PAGE.side + WIDTH, top - 6)
      .stroke();
    put(printable(pdf, left), PAGE.side, top);
    put(right, placed(right, PAGE.side, WIDTH, 'right'), top);
  };

  return {
    need,
    newPage,
    lines,
    row,
    pictures,
    code,
    foot,
    space: (height: number): void => {
      y += height;
    },
  };
}

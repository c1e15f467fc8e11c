import { inflateSync } from 'node:zlib';

/** The drawing of each page, in order, as the PDF writes it. */
export function pdfPages(pdf: Buffer): string[] {
  return pagesOf(pdf).map(({ content }) => content);
}

/** The text of each page of a PDF that this service printed, in the order it was printed, one entry for each run of text. */
export function pdfText(pdf: Buffer): string[][] {
  return pagesOf(pdf).map(({ content, maps }) => runsOf(content, maps));
}

function pagesOf(pdf: Buffer) {
  const objects = objectsOf(pdf);
  const get = (id: string | undefined): PdfObject => {
    const found = id === undefined ? undefined : objects.get(id);
    if (!found) throw new Error(`the PDF has no object ${id}`);
    return found;
  };
  const root = [...objects.values()].find(({ head }) => /\/Type \/Pages\b/.test(head));
  const kids = /\/Kids \[([^\]]*)\]/.exec(root?.head ?? '')?.[1] ?? '';
  return [...kids.matchAll(/(\d+) 0 R/g)].map(([, id]) => {
    const page = get(id).head;
    const resources = get(/\/Resources (\d+) 0 R/.exec(page)?.[1]).head;
    const fonts = /\/Font <<([\s\S]*?)>>/.exec(resources)?.[1] ?? '';
    const maps = new Map(
      [...fonts.matchAll(/\/(F\d+) (\d+) 0 R/g)].map(([, name = '', font]) => {
        const toUnicode = /\/ToUnicode (\d+) 0 R/.exec(get(font).head)?.[1];
        return [name, glyphsOf(get(toUnicode).stream.toString('latin1'))] as const;
      }),
    );
    return { content: get(/\/Contents (\d+) 0 R/.exec(page)?.[1]).stream.toString('latin1'), maps };
  });
}

type PdfObject = { readonly head: string; readonly stream: Buffer };

function objectsOf(pdf: Buffer): Map<string, PdfObject> {
  const text = pdf.toString('latin1');
  const objects = new Map<string, PdfObject>();
  // By the table of contents at the end: the bytes of a picture may look like anything.
  const table = text.slice(text.lastIndexOf('\nxref\n'));
  for (const [, at, state] of table.matchAll(/(\d{10}) \d{5} ([nf])/g)) {
    if (state !== 'n') continue;
    const from = Number(at);
    const id = /^(\d+) 0 obj/.exec(text.slice(from, from + 20))?.[1] ?? '';
    const opens = text.indexOf('stream\n', from);
    const ends = text.indexOf('endobj', from);
    if (opens < 0 || opens > ends) {
      objects.set(id, { head: text.slice(from, ends), stream: Buffer.alloc(0) });
      continue;
    }
    const head = text.slice(from, opens);
    const begin = opens + 'stream\n'.length;
    const raw = pdf.subarray(begin, begin + Number(/\/Length (\d+)/.exec(head)?.[1]));
    objects.set(id, { head, stream: head.includes('/FlateDecode') ? inflateSync(raw) : raw });
  }
  return objects;
}

/** What each glyph of a font says, by its number in the file, from the map the file carries for those who search in it. */
function glyphsOf(cmap: string): Map<number, string> {
  const glyphs = new Map<number, string>();
  for (const [, first = '', , list = ''] of cmap.matchAll(/<(\w+)> <(\w+)> \[([^\]]*)\]/g)) {
    [...list.matchAll(/<([\w ]*)>/g)].forEach(([, units = ''], index) => {
      const bytes = Buffer.from(units.replaceAll(' ', ''), 'hex');
      glyphs.set(Number.parseInt(first, 16) + index, bytes.swap16().toString('utf16le'));
    });
  }
  return glyphs;
}

function runsOf(content: string, fonts: ReadonlyMap<string, ReadonlyMap<number, string>>): string[] {
  let font: ReadonlyMap<number, string> = new Map();
  const runs: string[] = [];
  for (const [, name, shown] of content.matchAll(/\/(F\d+) [\d.]+ Tf|\[([^\]]*)\] TJ/g)) {
    if (name !== undefined) font = fonts.get(name) ?? new Map();
    else {
      const hex = [...(shown ?? '').matchAll(/<(\w*)>/g)].map(([, digits]) => digits).join('');
      const glyphs = hex.match(/.{4}/g) ?? [];
      runs.push(glyphs.map((glyph) => font.get(Number.parseInt(glyph, 16)) ?? '\uFFFD').join(''));
    }
  }
  return runs;
}

import type { PlantRow } from '../actions/ledgers/plant-ledger.ts';
import type { NamedPhoto, TransportRow } from '../actions/ledgers/transport-ledger.ts';
import { csvLine } from '../exports/csv.ts';
import { BYTE_ORDER_MARK } from '../exports/table-bytes.ts';
import type { ZipEntry } from '../exports/zip.ts';
import type { Files } from '../files/evidence-files.ts';
import type { Language } from './language.ts';

type Placed = { readonly row: string; readonly what: string; readonly photo: NamedPhoto };

/**
 * The pictures of ledger rows, each once, and at the end a `manifest.csv` that says of which row each is, with its SHA-256;
 * a picture that is not there is told of there and breaks nothing off. The manifest is kept in memory, some 200 bytes a line.
 */
export async function* photoEntries(
  chunks: AsyncIterable<readonly (TransportRow | PlantRow)[]>,
  files: Files,
  language: Language,
): AsyncGenerator<ZipEntry> {
  const lines: string[] = [BYTE_ORDER_MARK + csvLine(HEADINGS[language])];
  const known = new Set<string>();
  for await (const rows of chunks) {
    for (const { row, what, photo } of rows.flatMap(photosOf)) {
      const fresh = !known.has(photo.name);
      const file = fresh ? await files.open(photo.folder, photo.sha256).catch(() => undefined) : undefined;
      if (file) {
        known.add(photo.name);
        yield { name: photo.name, open: () => Promise.resolve(file.stream) };
      }
      const state = file || !fresh ? '' : MISSING[language];
      lines.push(csvLine([photo.name, row, what, photo.kind, photo.id, photo.sha256, state]));
    }
  }
  yield { name: 'manifest.csv', open: () => Promise.resolve(Buffer.from(lines.join(''))) };
}

const HEADINGS: Readonly<Record<Language, readonly string[]>> = {
  zh: ['文件名', '台账记录编号', '环节', '类别', '证据编号', 'SHA-256', '备注'],
  en: ['File', 'Row', 'Part', 'Kind', 'Evidence', 'SHA-256', 'Remark'],
};
const MISSING: Readonly<Record<Language, string>> = { zh: '文件缺失', en: 'the file is missing' };

function photosOf(row: TransportRow | PlantRow): Placed[] {
  const of = (what: string, photos: readonly NamedPhoto[] = []) =>
    photos.map((photo) => ({ row: row.id, what, photo }));
  if ('photos' in row) return Object.entries(row.photos).flatMap(([slot, photos]) => of(slot, photos));
  return [
    ...of('entry', row.entry?.photos),
    ...of('exit', row.exit?.photos),
    ...of('list', row.list),
    ...of('licence', row.licence),
  ];
}

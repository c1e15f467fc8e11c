import { createHash } from 'node:crypto';
import type { Files } from '../../files/evidence-files.ts';
import type { EvidenceRow } from '../../store/evidence.ts';
import type { Reader } from '../../store/store.ts';

const PAGE = 200;

/** Holds the file of every piece of evidence against its row (size and SHA-256), one after another; gives a line for each fault. */
export async function* verifyEvidence(reader: Reader, files: Files): AsyncGenerator<string> {
  let after: string | undefined;
  for (;;) {
    const rows = await reader.evidence.inOrder(after, PAGE);
    for (const row of rows) {
      const fault = await faultOf(row, files);
      if (fault) yield `evidence ${row.id} (${row.folder}/${row.sha256}): ${fault}`;
    }
    after = rows.at(-1)?.id;
    if (rows.length < PAGE) return;
  }
}

async function faultOf({ folder, sha256, bytes }: EvidenceRow, files: Files): Promise<string | undefined> {
  try {
    const found = await files.open(folder, sha256);
    if (found.bytes !== bytes) {
      found.stream.destroy();
      return `its file has ${found.bytes} bytes in place of ${bytes}`;
    }
    const hash = createHash('sha256');
    for await (const chunk of found.stream) hash.update(chunk as Buffer);
    return hash.digest('hex') === sha256 ? undefined : 'its file was altered';
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
    return code === 'ENOENT' ? 'its file is missing' : `its file cannot be read (${code})`;
  }
}

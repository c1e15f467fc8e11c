import { PassThrough, type Readable } from 'node:stream';
import { ZipArchive } from 'archiver';

/** One file of an archive: its name in it, and what is in it, opened when its turn comes. */
export type ZipEntry = { readonly name: string; readonly open: () => Promise<Readable | Buffer> };

/**
 * A ZIP file of entries, one after another as it is read. Nothing is compressed: photographs are already. Entries are asked
 * for one at a time; an entry whose file cannot be opened breaks the archive off, so that nobody takes it for whole. `date`
 * (ms) stands as the date of each; the moment it was added unless given.
 */
export function streamZip(entries: AsyncIterable<ZipEntry>, date?: number): Readable {
  const archive = new ZipArchive({ store: true });
  const out = new PassThrough();
  archive.on('error', (error: Error) => out.destroy(error));
  archive.pipe(out);
  let goOn: (() => void) | undefined;
  archive.on('entry', () => goOn?.());
  const fill = async (): Promise<void> => {
    for await (const { name, open } of entries) {
      if (out.destroyed) return;
      const content = await open();
      const added = new Promise<void>((resolve) => {
        goOn = resolve;
      });
      archive.append(content, { name, ...(date === undefined ? {} : { date: new Date(date) }) });
      await added;
    }
    await archive.finalize();
  };
  out.once('close', () => {
    archive.destroy();
    goOn?.();
  });
  fill().catch((error: unknown) => out.destroy(error instanceof Error ? error : new Error(String(error))));
  return out;
}

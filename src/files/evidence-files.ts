import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm, rmdir, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { legalDayOf } from '../domain/time.ts';
import { makeFolder } from './folder.ts';
import { openPieces, type Pieces } from './pieces.ts';
import { syncFolder } from './sync-folder.ts';

/** A file that came in and is not yet anywhere: whole on disk under a temporary name. */
export type Received = { readonly temporary: string; readonly sha256: string; readonly bytes: number };

/**
 * A file in its place. Tell what became of the row that was to point to it: `keep` once it is durable, else `forget`,
 * which removes the file where nothing else needs it (`needed` says whether a row does).
 */
export type Placed = {
  readonly folder: string;
  readonly keep: () => void;
  readonly forget: (needed: boolean) => Promise<void>;
};

/** One stored file: where its row says it lies. */
export type StoredFile = { readonly folder: string; readonly sha256: string };

/**
 * Where evidence lies, by its content: `<arrival month>/<aa>/<sha256>`, and beside it what was made from it. A disk here; an
 * object store has the same verbs.
 */
export type Files = {
  /** Takes a stream in, hashing it on the way. */
  receive(stream: Readable): Promise<Received>;
  /** Throws away what was received and not placed. */
  drop(received: Received): Promise<void>;
  /** Puts a received file in its place, durably; one that lies there already is the same. `arrivedAt` in ms. */
  place(received: Received, arrivedAt: number): Promise<Placed>;
  /** Fails where there is no such file. */
  open(folder: string, sha256: string): Promise<{ readonly stream: Readable; readonly bytes: number }>;
  /** What was made from a file under a name (`<sha256>.<name>`), if it was. */
  findDerived(file: StoredFile, name: string): Promise<Buffer | undefined>;
  /** Keeps what was made from a file, whole or not at all; the last one counts. */
  putDerived(file: StoredFile, name: string, content: Buffer): Promise<void>;
  /** The arrival months (`YYYY-MM`) of which there are files, oldest first. */
  months(): Promise<string[]>;
  /** The folders of an arrival month. */
  foldersOf(month: string): Promise<string[]>;
  /** The SHA-256 of every file in a folder. */
  hashesIn(folder: string): Promise<string[]>;
  /** Removes files of a folder and what was made from them, and the folders that are empty then; one that is gone is no error. */
  remove(folder: string, hashes: ReadonlySet<string>): Promise<void>;
  /** Files that come in pieces, until they are whole and received. */
  readonly pieces: Pieces;
  /** Removes what crashed uploads left before an instant (ms); gives how many. */
  sweep(before: number): Promise<number>;
};

/** Opens (and makes) the uploads folder. `newName` gives names for temporary files. */
export async function openFiles(root: string, newName: () => string): Promise<Files> {
  const waiting = join(root, 'tmp');
  makeFolder(waiting);
  const pending = new Map<string, { holders: number; made: boolean; kept: boolean }>();

  const release = async (path: string, outcome: 'kept' | 'needed' | 'refused'): Promise<void> => {
    const entry = pending.get(path);
    if (!entry) return;
    entry.holders -= 1;
    if (outcome !== 'refused') entry.kept = true;
    if (entry.holders > 0) return;
    pending.delete(path);
    if (entry.made && !entry.kept) await rm(path, { force: true });
  };

  return {
    receive: async (stream) => {
      const temporary = join(waiting, newName());
      const hash = createHash('sha256');
      let bytes = 0;
      const measure = async function* (chunks: AsyncIterable<Buffer>) {
        for await (const chunk of chunks) {
          hash.update(chunk);
          bytes += chunk.length;
          yield chunk;
        }
      };
      try {
        await pipeline(stream, measure, createWriteStream(temporary, { flags: 'wx', flush: true }));
      } catch (error) {
        await rm(temporary, { force: true });
        throw error;
      }
      return { temporary, sha256: hash.digest('hex'), bytes };
    },

    drop: ({ temporary }) => rm(temporary, { force: true }),

    place: async ({ temporary, sha256 }, arrivedAt) => {
      const month = legalDayOf(arrivedAt).slice(0, 7);
      const folder = `${month}/${sha256.slice(0, 2)}`;
      const path = join(root, folder, sha256);
      const entry = pending.get(path) ?? { holders: 0, made: false, kept: false };
      pending.set(path, entry);
      entry.holders += 1;
      try {
        if (await exists(path)) await rm(temporary, { force: true });
        else {
          await mkdir(join(root, folder), { recursive: true });
          await rename(temporary, path);
          entry.made = true;
          for (const dir of [join(root, folder), join(root, month), root]) await syncFolder(dir);
        }
      } catch (error) {
        await release(path, 'refused');
        throw error;
      }
      return {
        folder,
        keep: () => void release(path, 'kept'),
        forget: (needed) => release(path, needed ? 'needed' : 'refused'),
      };
    },

    open: async (folder, sha256) => {
      const path = join(root, folder, sha256);
      const { size } = await stat(path);
      return { stream: createReadStream(path), bytes: size };
    },

    findDerived: ({ folder, sha256 }, name) => readFile(join(root, folder, `${sha256}.${name}`)).catch(noSuchFile),

    putDerived: async ({ folder, sha256 }, name, content) => {
      const temporary = join(waiting, newName());
      await writeFile(temporary, content, { flag: 'wx' });
      await rename(temporary, join(root, folder, `${sha256}.${name}`));
    },

    months: async () => (await readdir(root)).filter((name) => /^\d{4}-\d{2}$/.test(name)).sort(),

    foldersOf: async (month) => (await namesIn(join(root, month))).map((part) => `${month}/${part}`),

    hashesIn: async (folder) => (await namesIn(join(root, folder))).filter((name) => /^[0-9a-f]{64}$/.test(name)),

    remove: async (folder, hashes) => {
      for (const name of await namesIn(join(root, folder)))
        if (hashes.has(name.slice(0, 64))) await rm(join(root, folder, name), { force: true });
      for (const dir of [folder, dirname(folder)]) await rmdir(join(root, dir)).catch(() => undefined);
    },

    pieces: openPieces(join(root, 'pieces')),

    sweep: async (before) => {
      let swept = 0;
      for (const name of await readdir(waiting)) {
        const path = join(waiting, name);
        const found = await stat(path).catch(() => undefined);
        if (!found || found.mtimeMs >= before) continue;
        await rm(path, { force: true });
        swept += 1;
      }
      return swept;
    },
  };
}

const namesIn = async (path: string): Promise<string[]> => (await readdir(path).catch(noSuchFile)) ?? [];

/** For a file that may not be there; any other fault is one. */
function noSuchFile(error: unknown): undefined {
  if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
  throw error;
}

const exists = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  );

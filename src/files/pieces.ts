import { constants, createReadStream } from 'node:fs';
import { open, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { makeFolder } from './folder.ts';
import { syncFolder } from './sync-folder.ts';

/** Files that come in pieces, each under the id of its upload. How much of one counts is for the database to say. */
export type Pieces = {
  /** Puts bytes at a place of a file, durably; what lay there, or beyond, from a piece never acknowledged is written over. */
  write(id: string, offset: number, bytes: Buffer): Promise<void>;
  /** The first `bytes` of a file. */
  open(id: string, bytes: number): Readable;
  /** One that is gone is no error. */
  remove(id: string): Promise<void>;
  /** The ids of all that lie here. */
  ids(): Promise<string[]>;
  /** Runs what is done with one file after what is under way with it, so that a piece sent twice at once does not meet itself. */
  inTurn<T>(id: string, work: () => Promise<T>): Promise<T>;
};

/** Opens (and makes) the folder. */
export function openPieces(root: string): Pieces {
  makeFolder(root);
  const lines = new Map<string, Promise<unknown>>();
  return {
    write: async (id, offset, bytes) => {
      const handle = await open(join(root, id), constants.O_RDWR | constants.O_CREAT);
      try {
        for (let done = 0; done < bytes.length; )
          done += (await handle.write(bytes, done, bytes.length - done, offset + done)).bytesWritten;
        await handle.sync();
      } finally {
        await handle.close();
      }
      if (offset === 0) await syncFolder(root);
    },

    open: (id, bytes) => createReadStream(join(root, id), { end: bytes - 1 }),

    remove: (id) => rm(join(root, id), { force: true }),

    ids: async () => (await readdir(root)).filter((name) => /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(name)),

    inTurn: async (id, work) => {
      const turn = (lines.get(id) ?? Promise.resolve()).then(work, work);
      lines.set(id, turn);
      try {
        return await turn;
      } finally {
        if (lines.get(id) === turn) lines.delete(id);
      }
    },
  };
}

import { Readable } from 'node:stream';
import type { Files } from '../../files/evidence-files.ts';
import type { Reader } from '../../store/store.ts';

/** A file that the service made, in its place. `keep` once its row is durable; `discard` lets go of it unless it was kept. */
export type PutFile = {
  readonly folder: string;
  readonly sha256: string;
  readonly bytes: number;
  keep(): void;
  discard(): Promise<void>;
};

/** Puts a file that the service made among the evidence, durably, before the row that is to point to it. */
export async function putFile(
  files: Files,
  reader: Pick<Reader, 'evidence'>,
  content: Buffer,
  now: number,
): Promise<PutFile> {
  const received = await files.receive(Readable.from([content]));
  const { sha256, bytes } = received;
  const placed = await files.place(received, now);
  let kept = false;
  return {
    ...{ folder: placed.folder, sha256, bytes },
    keep: () => {
      kept = true;
      placed.keep();
    },
    discard: async () => {
      if (!kept) await placed.forget(await reader.evidence.needs(placed.folder, sha256));
    },
  };
}

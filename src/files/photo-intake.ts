import { Readable } from 'node:stream';
import type { Files, Placed } from './evidence-files.ts';
import { isPicture, mediaTypeOf } from './media-type.ts';
import { pictureFault } from './pictures.ts';

/** A picture put in its place, not yet pointed to by a row: tell what became of that row. */
export type PlacedPhoto = {
  readonly sha256: string;
  readonly bytes: number;
  readonly mediaType: string;
  readonly folder: string;
  readonly placed: Placed;
};

/** The longest picture a camera may send, bytes; as for pictures that people add. */
const MAX_BYTES = 20 * 1024 * 1024;

/**
 * Puts a camera's picture in its place, durably and byte for byte. Undefined for bytes that are no whole picture of a
 * bearable size, of which nothing is kept.
 */
export async function takePhoto(files: Files, bytes: Buffer, arrivedAt: number): Promise<PlacedPhoto | undefined> {
  if (bytes.length === 0 || bytes.length > MAX_BYTES) return undefined;
  const received = await files.receive(Readable.from([bytes]));
  const mediaType = await mediaTypeOf(received.temporary);
  if (!mediaType || !isPicture(mediaType) || (await pictureFault(received.temporary))) {
    await files.drop(received);
    return undefined;
  }
  const placed = await files.place(received, arrivedAt);
  return { sha256: received.sha256, bytes: received.bytes, mediaType, folder: placed.folder, placed };
}

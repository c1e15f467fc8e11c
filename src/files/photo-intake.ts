import { Readable } from 'node:stream';
import type { Files, Placed } from './evidence-files.ts';
import { mediaTypeOf } from './media-type.ts';

/** A picture put in its place, not yet pointed to by a row: tell what became of that row. */
export type PlacedPhoto = {
  readonly sha256: string;
  readonly bytes: number;
  readonly mediaType: string;
  readonly folder: string;
  readonly placed: Placed;
};

/** Puts a camera's picture in its place, durably. Undefined for bytes that are no picture, of which nothing is kept. */
export async function takePhoto(files: Files, bytes: Buffer, arrivedAt: number): Promise<PlacedPhoto | undefined> {
  if (bytes.length === 0) return undefined;
  const received = await files.receive(Readable.from([bytes]));
  const mediaType = await mediaTypeOf(received.temporary);
  if (!mediaType?.startsWith('image/')) {
    await files.drop(received);
    return undefined;
  }
  const placed = await files.place(received, arrivedAt);
  return { sha256: received.sha256, bytes: received.bytes, mediaType, folder: placed.folder, placed };
}

import type { PassageRow } from '../../store/passages.ts';
import type { Writer } from '../../store/store.ts';

/** A picture of a passage that lies in its place among the files. */
export type StoredPhoto = {
  readonly kind: string;
  readonly sha256: string;
  readonly bytes: number;
  readonly mediaType: string;
  readonly folder: string;
  /** The device or gate that sent it. */
  readonly sentBy: string;
};

/** Puts the pictures of a passage on record as evidence; those that it has already are not added again. */
export async function addPhotos(
  tx: Writer,
  { id }: Pick<PassageRow, 'id'>,
  photos: readonly StoredPhoto[],
  { now, newId }: { readonly now: number; readonly newId: () => string },
): Promise<void> {
  const known = new Set(await tx.evidence.hashesOf('passage', id));
  for (const { sentBy, ...photo } of photos) {
    if (known.has(photo.sha256)) continue;
    known.add(photo.sha256);
    const subject = { subjectType: 'passage', subjectId: id };
    await tx.evidence.insert({ id: newId(), ...photo, ...subject, fileName: null, createdAt: now, createdBy: sentBy });
  }
}

import { createHash } from 'node:crypto';
import { buffer } from 'node:stream/consumers';
import { Failure, notFound } from '../../domain/failure.ts';
import type { Files } from '../../files/evidence-files.ts';
import { isPicture } from '../../files/media-type.ts';
import { THUMBNAIL_RECIPE, thumbnailOf } from '../../files/pictures.ts';
import type { EvidenceRow } from '../../store/evidence.ts';

/** The thumbnail of a picture: made when it is first seen and kept beside it. Not-found for what is no picture. */
export async function thumbnail(files: Files, row: EvidenceRow): Promise<Buffer> {
  if (!isPicture(row.mediaType)) throw notFound();
  const kept = await files.findDerived(row, THUMBNAIL_RECIPE);
  if (kept) return kept;
  const small = await thumbnailOf(await wholeFile(files, row)).catch(() => {
    // Taken in before pictures were read to their end.
    throw notFound();
  });
  await files.putDerived(row, THUMBNAIL_RECIPE, small);
  return small;
}

/** The bytes of a piece of evidence as they came in; unavailable where they are not what they were. */
async function wholeFile(files: Files, { folder, sha256 }: EvidenceRow): Promise<Buffer> {
  const content = await openEvidence(files, { folder, sha256 }).then(({ stream }) => buffer(stream));
  if (createHash('sha256').update(content).digest('hex') !== sha256) throw lost();
  return content;
}

/** Opens the file of a piece of evidence; unavailable where it is missing, which `verify` of the command line tells of. */
export async function openEvidence(files: Files, { folder, sha256 }: Pick<EvidenceRow, 'folder' | 'sha256'>) {
  return files.open(folder, sha256).catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') throw lost();
    throw error;
  });
}

const lost = (): Failure =>
  new Failure('unavailable', {
    en: 'The file of this evidence is missing or was altered. Tell whoever runs the service.',
    zh: '该证据文件缺失或已被改动，请联系系统管理员。',
  });

import { z } from 'zod';
import { SUBJECT_TYPES } from '../actions/evidence/find-subject.ts';
import { MEDIA_TYPES } from '../files/media-type.ts';
import type { EvidenceRow } from '../store/evidence.ts';
import { idOut, idText, instant, instantOut, line } from './schemas.ts';

export const subjectType = z.enum(SUBJECT_TYPES);

export const evidenceOut = z
  .strictObject({
    id: idOut,
    sha256: z.string().meta({ description: 'Of the content, hexadecimal.' }),
    bytes: z.int(),
    mediaType: z.enum(MEDIA_TYPES),
    kind: z.string(),
    subjectType,
    subjectId: idOut,
    fileName: z.string().nullable().meta({ description: 'As the client called it.' }),
    createdAt: instantOut,
  })
  .meta({ id: 'Evidence' });

/** What a file is to be evidence of. */
export const evidenceAbout = {
  subjectType,
  subjectId: idText,
  kind: line(60).meta({ description: 'What it shows, such as `photo` or `label`.' }),
};

export const presentEvidence = (row: EvidenceRow) => ({
  id: row.id,
  sha256: row.sha256,
  bytes: row.bytes,
  mediaType: row.mediaType,
  kind: row.kind,
  subjectType: row.subjectType,
  subjectId: row.subjectId,
  fileName: row.fileName,
  createdAt: instant(row.createdAt),
});

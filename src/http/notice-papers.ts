import { z } from 'zod';
import { SERVICE_METHODS, type Service } from '../actions/cases/serve-notice.ts';
import { openEvidence } from '../actions/evidence/thumbnail.ts';
import { notFound } from '../domain/failure.ts';
import type { Request } from './route.ts';
import { instantText, line, prose, requireEventTime } from './schemas.ts';

/** How, when and to whom a paper was served (送达), as it is told. */
export const serviceTold = {
  method: z.enum(SERVICE_METHODS),
  servedAt: instantText,
  servedBy: line(100).meta({ description: 'Who served it (送达人).' }),
  receivedBy: line(100).meta({ description: 'Who took it (收件人); seen by officers and the addressee only.' }),
  remarks: prose(500).optional(),
};

/** The same for the record. Invalid where it is told before it happened. */
export function serviceOf(
  {
    method,
    servedAt,
    servedBy,
    receivedBy,
    remarks,
  }: Omit<Service, 'remarks'> & { readonly remarks?: string | undefined },
  now: number,
): Service {
  requireEventTime(servedAt, now, '#/servedAt');
  return { method, servedAt, servedBy, receivedBy, remarks: remarks ?? null };
}

/** Answers with a paper's PDF, saved under its number; `plainName` is for clients that read no Chinese names. */
export async function paperAnswer(
  { store, files }: Pick<Request['env'], 'store' | 'files'>,
  { evidenceId, number }: { readonly evidenceId: string; readonly number: string },
  plainName: string,
) {
  const file = await store.read.evidence.find(evidenceId);
  if (!file) throw notFound();
  const { stream, bytes } = await openEvidence(files, file);
  const name = encodeURIComponent(`${number}.pdf`);
  return {
    status: 200,
    headers: {
      'Cache-Control': 'private, no-cache',
      ETag: `"${file.sha256}"`,
      'Content-Type': file.mediaType,
      'Content-Length': String(bytes),
      'Content-Disposition': `attachment; filename="${plainName}.pdf"; filename*=UTF-8''${name}`,
      'X-Content-Type-Options': 'nosniff',
    },
    stream,
  };
}

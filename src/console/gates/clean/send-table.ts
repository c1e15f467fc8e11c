import { authorised, type Schema } from '../../api/client.ts';
import { problemOf } from '../../api/problem.ts';
import { keptLanguage } from '../../session/language.ts';

export type TableImport = Schema<'CleanTransportImport'>;

/** Sends a table to be tried, to be imported whole, or for its good rows alone. A refusal rejects with its `Problem`. */
export async function sendTable({
  enterpriseId,
  file,
  way,
  key,
}: {
  readonly enterpriseId: string;
  readonly file: File;
  readonly way: 'try' | 'all' | 'good';
  readonly key: string;
}): Promise<TableImport> {
  const query = new URLSearchParams({
    enterpriseId,
    dryRun: String(way === 'try'),
    ...(way === 'good' ? { keepGood: 'true' } : {}),
  });
  const body = new FormData();
  body.set('file', file);
  const headers: Record<string, string> = way === 'try' ? {} : { 'Idempotency-Key': key };
  const request = new Request(`/api/v1/clean-transport/import?${query.toString()}`, { method: 'POST', headers, body });
  const answer = await authorised(request);
  if (!answer.ok) throw await problemOf(answer, keptLanguage());
  return (await answer.json()) as TableImport;
}

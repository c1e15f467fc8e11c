import { authorised, type Schema } from '../../api/client.ts';
import { problemOf } from '../../api/problem.ts';
import { keptLanguage } from '../../session/language.ts';

export type ImportReport = Schema<'FilingImport'>;

/** Sends a table of machines to be filed, to be tried or imported. `keepGood`: the rows without faults are imported alone. */
export async function sendTable(
  file: File,
  {
    siteId,
    dryRun,
    keepGood,
    key,
  }: {
    readonly siteId?: string | undefined;
    readonly dryRun: boolean;
    readonly keepGood: boolean;
    readonly key: string;
  },
): Promise<ImportReport> {
  const query = new URLSearchParams({
    dryRun: String(dryRun),
    keepGood: String(keepGood),
    ...(siteId ? { siteId } : {}),
  });
  const body = new FormData();
  body.append('file', file, file.name);
  const headers: Record<string, string> = dryRun ? {} : { 'Idempotency-Key': key };
  const answer = await authorised(new Request(`/api/v1/filings/import?${query}`, { method: 'POST', headers, body }));
  if (!answer.ok) throw await problemOf(answer, keptLanguage());
  return (await answer.json()) as ImportReport;
}

import { useQuery } from '@tanstack/react-query';
import { authorised } from '../../api/client.ts';
import { problemOf } from '../../api/problem.ts';
import { keptLanguage } from '../../session/language.ts';
import type { ImportReport } from './import-report.ts';

/** An import as it goes on, asked for until it is over. */
export function useImport(path: string, begun: ImportReport | undefined): ImportReport | undefined {
  const { data } = useQuery({
    queryKey: ['import', path, begun?.id],
    enabled: begun?.id !== undefined && begun.id !== null,
    queryFn: async () => {
      const answer = await authorised(new Request(`${path}/imports/${begun?.id}`));
      if (!answer.ok) throw await problemOf(answer, keptLanguage());
      return (await answer.json()) as ImportReport;
    },
    refetchInterval: ({ state }) => (state.data && state.data.status !== 'queued' ? false : 1_000),
  });
  return begun?.id ? (data ?? begun) : begun;
}

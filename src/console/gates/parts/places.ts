import { useQuery } from '@tanstack/react-query';
import { api, type Row, told } from '../../api/client.ts';
import { useMay } from '../../session/session-provider.tsx';

export type Gate = Row<'/api/v1/gates'>;
export type Organisation = Row<'/api/v1/organisations'>;

/** Lists of places are short beside all else; more than so many pages of them are not read into a choice. */
const MOST_PAGES = 10;

async function all<T>(page: (cursor: string | undefined) => Promise<{ items: T[]; next?: string }>): Promise<T[]> {
  const rows: T[] = [];
  let cursor: string | undefined;
  for (let count = 0; count < MOST_PAGES; count += 1) {
    const { items, next } = await page(cursor);
    rows.push(...items);
    if (next === undefined) break;
    cursor = next;
  }
  return rows;
}

const query = (cursor: string | undefined, more: object = {}) => ({
  params: { query: { limit: '200', ...(cursor === undefined ? {} : { cursor }), ...more } },
});

/** The gates that the reader may see, of one enterprise where it is given. */
export function useGates(enterpriseId?: string): readonly Gate[] | undefined {
  const may = useMay();
  return useQuery({
    queryKey: ['gates', enterpriseId ?? ''],
    queryFn: () => all((cursor) => told(api.GET('/api/v1/gates', query(cursor, enterpriseId ? { enterpriseId } : {})))),
    staleTime: 60_000,
    enabled: may('gate.read'),
  }).data;
}

/** The enterprises that the reader may see. */
export function useEnterprises(): readonly Organisation[] | undefined {
  const may = useMay();
  return useQuery({
    queryKey: ['organisations', 'enterprise'],
    queryFn: () =>
      all((cursor) => told(api.GET('/api/v1/organisations', query(cursor, { kind: 'enterprise' as const })))),
    staleTime: 60_000,
    enabled: may('organisation.read'),
  }).data;
}

/** Says the name of a gate or an enterprise by its id; nothing while it is not known. */
export function useNames(): { readonly gate: (id: string) => string; readonly enterprise: (id: string) => string } {
  const gates = useGates();
  const enterprises = useEnterprises();
  return {
    gate: (id) => gates?.find((one) => one.id === id)?.name ?? '—',
    enterprise: (id) => enterprises?.find((one) => one.id === id)?.name ?? '—',
  };
}

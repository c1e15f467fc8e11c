import { useQuery } from '@tanstack/react-query';
import { api, type Row, told } from '../../api/client.ts';
import { allPages } from '../../parts/all-pages.ts';
import { useMay } from '../../session/session-provider.tsx';

export type Gate = Row<'/api/v1/gates'>;
export type Organisation = Row<'/api/v1/organisations'>;

/** The gates that the reader may see, of one enterprise where it is given. */
export function useGates(enterpriseId?: string): readonly Gate[] | undefined {
  const may = useMay();
  return useQuery({
    queryKey: ['gates', enterpriseId ?? ''],
    queryFn: () =>
      allPages((more) =>
        told(api.GET('/api/v1/gates', { params: { query: { ...more, ...(enterpriseId ? { enterpriseId } : {}) } } })),
      ),
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
      allPages((more) =>
        told(api.GET('/api/v1/organisations', { params: { query: { ...more, kind: 'enterprise' } } })),
      ),
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

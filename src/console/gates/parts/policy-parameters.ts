import { useQuery } from '@tanstack/react-query';
import { legalDayOf } from '../../../domain/time.ts';
import { api, told } from '../../api/client.ts';

type Parameters = Readonly<Record<string, { readonly [part: string]: unknown }>>;

/** The parameters of the policy that holds today, by their names; undefined while they are asked for. */
export function usePolicyParameters(): Parameters | undefined {
  return useQuery({
    queryKey: ['policy', 'today', 'parameters'],
    queryFn: async (): Promise<Parameters> => {
      const { items } = await told(api.GET('/api/v1/policies', { params: { query: { limit: '200' } } }));
      const today = legalDayOf(Date.now());
      const [newest] = items
        .filter(({ status, from }) => status === 'published' && (from ?? '') <= today)
        .sort((a, b) => ((a.from ?? '') < (b.from ?? '') ? 1 : (b.version ?? 0) - (a.version ?? 0)));
      if (!newest) return {};
      const policy = await told(api.GET('/api/v1/policies/{id}', { params: { path: { id: newest.id } } }));
      return policy.parameters ?? {};
    },
    staleTime: 600_000,
  }).data;
}

/** A parameter that is a number. */
export const numberOf = (parameters: Parameters | undefined, name: string): number | undefined => {
  const value = parameters?.[name]?.['value'];
  return typeof value === 'number' ? value : undefined;
};

import { useQuery } from '@tanstack/react-query';
import { api, type Row, told } from '../api/client.ts';

export type Job = Row<'/api/v1/jobs'>;

/** While something runs it is asked for often, else seldom, ms. */
const SOON_MS = 3_000;
const SELDOM_MS = 60_000;

/** The work under way that a user may see. Key `['jobs', 'running']`: whoever queues work invalidates it. */
export function useRunningJobs(userId: string) {
  return useQuery({
    queryKey: ['jobs', 'running', userId],
    queryFn: async () => {
      const { items } = await told(api.GET('/api/v1/jobs', { params: { query: { status: 'queued', limit: '20' } } }));
      return items;
    },
    refetchInterval: ({ state }) => (state.data?.length ? SOON_MS : SELDOM_MS),
  });
}

/** One piece of work; asked for again until it is over. */
export function useJob(id: string) {
  return useQuery({
    queryKey: ['jobs', id],
    queryFn: () => told(api.GET('/api/v1/jobs/{id}', { params: { path: { id } } })),
    refetchInterval: ({ state }) => (state.data?.status === 'queued' ? SOON_MS / 2 : false),
  });
}

import { useQuery } from '@tanstack/react-query';
import { api, type Row, told } from '../api/client.ts';
import { Problem } from '../api/problem.ts';
import { allPages } from '../parts/all-pages.ts';
import { useMe } from '../session/session-provider.tsx';
import { find, put } from './outbox/store.ts';
import { noteReach, useOnline } from './reach.ts';

export type Site = Pick<Row<'/api/v1/sites'>, 'id' | 'name' | 'address' | 'countyCode'>;

const MOST_RECENT = 6;
const AGAIN_MS = 15_000;

/** The open sites that the inspector may see; those of the last time where there is no network. */
export function useSites() {
  const { id } = useMe();
  const online = useOnline();
  return useQuery({
    queryKey: ['field-sites', id],
    networkMode: 'always',
    retry: false,
    staleTime: 300_000,
    // So it is noticed that there is a network again.
    refetchInterval: online ? false : AGAIN_MS,
    queryFn: async () => {
      const key = `sites ${id}`;
      try {
        const sites = await readSites();
        noteReach(true);
        await put('known', sites, key);
        return sites;
      } catch (error) {
        const offline = error instanceof Problem && error.status === 0;
        noteReach(!offline);
        const kept = offline ? await find<Site[]>('known', key) : undefined;
        if (!kept) throw error;
        return kept;
      }
    },
  });
}

async function readSites(): Promise<Site[]> {
  const sites = await allPages((more) =>
    told(api.GET('/api/v1/sites', { params: { query: { ...more, status: 'open' } } })),
  );
  return sites.map(({ id, name, address, countyCode }) => ({ id, name, address, countyCode }));
}

const recentKey = (userId: string): string => `field-recent-sites ${userId}`;

/** The sites where a user last was, by their ids, the last one first. */
export const recentSites = (userId: string): string[] =>
  JSON.parse(localStorage.getItem(recentKey(userId)) ?? '[]') as string[];

export function noteSite(userId: string, siteId: string): void {
  const others = recentSites(userId).filter((id) => id !== siteId);
  localStorage.setItem(recentKey(userId), JSON.stringify([siteId, ...others].slice(0, MOST_RECENT)));
}

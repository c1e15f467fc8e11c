import { and, eq } from 'drizzle-orm';
import type { Scope } from '../domain/identity/permissions.ts';
import type { Db } from './dialect.ts';
import { keyset, type PageRequest } from './page.ts';
import type { Tables } from './schema.ts';
import { within } from './scope.ts';

export type SiteRow = Tables['sites']['$inferSelect'];
export type SiteFilter = { readonly countyCode?: string | undefined };
export type SiteChange = Partial<Omit<SiteRow, 'id' | 'organisationId' | 'countyCode' | 'createdAt'>>;

export const readSites = ({ q, t: { sites } }: Db) => ({
  find: async (id: string): Promise<SiteRow | undefined> => (await q.select().from(sites).where(eq(sites.id, id)))[0],

  page: async (scope: Scope, filter: SiteFilter, request: PageRequest): Promise<SiteRow[]> => {
    const { after, order, limit } = keyset(request, sites.id);
    return q
      .select()
      .from(sites)
      .where(
        and(
          within(scope, { county: sites.countyCode, organisation: sites.organisationId }),
          filter.countyCode === undefined ? undefined : eq(sites.countyCode, filter.countyCode),
          after,
        ),
      )
      .orderBy(...order)
      .limit(limit);
  },
});

export const writeSites = (db: Db) => ({
  ...readSites(db),

  insert: async (row: SiteRow): Promise<void> => {
    await db.q.insert(db.t.sites).values(row);
  },

  update: async (id: string, change: SiteChange): Promise<void> => {
    if (Object.keys(change).length === 0) return;
    await db.q.update(db.t.sites).set(change).where(eq(db.t.sites.id, id));
  },
});

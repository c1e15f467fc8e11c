import { and, eq, isNotNull, isNull } from 'drizzle-orm';
import type { Scope } from '../domain/identity/permissions.ts';
import type { Db } from './dialect.ts';
import { keyset, type PageRequest } from './page.ts';
import type { Tables } from './schema.ts';
import { within } from './scope.ts';

export type UreaPointRow = Tables['ureaPoints']['$inferSelect'];
export type UreaPointFilter = {
  readonly enterpriseId?: string | undefined;
  readonly kind?: string | undefined;
  readonly open?: boolean | undefined;
};

export const readUreaPoints = ({ q, t: { ureaPoints: u } }: Db) => ({
  find: async (id: string): Promise<UreaPointRow | undefined> => (await q.select().from(u).where(eq(u.id, id)))[0],

  /** The points of an enterprise that carry a name, oldest first. */
  named: async (enterpriseId: string, name: string): Promise<UreaPointRow[]> =>
    q
      .select()
      .from(u)
      .where(and(eq(u.enterpriseId, enterpriseId), eq(u.name, name)))
      .orderBy(u.id),

  page: async (scope: Scope, filter: UreaPointFilter, request: PageRequest): Promise<UreaPointRow[]> => {
    const { after, order, limit } = keyset(request, u.id);
    return q
      .select()
      .from(u)
      .where(
        and(
          within(scope, { county: u.countyCode, organisation: u.enterpriseId }),
          filter.enterpriseId === undefined ? undefined : eq(u.enterpriseId, filter.enterpriseId),
          filter.kind === undefined ? undefined : eq(u.kind, filter.kind),
          filter.open === undefined ? undefined : filter.open ? isNull(u.closedOn) : isNotNull(u.closedOn),
          after,
        ),
      )
      .orderBy(...order)
      .limit(limit);
  },
});

export const writeUreaPoints = (db: Db) => ({
  ...readUreaPoints(db),

  insert: async (row: UreaPointRow): Promise<void> => {
    await db.q.insert(db.t.ureaPoints).values(row);
  },

  update: async (
    id: string,
    change: Partial<Omit<UreaPointRow, 'id' | 'enterpriseId' | 'createdAt' | 'createdBy'>>,
  ): Promise<void> => {
    await db.q.update(db.t.ureaPoints).set(change).where(eq(db.t.ureaPoints.id, id));
  },
});

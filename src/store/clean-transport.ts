import { and, asc, eq, gte, lte } from 'drizzle-orm';
import type { Scope } from '../domain/identity/permissions.ts';
import type { Db } from './dialect.ts';
import { keyset, type PageRequest } from './page.ts';
import type { Tables } from './schema.ts';
import { within } from './scope.ts';

export type CleanTransportRow = Tables['cleanTransport']['$inferSelect'];
export type CleanTransportFilter = {
  readonly enterpriseId?: string | undefined;
  readonly countyCode?: string | undefined;
  readonly month?: string | undefined;
  /** Months, both included. */
  readonly fromMonth?: string | undefined;
  readonly toMonth?: string | undefined;
  readonly mode?: string | undefined;
};

export const readCleanTransport = ({ q, t: { cleanTransport: c } }: Db) => ({
  find: async (id: string): Promise<CleanTransportRow | undefined> => (await q.select().from(c).where(eq(c.id, id)))[0],

  ofMonth: async (enterpriseId: string, month: string): Promise<CleanTransportRow[]> =>
    q
      .select()
      .from(c)
      .where(and(eq(c.enterpriseId, enterpriseId), eq(c.month, month)))
      .orderBy(asc(c.id)),

  page: async (scope: Scope, filter: CleanTransportFilter, request: PageRequest): Promise<CleanTransportRow[]> => {
    const { after, order, limit } = keyset(request, c.id);
    return q
      .select()
      .from(c)
      .where(
        and(
          within(scope, { county: c.countyCode, organisation: c.enterpriseId }),
          filter.enterpriseId === undefined ? undefined : eq(c.enterpriseId, filter.enterpriseId),
          filter.countyCode === undefined ? undefined : eq(c.countyCode, filter.countyCode),
          filter.month === undefined ? undefined : eq(c.month, filter.month),
          filter.fromMonth === undefined ? undefined : gte(c.month, filter.fromMonth),
          filter.toMonth === undefined ? undefined : lte(c.month, filter.toMonth),
          filter.mode === undefined ? undefined : eq(c.mode, filter.mode),
          after,
        ),
      )
      .orderBy(...order)
      .limit(limit);
  },
});

export const writeCleanTransport = (db: Db) => ({
  ...readCleanTransport(db),

  /** Refused as `unique` where the enterprise has a row of that month, mode, direction and cargo. */
  insert: async (row: CleanTransportRow): Promise<void> => {
    await db.q.insert(db.t.cleanTransport).values(row);
  },

  update: async (id: string, change: Pick<CleanTransportRow, 'kg' | 'recordedAt' | 'recordedBy'>): Promise<void> => {
    const { cleanTransport } = db.t;
    await db.q.update(cleanTransport).set(change).where(eq(cleanTransport.id, id));
  },
});

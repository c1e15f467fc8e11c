import { and, asc, eq } from 'drizzle-orm';
import type { Scope } from '../domain/identity/permissions.ts';
import type { Db } from './dialect.ts';
import { keyset, type PageRequest } from './page.ts';
import type { Tables } from './schema.ts';
import { within } from './scope.ts';

export type RetirementQuotaRow = Tables['retirementQuotas']['$inferSelect'];
export type RetirementQuotaFilter = { readonly year?: number | undefined; readonly countyCode?: string | undefined };

export const readRetirementQuotas = ({ q, t: { retirementQuotas: r } }: Db) => ({
  find: async (id: string): Promise<RetirementQuotaRow | undefined> =>
    (await q.select().from(r).where(eq(r.id, id)))[0],

  /** Newest first by id. */
  page: async (scope: Scope, filter: RetirementQuotaFilter, request: PageRequest): Promise<RetirementQuotaRow[]> => {
    const { after, order, limit } = keyset(request, r.id);
    const { year, countyCode } = filter;
    return q
      .select()
      .from(r)
      .where(
        and(
          within(scope, { county: r.countyCode }),
          year === undefined ? undefined : eq(r.year, year),
          countyCode === undefined ? undefined : eq(r.countyCode, countyCode),
          after,
        ),
      )
      .orderBy(...order)
      .limit(limit);
  },

  /** Every revision for a year, in the order in which they take each other's place. */
  ofYear: async (scope: Scope, year: number): Promise<RetirementQuotaRow[]> =>
    q
      .select()
      .from(r)
      .where(and(within(scope, { county: r.countyCode }), eq(r.year, year)))
      .orderBy(asc(r.decidedOn), asc(r.id)),
});

export const writeRetirementQuotas = (db: Db) => ({
  ...readRetirementQuotas(db),

  insert: async (row: RetirementQuotaRow): Promise<void> => {
    await db.q.insert(db.t.retirementQuotas).values(row);
  },
});

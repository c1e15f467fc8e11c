import { and, eq, inArray } from 'drizzle-orm';
import type { Scope } from '../domain/identity/permissions.ts';
import { affected, type Db } from './dialect.ts';
import { keyset, type PageRequest } from './page.ts';
import type { Tables } from './schema.ts';
import { within } from './scope.ts';

export type RetirementProofRow = Tables['retirementProofs']['$inferSelect'];
export type RetirementProofFilter = {
  readonly status?: string | undefined;
  readonly countyCode?: string | undefined;
  readonly vehicleId?: string | undefined;
};

export const readRetirementProofs = ({ q, t: { retirementProofs: r } }: Db) => ({
  find: async (id: string): Promise<RetirementProofRow | undefined> =>
    (await q.select().from(r).where(eq(r.id, id)))[0],

  /** Newest first by id. */
  page: async (scope: Scope, filter: RetirementProofFilter, request: PageRequest): Promise<RetirementProofRow[]> => {
    const { after, order, limit } = keyset(request, r.id);
    const { status, countyCode, vehicleId } = filter;
    return q
      .select()
      .from(r)
      .where(
        and(
          within(scope, { county: r.countyCode, organisation: r.organisationId }),
          status === undefined ? undefined : eq(r.status, status),
          countyCode === undefined ? undefined : eq(r.countyCode, countyCode),
          vehicleId === undefined ? undefined : eq(r.standsFor, vehicleId),
          after,
        ),
      )
      .orderBy(...order)
      .limit(limit);
  },

  /** The proofs of these vehicles that were not refused, of each at the most one. */
  standing: async (vehicleIds: readonly string[]): Promise<RetirementProofRow[]> =>
    vehicleIds.length === 0
      ? []
      : q
          .select()
          .from(r)
          .where(inArray(r.standsFor, [...vehicleIds])),

  /** The one with a certificate that was not refused, if any. */
  byCertificate: async (certificate: string): Promise<RetirementProofRow | undefined> =>
    (await q.select().from(r).where(eq(r.standsBy, certificate)))[0],
});

export const writeRetirementProofs = (db: Db) => ({
  ...readRetirementProofs(db),

  /** Fails as `unique` where the vehicle or the certificate has one that was not refused. */
  insert: async (row: RetirementProofRow): Promise<void> => {
    await db.q.insert(db.t.retirementProofs).values(row);
  },

  /** Whether it was still in that status. */
  update: async (id: string, change: Partial<RetirementProofRow>, whileStatus: string): Promise<boolean> => {
    const { retirementProofs: r } = db.t;
    const result = await db.q
      .update(r)
      .set(change)
      .where(and(eq(r.id, id), eq(r.status, whileStatus)));
    return affected(result) > 0;
  },
});

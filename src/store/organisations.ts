import { and, eq, or, sql } from 'drizzle-orm';
import type { Scope } from '../domain/identity/permissions.ts';
import { type Db, fetched, oneOf, placeholder, prepared } from './dialect.ts';
import { keyset, type PageRequest } from './page.ts';
import type { Tables } from './schema.ts';
import { within } from './scope.ts';

export type OrganisationRow = Tables['organisations']['$inferSelect'];
export type OrganisationChange = Partial<
  Pick<OrganisationRow, 'name' | 'countyCode' | 'contactName' | 'contactPhone' | 'address'>
>;
export type OrganisationFilter = {
  readonly id?: string;
  readonly kind?: string;
  readonly countyCode?: string;
  /** A part of the name, or how the credit code begins. */
  readonly search?: string;
};

export const readOrganisations = ({ q, t: { organisations }, engine }: Db) => {
  const byId = prepared(() =>
    q
      .select()
      .from(organisations)
      .where(eq(organisations.id, placeholder(organisations.id, 'id'))),
  );
  return {
    find: async (id: string): Promise<OrganisationRow | undefined> => (await byId({ id }))[0],

    /** By unified social credit code (统一社会信用代码), which is unique. */
    findByCreditCode: async (creditCode: string): Promise<OrganisationRow | undefined> => {
      const rows = await q.select().from(organisations).where(eq(organisations.creditCode, creditCode));
      return rows[0];
    },

    /** The names of those of these ids that exist, by id. */
    namesOf: async (ids: readonly string[]): Promise<ReadonlyMap<string, string>> => {
      if (ids.length === 0) return new Map();
      const { id, name } = organisations;
      const rows = await q
        .select({ id, name })
        .from(organisations)
        .where(oneOf(engine, id, ids));
      return new Map(rows.map((row) => [row.id, row.name]));
    },

    page: async (scope: Scope, filter: OrganisationFilter, request: PageRequest): Promise<OrganisationRow[]> => {
      const { after, order, limit } = keyset(request, organisations.id);
      const found = q
        .select()
        .from(organisations)
        .where(
          and(
            within(scope, { county: organisations.countyCode, organisation: organisations.id }),
            filter.id === undefined ? undefined : eq(organisations.id, filter.id),
            filter.kind === undefined ? undefined : eq(organisations.kind, filter.kind),
            filter.countyCode === undefined ? undefined : eq(organisations.countyCode, filter.countyCode),
            filter.search === undefined ? undefined : sought(organisations, filter.search),
            after,
          ),
        );
      return fetched(found.orderBy(...order).limit(limit));
    },
  };
};

/**
 * Letters of either case are the same, as the database knows them (SQLite A–Z alone): it folds both sides. What a pattern is
 * made of stands for itself.
 */
function sought({ name, creditCode }: Tables['organisations'], text: string) {
  const part = text.replace(/[\\%_]/g, '\\$&');
  return or(
    sql`lower(${name}) like lower(cast(${`%${part}%`} as text)) escape '\\'`,
    sql`lower(${creditCode}) like lower(cast(${`${part}%`} as text)) escape '\\'`,
  );
}

export const writeOrganisations = (db: Db) => ({
  ...readOrganisations(db),

  /** Fails as `unique` (`organisations_credit_code`) where the code is taken. */
  insert: async (row: OrganisationRow): Promise<void> => {
    await db.q.insert(db.t.organisations).values(row);
  },

  update: async (id: string, change: OrganisationChange): Promise<void> => {
    if (Object.keys(change).length === 0) return;
    const { organisations } = db.t;
    await db.q.update(organisations).set(change).where(eq(organisations.id, id));
  },
});

import { and, asc, desc, eq, gte, inArray, isNotNull, isNull, lt, ne, notInArray, type SQL, sql } from 'drizzle-orm';
import { VOID_STATUSES } from '../domain/enforcement/violation.ts';
import type { Scope } from '../domain/identity/permissions.ts';
import { type Db, distinctList } from './dialect.ts';
import { type ViolationFilter, violationConditions } from './violation-conditions.ts';

export type ViolatorGroup = 'vehicle' | 'enterprise' | 'contractor' | 'seller';
export type ViolatorRow = {
  readonly key: string | null;
  readonly second: string;
  readonly violations: number;
  readonly firstAt: number;
  readonly lastAt: number;
  /** Comma-separated. */
  readonly kinds: string;
};

/** Who violates most, of those a scope and filter reach. */
export const readViolators = ({ q, t, engine }: Db) => {
  const { violations: v, violationRules: r } = t;
  const { matching, byRule } = violationConditions(t);
  const kindList = distinctList(engine, v.kind);
  // A bare literal is not allowed in GROUP BY.
  const none = sql<string>`cast('' as text)`;
  const groups = {
    // A sale is the seller's breach, not the vehicle's.
    vehicle: {
      key: v.plate,
      second: sql<string>`coalesce(${v.plateColour}, '')`,
      where: ne(v.kind, 'non_china_vi_sale'),
    },
    enterprise: { key: v.enterpriseId, second: none, where: undefined },
    // Who answers for a machine, or for what a person saw, and is no enterprise.
    contractor: {
      key: v.organisationId,
      second: none,
      where: and(isNull(v.enterpriseId), ne(v.kind, 'non_china_vi_sale')),
    },
    seller: {
      key: v.sellerName,
      second: sql<string>`coalesce(${v.sellerCreditCode}, '')`,
      where: eq(v.kind, 'non_china_vi_sale'),
    },
  };
  /** The breaches by which somebody of a group is a violator. */
  const committed = (scope: Scope, by: ViolatorGroup, filter: ViolationFilter): SQL | undefined => {
    const { key, where } = groups[by];
    const ruled = filter.rule !== undefined || filter.clause !== undefined;
    return and(
      ...matching(scope, { ...filter, effect: 'breach' }),
      notInArray(v.status, [...VOID_STATUSES]),
      isNotNull(key),
      where,
      ruled
        ? inArray(
            v.id,
            q
              .select({ id: r.violationId })
              .from(r)
              .where(and(...byRule(filter))),
          )
        : undefined,
      filter.from === undefined ? undefined : gte(v.occurredAt, filter.from),
      filter.until === undefined ? undefined : lt(v.occurredAt, filter.until),
    );
  };
  return {
    /** How many violators have at least so many breaches. */
    countViolators: async (
      scope: Scope,
      by: ViolatorGroup,
      filter: ViolationFilter,
      atLeast: number,
    ): Promise<number> => {
      const { key, second } = groups[by];
      const count = sql<number>`count(*)`.mapWith(Number);
      const found = q
        .select({ violations: count.as('violations') })
        .from(v)
        .where(committed(scope, by, filter))
        .groupBy(key, second)
        .having(sql`${count} >= ${atLeast}`)
        .as('found');
      const [row] = await q.select({ count }).from(found);
      return row?.count ?? 0;
    },

    /** Who violates most: most violations first, then the latest. Breaches only; `second` tells keys of one text apart. */
    violators: async (
      scope: Scope,
      by: ViolatorGroup,
      filter: ViolationFilter,
      page: {
        readonly limit: number;
        readonly after?: Omit<ViolatorRow, 'firstAt' | 'kinds'>;
        readonly atLeast?: number;
      },
    ): Promise<ViolatorRow[]> => {
      const { key, second } = groups[by];
      const count = sql<number>`count(*)`.mapWith(Number);
      const last = sql<number>`max(${v.occurredAt})`.mapWith(v.occurredAt);
      const { after } = page;
      const tail = after && {
        last: sql.param(after.lastAt, v.occurredAt),
        key: sql.param(after.key, key),
      };
      return q
        .select({
          key: sql<string>`${key}`.mapWith(key),
          second,
          violations: count,
          firstAt: sql<number>`min(${v.occurredAt})`.mapWith(v.occurredAt),
          lastAt: last,
          kinds: kindList,
        })
        .from(v)
        .where(committed(scope, by, filter))
        .groupBy(key, second)
        .having(
          and(
            page.atLeast === undefined ? undefined : sql`${count} >= ${page.atLeast}`,
            tail &&
              sql`(${count} < ${after.violations} or (${count} = ${after.violations} and (${last} < ${tail.last} or (${last} = ${tail.last} and (${key} > ${tail.key} or (${key} = ${tail.key} and ${second} > ${after.second}))))))`,
          ),
        )
        .orderBy(desc(count), desc(last), asc(key), asc(second))
        .limit(page.limit);
    },
  };
};

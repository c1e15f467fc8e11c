import { and, asc, desc, eq, exists, gt, inArray, isNull, lt, lte, notExists, or, type SQL, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import type { AlertLevel, Hours, OrderRevision, Restriction } from '../domain/alerts/order.ts';
import { type Db, placeholder, prepared } from './dialect.ts';
import { keyset, type PageRequest } from './page.ts';
import type { Tables } from './schema.ts';

export type AlertRow = Tables['alerts']['$inferSelect'];
type StoredRevision = Tables['alertRevisions']['$inferSelect'];

/** A revision with what it says in its own types. */
export type AlertRevisionRow = Omit<StoredRevision, 'level' | 'countyCodes' | 'restrictions' | 'closedHours'> & {
  readonly level: AlertLevel;
  readonly countyCodes: readonly string[];
  readonly restrictions: readonly Restriction[];
  readonly closedHours: readonly Hours[];
};

/** An order with one of its revisions. */
export type AlertWith = { readonly alert: AlertRow; readonly revision: AlertRevisionRow };

export type AlertFilter = {
  readonly countyCode?: string | undefined;
  readonly level?: string | undefined;
  readonly inForceAt?: number | undefined;
  readonly from?: number | undefined;
  readonly until?: number | undefined;
};

export const readAlerts = ({ q, t }: Db) => {
  const { alerts: a, alertRevisions: r, alertCounties: counties } = t;
  const later = alias(r, 'later');
  const touching = prepared(() =>
    q
      .select({ serial: a.serial, row: r })
      .from(a)
      .innerJoin(r, eq(r.orderId, a.id))
      .where(and(gt(a.spanUntil, placeholder(a.spanUntil, 'from')), lt(a.spanFrom, placeholder(a.spanFrom, 'until'))))
      .orderBy(asc(a.serial), asc(r.revision)),
  );
  /** The revision that an order's list item shows: the one issued last, or the one that judged an instant. */
  const shown = (at: number | undefined): SQL | undefined => {
    if (at === undefined) return eq(r.revision, a.current);
    const beyond = or(
      gt(later.issuedAt, r.issuedAt),
      and(eq(later.issuedAt, r.issuedAt), gt(later.revision, r.revision)),
    );
    const newer = q
      .select({ one: sql`1` })
      .from(later)
      .where(and(eq(later.orderId, r.orderId), lte(later.issuedAt, at), beyond));
    const running = and(lte(r.startsAt, at), or(isNull(r.endsAt), gt(r.endsAt, at)));
    return and(lte(r.issuedAt, at), running, notExists(newer));
  };
  return {
    find: async (id: string): Promise<AlertRow | undefined> => (await q.select().from(a).where(eq(a.id, id)))[0],

    /** The orders under a number; it need not be one. */
    ofNumber: async (orderNumber: string): Promise<AlertRow[]> =>
      q.select().from(a).where(eq(a.orderNumber, orderNumber)).orderBy(asc(a.serial)).limit(2),

    /** All revisions of an order in the order in which they were recorded. */
    revisionsOf: async (orderId: string): Promise<AlertRevisionRow[]> =>
      (await q.select().from(r).where(eq(r.orderId, orderId)).orderBy(asc(r.revision))) as AlertRevisionRow[],

    /** Newest first, each with its latest revision, or with the one that was in force at `inForceAt`. */
    page: async (f: AlertFilter, request: PageRequest): Promise<AlertWith[]> => {
      const { after, order, limit } = keyset(request, a.id);
      const covering = f.countyCode
        ? q
            .select({ one: sql`1` })
            .from(counties)
            .where(
              and(
                eq(counties.orderId, r.orderId),
                eq(counties.revision, r.revision),
                eq(counties.countyCode, f.countyCode),
              ),
            )
        : undefined;
      const rows = await q
        .select({ alert: a, revision: r })
        .from(a)
        .innerJoin(r, eq(r.orderId, a.id))
        .where(
          and(
            shown(f.inForceAt),
            covering && exists(covering),
            f.level ? eq(r.level, f.level) : undefined,
            f.from === undefined ? undefined : or(isNull(r.endsAt), gt(r.endsAt, f.from)),
            f.until === undefined ? undefined : lt(r.startsAt, f.until),
            after,
          ),
        )
        .orderBy(...order)
        .limit(limit);
      return rows as AlertWith[];
    },

    /** Every revision of the orders that could cover an instant of [from, until), as judging takes them. */
    touching: async (from: number, until: number): Promise<OrderRevision[]> =>
      (await touching({ from, until })).map(({ serial, row }) => ({ ...(row as AlertRevisionRow), serial })),

    /** The revisions of the orders with these serial numbers. */
    ofSerials: async (serials: readonly number[]): Promise<OrderRevision[]> => {
      const rows = await q
        .select({ serial: a.serial, row: r })
        .from(a)
        .innerJoin(r, eq(r.orderId, a.id))
        .where(inArray(a.serial, [...serials]))
        .orderBy(asc(a.serial), asc(r.revision));
      return rows.map(({ serial, row }) => ({ ...(row as AlertRevisionRow), serial }));
    },

    /** The id of the revision recorded last; undefined where there is none. */
    lastRevision: async (): Promise<string | undefined> =>
      (await q.select({ id: r.id }).from(r).orderBy(desc(r.id)).limit(1))[0]?.id,
  };
};

export const writeAlerts = (db: Db) => {
  const { q, t } = db;
  const { alerts: a, alertRevisions: r, alertCounties: counties } = t;
  return {
    ...readAlerts(db),

    nextSerial: async (): Promise<number> =>
      ((await q.select({ serial: a.serial }).from(a).orderBy(desc(a.serial)).limit(1))[0]?.serial ?? 0) + 1,

    insert: async (row: AlertRow): Promise<void> => {
      await q.insert(a).values(row);
    },

    update: async (
      id: string,
      change: Pick<AlertRow, 'current' | 'orderNumber' | 'spanFrom' | 'spanUntil'>,
    ): Promise<void> => {
      await q.update(a).set(change).where(eq(a.id, id));
    },

    insertRevision: async (row: AlertRevisionRow): Promise<void> => {
      await q.insert(r).values(row);
      const { orderId, revision } = row;
      await q.insert(counties).values(row.countyCodes.map((countyCode) => ({ orderId, revision, countyCode })));
    },
  };
};

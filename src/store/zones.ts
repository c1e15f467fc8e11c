import { and, desc, eq, gte, isNull, lte, or } from 'drizzle-orm';
import type { SmokeClass } from '../domain/machinery/smoke.ts';
import type { Days, Zone } from '../domain/machinery/zone.ts';
import type { Polygon } from '../domain/places/polygon.ts';
import type { Db } from './dialect.ts';
import { keyset, type PageRequest } from './page.ts';
import type { Tables } from './schema.ts';

type Stored = Tables['zones']['$inferSelect'];
export type ZoneRow = Omit<Stored, keyof Zone> & Zone;
export type ZoneFilter = {
  readonly status?: string | undefined;
  readonly seriesId?: string | undefined;
  /** In force on this legal day. */
  readonly on?: string | undefined;
  /** Whether drafts are shown. */
  readonly drafts: boolean;
};
export type ZoneChange = Partial<Omit<ZoneRow, 'id' | 'seriesId' | 'version' | 'createdAt' | 'createdBy'>>;

export const readZones = ({ q, t: { zones: z } }: Db) => {
  const inForce = ({ from, until }: Days) =>
    and(eq(z.status, 'published'), lte(z.from, until), or(isNull(z.until), gte(z.until, from)));
  return {
    find: async (id: string): Promise<ZoneRow | undefined> =>
      (await q.select().from(z).where(eq(z.id, id))).map(zoneOf)[0],

    page: async (filter: ZoneFilter, request: PageRequest): Promise<ZoneRow[]> => {
      const { after, order, limit } = keyset(request, z.id);
      const rows = await q
        .select()
        .from(z)
        .where(
          and(
            filter.drafts ? undefined : eq(z.status, 'published'),
            filter.status === undefined ? undefined : eq(z.status, filter.status),
            filter.seriesId === undefined ? undefined : eq(z.seriesId, filter.seriesId),
            filter.on === undefined ? undefined : inForce({ from: filter.on, until: filter.on }),
            after,
          ),
        )
        .orderBy(...order)
        .limit(limit);
      return rows.map(zoneOf);
    },

    /** The published zones in force on one of these days, oldest first. */
    inForce: async (days: Days): Promise<ZoneRow[]> =>
      (await q.select().from(z).where(inForce(days)).orderBy(z.id)).map(zoneOf),

    /** Every version of a series, newest first. */
    versionsOf: async (seriesId: string): Promise<ZoneRow[]> =>
      (await q.select().from(z).where(eq(z.seriesId, seriesId)).orderBy(desc(z.version))).map(zoneOf),
  };
};

export const writeZones = (db: Db) => ({
  ...readZones(db),

  insert: async (row: ZoneRow): Promise<void> => {
    await db.q.insert(db.t.zones).values(row);
  },

  update: async (id: string, change: ZoneChange): Promise<void> => {
    if (Object.keys(change).length === 0) return;
    await db.q.update(db.t.zones).set(change).where(eq(db.t.zones.id, id));
  },
});

const zoneOf = (row: Stored): ZoneRow => ({
  ...row,
  polygons: row.polygons as readonly Polygon[],
  smokeClass: row.smokeClass as SmokeClass | null,
  categories: row.categories as readonly string[] | null,
  fuels: row.fuels as readonly string[] | null,
  exempted: row.exempted as readonly string[],
});

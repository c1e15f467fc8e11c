import { and, asc, desc, eq, gte, inArray, ne, sql } from 'drizzle-orm';
import type { FactSource, VehicleFacts } from '../domain/fleet/vehicle.ts';
import type { PlateHolder } from '../domain/gates/judge-visit.ts';
import { type Db, placeholder, prepared } from './dialect.ts';
import type { Tables } from './schema.ts';

export type GateListRow = Tables['gateLists']['$inferSelect'];

/** Parameters of one query; SQLite takes 32,766. */
const IDS_A_QUERY = 500;

export const readGateLists = ({ q, t }: Db) => {
  const { gateLists: l, passages: p, plateBindings: b, vehicleDeclarants: d, vehicleChanges: c } = t;
  const latest = prepared(() =>
    q
      .select()
      .from(l)
      .where(eq(l.enterpriseId, placeholder(l.enterpriseId, 'enterpriseId')))
      .orderBy(desc(l.version))
      .limit(1),
  );
  const latestVersion = prepared(() =>
    q
      .select({ version: l.version })
      .from(l)
      .where(eq(l.enterpriseId, placeholder(l.enterpriseId, 'enterpriseId')))
      .orderBy(desc(l.version))
      .limit(1),
  );
  const holdersOf = async (plates: readonly string[]): Promise<ReadonlyMap<string, PlateHolder[]>> => {
    const byPlate = new Map<string, PlateHolder[]>();
    for (const some of portions(plates)) {
      const rows = await q
        .select({ binding: b, change: c })
        .from(b)
        .innerJoin(c, eq(c.vehicleId, b.vehicleId))
        .where(inArray(b.plate, some))
        .orderBy(asc(b.id), asc(c.id));
      for (const { binding, change } of rows) {
        const holders = byPlate.get(binding.plate) ?? [];
        byPlate.set(binding.plate, holders);
        const told = { ...change, source: change.source as FactSource, facts: change.facts as VehicleFacts };
        const last = holders.at(-1) as (PlateHolder & { changes: unknown[]; bindingId: string }) | undefined;
        if (last?.bindingId === binding.id) last.changes.push(told);
        else holders.push({ ...binding, bindingId: binding.id, changes: [told] } as PlateHolder);
      }
    }
    return byPlate;
  };
  return {
    latest: async (enterpriseId: string): Promise<GateListRow | undefined> => (await latest({ enterpriseId }))[0],

    /** The number of the newest version; 0 where there is none. Versions are numbered from 1 without a gap. */
    latestVersion: async (enterpriseId: string): Promise<number> =>
      (await latestVersion({ enterpriseId }))[0]?.version ?? 0,

    /** A version that is still kept. */
    find: async (enterpriseId: string, version: number): Promise<GateListRow | undefined> =>
      (
        await q
          .select()
          .from(l)
          .where(and(eq(l.enterpriseId, enterpriseId), eq(l.version, version)))
      )[0],

    /** The vehicles on the register that passed an enterprise's gates since an instant, or that it declared. */
    vehiclesServing: async (enterpriseId: string, since: number): Promise<string[]> => {
      const seen = await q
        .selectDistinct({ vehicleId: b.vehicleId })
        .from(p)
        .innerJoin(b, eq(b.plate, p.plate))
        .where(and(eq(p.enterpriseId, enterpriseId), gte(p.passedAt, since), ne(p.plate, '')));
      const declared = await q.select({ vehicleId: d.vehicleId }).from(d).where(eq(d.organisationId, enterpriseId));
      return [...new Set([...seen, ...declared].map(({ vehicleId }) => vehicleId))].sort();
    },

    /** Every plate that these vehicles carry or carried, with all vehicles that carried it and all recorded of them. */
    holdersByPlate: async (vehicleIds: readonly string[]): Promise<ReadonlyMap<string, PlateHolder[]>> => {
      const plates = new Set<string>();
      for (const ids of portions(vehicleIds)) {
        const rows = await q.selectDistinct({ plate: b.plate }).from(b).where(inArray(b.vehicleId, ids));
        for (const { plate } of rows) plates.add(plate);
      }
      return holdersOf([...plates].sort());
    },

    /** The vehicles that carried these plates, with all recorded of them. */
    holdersOf,
  };
};

export const writeGateLists = (db: Db) => {
  const { q, t } = db;
  const { gateLists: l } = t;
  return {
    ...readGateLists(db),

    /** Adds a version and lets go of those more than `kept` before it. */
    insert: async (row: GateListRow, kept: number): Promise<void> => {
      await q.insert(l).values(row);
      const old = sql`${l.version} <= ${row.version - kept}`;
      await q.delete(l).where(and(eq(l.enterpriseId, row.enterpriseId), old));
    },

    /** Lets a version be used for longer: what it says is still so. */
    prolong: async (id: string, change: Pick<GateListRow, 'createdAt' | 'expiresAt'>): Promise<void> => {
      await q.update(l).set(change).where(eq(l.id, id));
    },
  };
};

function portions(values: readonly string[]): string[][] {
  const some: string[][] = [];
  for (let start = 0; start < values.length; start += IDS_A_QUERY) some.push(values.slice(start, start + IDS_A_QUERY));
  return some;
}

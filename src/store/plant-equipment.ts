import { and, eq } from 'drizzle-orm';
import type { Scope } from '../domain/identity/permissions.ts';
import type { Db } from './dialect.ts';
import { keyset, type PageRequest } from './page.ts';
import type { Tables } from './schema.ts';
import { within } from './scope.ts';

export type PlantEquipmentRow = Tables['plantEquipment']['$inferSelect'];
export type PlantEquipmentFilter = { readonly enterpriseId?: string | undefined; readonly kind?: string | undefined };

export const readPlantEquipment = ({ q, t: { plantEquipment: m } }: Db) => ({
  find: async (id: string): Promise<PlantEquipmentRow | undefined> => (await q.select().from(m).where(eq(m.id, id)))[0],

  page: async (scope: Scope, filter: PlantEquipmentFilter, request: PageRequest): Promise<PlantEquipmentRow[]> => {
    const { after, order, limit } = keyset(request, m.id);
    return q
      .select()
      .from(m)
      .where(
        and(
          within(scope, { county: m.countyCode, organisation: m.enterpriseId }),
          filter.enterpriseId === undefined ? undefined : eq(m.enterpriseId, filter.enterpriseId),
          filter.kind === undefined ? undefined : eq(m.kind, filter.kind),
          after,
        ),
      )
      .orderBy(...order)
      .limit(limit);
  },
});

export const writePlantEquipment = (db: Db) => ({
  ...readPlantEquipment(db),

  insert: async (row: PlantEquipmentRow): Promise<void> => {
    await db.q.insert(db.t.plantEquipment).values(row);
  },

  update: async (id: string, change: Partial<PlantEquipmentRow>): Promise<void> => {
    await db.q.update(db.t.plantEquipment).set(change).where(eq(db.t.plantEquipment.id, id));
  },
});

import { and, eq, isNull } from 'drizzle-orm';
import type { Scope } from '../domain/identity/permissions.ts';
import { affected, type Db, placeholder, prepared } from './dialect.ts';
import { keyset, type PageRequest } from './page.ts';
import type { Tables } from './schema.ts';
import { within } from './scope.ts';

export type DeviceRow = Tables['devices']['$inferSelect'];
export type DeviceFilter = { readonly gateId?: string; readonly enterpriseId?: string };
export type DeviceChange = Partial<
  Pick<
    DeviceRow,
    'name' | 'direction' | 'lane' | 'mayOpen' | 'hash' | 'digestKey' | 'identity' | 'lastSeenAt' | 'lastSkewS'
  >
>;

export const readDevices = ({ q, t: { devices } }: Db) => {
  const byId = prepared(() =>
    q
      .select()
      .from(devices)
      .where(eq(devices.id, placeholder(devices.id, 'id'))),
  );
  return {
    /** A device, revoked or not. */
    find: async (id: string): Promise<DeviceRow | undefined> => (await byId({ id }))[0],

    page: async (scope: Scope, filter: DeviceFilter, request: PageRequest): Promise<DeviceRow[]> => {
      const { after, order, limit } = keyset(request, devices.id);
      return q
        .select()
        .from(devices)
        .where(
          and(
            within(scope, { county: devices.countyCode, organisation: devices.enterpriseId }),
            filter.gateId === undefined ? undefined : eq(devices.gateId, filter.gateId),
            filter.enterpriseId === undefined ? undefined : eq(devices.enterpriseId, filter.enterpriseId),
            after,
          ),
        )
        .orderBy(...order)
        .limit(limit);
    },
  };
};

export const writeDevices = (db: Db) => {
  const { q, t } = db;
  const { devices } = t;
  return {
    ...readDevices(db),

    insert: async (row: DeviceRow): Promise<void> => {
      await q.insert(devices).values(row);
    },

    /** `change` names at least one column. */
    update: async (id: string, change: DeviceChange): Promise<void> => {
      await q.update(devices).set(change).where(eq(devices.id, id));
    },

    /** Ends a device at `at` (ms); false where it had ended before or does not exist. */
    revoke: async (id: string, at: number): Promise<boolean> => {
      const live = and(eq(devices.id, id), isNull(devices.revokedAt));
      return affected(await q.update(devices).set({ revokedAt: at }).where(live)) > 0;
    },
  };
};

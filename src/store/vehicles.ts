import { and, asc, eq, exists, gt, inArray, isNull, ne, type SQL } from 'drizzle-orm';
import type { VehicleChange, VehicleFacts } from '../domain/fleet/vehicle.ts';
import type { PlateHolder } from '../domain/gates/judge-visit.ts';
import type { Scope } from '../domain/identity/permissions.ts';
import { type Db, placeholder, prepared, preparedInsert } from './dialect.ts';
import { keyset, type PageRequest } from './page.ts';
import type { Tables } from './schema.ts';
import { within } from './scope.ts';

export type VehicleRow = Tables['vehicles']['$inferSelect'];
export type PlateBindingRow = Tables['plateBindings']['$inferSelect'];
export type VehicleFilter = {
  readonly emissionStage?: string | undefined;
  readonly status?: string | undefined;
  readonly verified?: boolean | undefined;
  /** Vehicles that carry this plate (normalised) or did once. */
  readonly plate?: string | undefined;
  readonly plateColour?: string | undefined;
};

/** A plate with the vehicle that carried it from a day on, up to another (exclusive). */
export type RegisteredBinding = Pick<
  PlateBindingRow,
  'vehicleId' | 'plate' | 'plateColour' | 'validFrom' | 'validUntil'
> & { readonly verified: boolean };

/** A change with who recorded it, and for which organisation where it was not an officer. */
export type RecordedChange = VehicleChange & {
  readonly vehicleId: string;
  readonly recordedBy: string;
  readonly organisationId: string | null;
};

export const readVehicles = ({ q, t }: Db) => {
  const { vehicles, vehicleChanges: changes, plateBindings: bindings, vehicleDeclarants: declarants } = t;
  const byId = prepared(() =>
    q
      .select()
      .from(vehicles)
      .where(eq(vehicles.id, placeholder(vehicles.id, 'id'))),
  );
  const holders = prepared(() =>
    q
      .select({
        bindingId: bindings.id,
        vehicleId: bindings.vehicleId,
        plateColour: bindings.plateColour,
        validFrom: bindings.validFrom,
        validUntil: bindings.validUntil,
        changeId: changes.id,
        effectiveOn: changes.effectiveOn,
        source: changes.source,
        facts: changes.facts,
        recordedAt: changes.recordedAt,
      })
      .from(bindings)
      .innerJoin(changes, eq(changes.vehicleId, bindings.vehicleId))
      .where(eq(bindings.plate, placeholder(bindings.plate, 'plate')))
      .orderBy(asc(bindings.id), asc(changes.id)),
  );
  const recorded = () =>
    q
      .select({ change: changes, organisationId: t.users.organisationId })
      .from(changes)
      .leftJoin(t.users, eq(t.users.id, changes.recordedBy));
  const changesOfOne = prepared(() =>
    recorded()
      .where(eq(changes.vehicleId, placeholder(changes.vehicleId, 'id')))
      .orderBy(asc(changes.id)),
  );
  const open = prepared(() =>
    q
      .select()
      .from(bindings)
      .where(
        and(
          eq(bindings.plate, placeholder(bindings.plate, 'plate')),
          eq(bindings.plateColour, placeholder(bindings.plateColour, 'plateColour')),
          eq(bindings.closed, ''),
        ),
      ),
  );
  const ofOthers = prepared(() =>
    q
      .select()
      .from(bindings)
      .where(
        and(
          eq(bindings.plate, placeholder(bindings.plate, 'plate')),
          eq(bindings.plateColour, placeholder(bindings.plateColour, 'plateColour')),
          ne(bindings.vehicleId, placeholder(bindings.vehicleId, 'vehicleId')),
        ),
      ),
  );
  /** Enterprises reach the vehicles they declared; vehicles belong to no county and no gate. */
  const declaredWithin = (scope: Scope): SQL | undefined =>
    scope.to === 'organisation'
      ? exists(
          q
            .select({ id: declarants.vehicleId })
            .from(declarants)
            .where(and(eq(declarants.vehicleId, vehicles.id), eq(declarants.organisationId, scope.organisationId))),
        )
      : within(scope, {});
  const carried = ({ plate, plateColour }: VehicleFilter): SQL | undefined =>
    plate === undefined
      ? undefined
      : inArray(
          vehicles.id,
          q
            .select({ id: bindings.vehicleId })
            .from(bindings)
            .where(
              and(
                eq(bindings.plate, plate),
                plateColour === undefined ? undefined : eq(bindings.plateColour, plateColour),
              ),
            ),
        );
  return {
    find: async (id: string): Promise<VehicleRow | undefined> => (await byId({ id }))[0],

    /** Everything recorded of these vehicles, in the order recorded. */
    changesOf: async (ids: readonly string[]): Promise<RecordedChange[]> => {
      if (ids.length === 0) return [];
      const [first] = ids;
      const rows =
        ids.length === 1
          ? await changesOfOne({ id: first })
          : await recorded()
              .where(inArray(changes.vehicleId, [...ids]))
              .orderBy(asc(changes.id));
      return rows.map(({ change, organisationId }) => ({
        ...change,
        source: change.source as VehicleChange['source'],
        facts: change.facts as VehicleFacts,
        organisationId: change.source === 'enterprise' ? organisationId : null,
      }));
    },

    /** Every vehicle that carried a plate text at some time, of any colour, with all that was recorded of it. One query. */
    holdersOf: async (plate: string): Promise<PlateHolder[]> => {
      const found = new Map<string, PlateHolder & { changes: VehicleChange[] }>();
      for (const row of await holders({ plate })) {
        let holder = found.get(row.bindingId);
        if (!holder) {
          const { vehicleId, plateColour, validFrom, validUntil } = row;
          holder = { vehicleId, plateColour, validFrom, validUntil, changes: [] };
          found.set(row.bindingId, holder);
        }
        holder.changes.push({
          id: row.changeId,
          effectiveOn: row.effectiveOn,
          source: row.source as VehicleChange['source'],
          facts: row.facts as VehicleFacts,
          recordedAt: row.recordedAt,
        });
      }
      return [...found.values()];
    },

    /** Which vehicles within a scope carried these plate texts, of any colour, and when. */
    registeredUnder: async (scope: Scope, plates: readonly string[]): Promise<RegisteredBinding[]> => {
      const found: RegisteredBinding[] = [];
      for (let start = 0; start < plates.length; start += 500)
        found.push(
          ...(await q
            .select({
              vehicleId: bindings.vehicleId,
              plate: bindings.plate,
              plateColour: bindings.plateColour,
              validFrom: bindings.validFrom,
              validUntil: bindings.validUntil,
              verified: vehicles.verified,
            })
            .from(bindings)
            .innerJoin(vehicles, eq(vehicles.id, bindings.vehicleId))
            .where(and(inArray(bindings.plate, plates.slice(start, start + 500)), declaredWithin(scope)))),
        );
      return found;
    },

    /** The binding of a plate and colour that is in force, if any. */
    openBinding: async (plate: string, plateColour: string): Promise<PlateBindingRow | undefined> =>
      (await open({ plate, plateColour }))[0],

    /** When vehicles other than `vehicleId` carried a plate and colour. */
    bindingsOfOthers: async (plate: string, plateColour: string, vehicleId: string): Promise<PlateBindingRow[]> =>
      ofOthers({ plate, plateColour, vehicleId }),

    bindingsOf: async (vehicleId: string): Promise<PlateBindingRow[]> =>
      q.select().from(bindings).where(eq(bindings.vehicleId, vehicleId)).orderBy(asc(bindings.id)),

    /** The organisations that declared a vehicle as serving them. */
    declarantsOf: async (vehicleId: string): Promise<string[]> => {
      const rows = await q.select().from(declarants).where(eq(declarants.vehicleId, vehicleId));
      return rows.map((row) => row.organisationId);
    },

    /** Newest first by id. */
    page: async (scope: Scope, filter: VehicleFilter, request: PageRequest): Promise<VehicleRow[]> => {
      const { after, order, limit } = keyset(request, vehicles.id);
      return q
        .select()
        .from(vehicles)
        .where(
          and(
            declaredWithin(scope),
            carried(filter),
            filter.emissionStage === undefined ? undefined : eq(vehicles.emissionStage, filter.emissionStage),
            filter.status === undefined ? undefined : eq(vehicles.status, filter.status),
            filter.verified === undefined ? undefined : eq(vehicles.verified, filter.verified),
            after,
          ),
        )
        .orderBy(...order)
        .limit(limit);
    },

    /** The vehicles that have a VIN today. */
    withVin: async (vin: string): Promise<VehicleRow[]> =>
      q.select().from(vehicles).where(eq(vehicles.vin, vin)).orderBy(asc(vehicles.id)).limit(2),

    /** Vehicles whose VIN was not looked up yet. */
    vinless: async (limit: number): Promise<{ id: string }[]> =>
      q.select({ id: vehicles.id }).from(vehicles).where(isNull(vehicles.vin)).limit(limit),

    /** The ids of the next `limit` vehicles after one, in order. */
    idsAfter: async (after: string | undefined, limit: number): Promise<string[]> => {
      const rows = await q
        .select({ id: vehicles.id })
        .from(vehicles)
        .where(after === undefined ? undefined : gt(vehicles.id, after))
        .orderBy(asc(vehicles.id))
        .limit(limit);
      return rows.map(({ id }) => id);
    },

    /** The next vehicles on the retirement list, oldest first by id. */
    listedAfter: async (after: string | undefined, limit: number): Promise<{ id: string }[]> =>
      q
        .select({ id: vehicles.id })
        .from(vehicles)
        .where(and(eq(vehicles.retirement, 'listed'), after === undefined ? undefined : gt(vehicles.id, after)))
        .orderBy(asc(vehicles.id))
        .limit(limit),
  };
};

export type ChangeInsert = Tables['vehicleChanges']['$inferSelect'];

export const writeVehicles = (db: Db) => {
  const { q, t } = db;
  const insert = preparedInsert(db, t.vehicles);
  const insertChange = preparedInsert(db, t.vehicleChanges);
  const insertBinding = preparedInsert(db, t.plateBindings);
  const unbind = prepared(() =>
    q.delete(t.plateBindings).where(eq(t.plateBindings.vehicleId, placeholder(t.plateBindings.vehicleId, 'id'))),
  );
  return {
    ...readVehicles(db),

    insert: async (row: VehicleRow): Promise<void> => {
      await insert(row);
    },

    update: async (id: string, change: Partial<Omit<VehicleRow, 'id' | 'createdAt'>>): Promise<void> => {
      await q.update(t.vehicles).set(change).where(eq(t.vehicles.id, id));
    },

    insertChange: async (row: ChangeInsert): Promise<void> => {
      await insertChange(row);
    },

    /** Fails as `unique` (`plate_bindings_open`) where another vehicle has the plate and colour. */
    insertBindings: async (rows: readonly PlateBindingRow[]): Promise<void> => {
      for (const row of rows) await insertBinding(row);
    },

    removeBindings: async (vehicleId: string): Promise<void> => {
      await unbind({ id: vehicleId });
    },

    /** Ends the binding in force on a day (exclusive). */
    closeBinding: async (id: string, validUntil: string): Promise<void> => {
      await q.update(t.plateBindings).set({ validUntil, closed: id }).where(eq(t.plateBindings.id, id));
    },

    /** Fails as `unique` (`vehicle_declarants_pair`) where it was declared before. */
    insertDeclarant: async (row: { vehicleId: string; organisationId: string; createdAt: number }): Promise<void> => {
      await q.insert(t.vehicleDeclarants).values(row);
    },
  };
};

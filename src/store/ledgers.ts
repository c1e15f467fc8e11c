import {
  aliasedTable,
  and,
  asc,
  eq,
  gt,
  gte,
  inArray,
  isNotNull,
  isNull,
  lt,
  lte,
  ne,
  or,
  type SQL,
  sql,
} from 'drizzle-orm';
import type { FactSource, VehicleChange, VehicleFacts } from '../domain/fleet/vehicle.ts';
import type { PlateHolder } from '../domain/gates/plate-holder.ts';
import type { Scope } from '../domain/identity/permissions.ts';
import { type Db, placeholder, prepared } from './dialect.ts';
import type { EvidenceRow } from './evidence.ts';
import { type Cursor, keyset, type PageRequest } from './page.ts';
import type { PassageRow } from './passages.ts';
import type { PlantEquipmentRow } from './plant-equipment.ts';
import { within } from './scope.ts';

/** Of an enterprise or of all, in a period: by the first reading of a visit, or by when a thing was in the plant. */
export type LedgerFilter = {
  readonly enterpriseId?: string | undefined;
  readonly from?: number | undefined;
  readonly until?: number | undefined;
};

/** What a ledger asks of a reading. */
export type LedgerReading = Pick<
  PassageRow,
  | 'id'
  | 'visitId'
  | 'accessId'
  | 'gateId'
  | 'enterpriseId'
  | 'countyCode'
  | 'direction'
  | 'passedAt'
  | 'receivedAt'
  | 'plate'
  | 'plateColour'
  | 'lane'
  | 'asserted'
  | 'cargo'
  | 'barrier'
  | 'outcome'
>;

/** A picture of some reading of a visit. */
export type LedgerPhoto = Pick<EvidenceRow, 'id' | 'kind' | 'sha256' | 'bytes' | 'mediaType' | 'folder'> & {
  readonly visitId: string;
  readonly direction: string;
};

/** A truck that is read every few seconds tells nothing new. */
const READINGS_A_VISIT = 50;

/** The whole queries of the three ledgers (台账); each statement is short, so that long exports hold up nobody. */
export const readLedgers = ({ q, t }: Db) => {
  const { passages: p, evidence: e, plantEquipment: m } = t;
  const reading = {
    ...{ id: p.id, visitId: p.visitId, accessId: p.accessId, gateId: p.gateId, enterpriseId: p.enterpriseId },
    ...{ countyCode: p.countyCode, direction: p.direction, passedAt: p.passedAt, receivedAt: p.receivedAt },
    ...{ plate: p.plate, plateColour: p.plateColour, lane: p.lane, asserted: p.asserted, cargo: p.cargo },
    ...{ barrier: p.barrier, outcome: p.outcome },
  };
  /** The first readings of visits. A refused truck made no access, so it stands in no ledger. */
  const isVisit = () => and(eq(p.visitId, p.id), or(isNull(p.barrier), ne(p.barrier, 'refused')));
  const visitsIn = (scope: Scope, f: LedgerFilter) =>
    and(
      within(scope, { county: p.countyCode, organisation: p.enterpriseId }),
      f.enterpriseId === undefined ? undefined : eq(p.enterpriseId, f.enterpriseId),
      f.from === undefined ? undefined : gte(p.passedAt, f.from),
      f.until === undefined ? undefined : lt(p.passedAt, f.until),
      isVisit(),
    );
  /** The readings of visits from their first one until an instant, along the index by plate. */
  const ofVisits = (visits: readonly LedgerReading[], until: number) =>
    and(
      inArray(p.plate, [...new Set(visits.map(({ plate }) => plate))]),
      gte(p.passedAt, Math.min(...visits.map(({ passedAt }) => passedAt))),
      lte(p.passedAt, until),
      inArray(
        p.visitId,
        visits.map(({ id }) => id),
      ),
    );
  const equipmentIn = (scope: Scope, kind: string, f: Omit<LedgerFilter, 'from' | 'until'> & Days) =>
    and(
      within(scope, { county: m.countyCode, organisation: m.enterpriseId }),
      eq(m.kind, kind),
      f.enterpriseId === undefined ? undefined : eq(m.enterpriseId, f.enterpriseId),
      f.fromDay === undefined ? undefined : or(isNull(m.leftOn), gte(m.leftOn, f.fromDay)),
      f.toDay === undefined ? undefined : or(isNull(m.enteredOn), lte(m.enteredOn, f.toDay)),
    );
  const given = (column: typeof p.passedAt, name: string) => placeholder(column, name);
  const sameVehicle = () =>
    and(eq(p.plate, placeholder(p.plate, 'plate')), eq(p.enterpriseId, placeholder(p.enterpriseId, 'enterpriseId')));
  const later = (n: typeof p, ofColour: SQL | undefined) =>
    prepared(() => {
      const nextVisit = q
        .select({ at: n.passedAt })
        .from(n)
        .where(
          and(
            eq(n.plate, placeholder(n.plate, 'plate')),
            eq(n.enterpriseId, placeholder(n.enterpriseId, 'enterpriseId')),
            gt(n.passedAt, given(p.passedAt, 'passedAt')),
            ofColour,
            eq(n.direction, 'in'),
            eq(n.visitId, n.id),
            or(isNull(n.barrier), ne(n.barrier, 'refused')),
          ),
        )
        .orderBy(asc(n.passedAt), asc(n.id))
        .limit(1);
      return q
        .select(reading)
        .from(p)
        .where(
          and(
            sameVehicle(),
            eq(p.visitId, placeholder(p.id, 'id')),
            gt(p.passedAt, given(p.passedAt, 'after')),
            lt(p.passedAt, sql`coalesce((${nextVisit}), ${given(p.passedAt, 'before')})`),
          ),
        )
        .orderBy(asc(p.passedAt), asc(p.id))
        .limit(READINGS_A_VISIT);
    });
  const next = aliasedTable(p, 'next_visit');
  const laterColoured = later(next, eq(next.plateColour, placeholder(p.plateColour, 'plateColour')));
  const laterColourless = later(next, isNull(next.plateColour));
  return {
    /** Visits, newest first by (first reading, id). */
    visitPage: async (scope: Scope, filter: LedgerFilter, request: PageRequest): Promise<LedgerReading[]> => {
      const { after, order, limit } = keyset(request, p.id, p.passedAt);
      return q
        .select(reading)
        .from(p)
        .where(and(visitsIn(scope, filter), after))
        .orderBy(...order)
        .limit(limit);
    },

    /** Visits in the order in which they began, the next `limit` after a cursor. */
    visitsAfter: async (
      scope: Scope,
      filter: LedgerFilter,
      after: Required<Cursor> | undefined,
      limit: number,
    ): Promise<LedgerReading[]> =>
      q
        .select(reading)
        .from(p)
        .where(
          and(
            visitsIn(scope, filter),
            after && sql`(${p.passedAt}, ${p.id}) > (${sql.param(after.at, p.passedAt)}, ${sql.param(after.id, p.id)})`,
          ),
        )
        .orderBy(asc(p.passedAt), asc(p.id))
        .limit(limit),

    /** The first readings with these ids, oldest first. */
    visitsOfIds: async (ids: readonly string[]): Promise<LedgerReading[]> =>
      ids.length === 0
        ? []
        : q
            .select(reading)
            .from(p)
            .where(inArray(p.id, [...ids]))
            .orderBy(asc(p.passedAt), asc(p.id)),

    /** The readings of visits until an instant that tell something: first ones of an access, and those with a load. */
    readingsOf: async (visits: readonly LedgerReading[], until: number): Promise<LedgerReading[]> => {
      if (visits.length === 0) return [];
      return q
        .select(reading)
        .from(p)
        .where(and(ofVisits(visits, until), or(eq(p.accessId, p.id), isNotNull(p.cargo))))
        .orderBy(asc(p.passedAt), asc(p.id));
    },

    /**
     * The readings of one visit after one instant and before another, and before the same vehicle's next visit, where none
     * can be. Only readings of one and the same colour are held for one vehicle.
     */
    laterReadings: async (visit: LedgerReading, after: number, before: number): Promise<LedgerReading[]> => {
      const { id, plate, plateColour, enterpriseId, passedAt } = visit;
      const values = { id, plate, enterpriseId, passedAt, after, before };
      return plateColour === null ? laterColourless(values) : laterColoured({ ...values, plateColour });
    },

    /** The vehicles that carried each of these plates at some time, with all that was recorded of them. */
    holdersOf: async (plates: readonly string[]): Promise<ReadonlyMap<string, readonly PlateHolder[]>> => {
      const b = t.plateBindings;
      const c = t.vehicleChanges;
      const found = new Map<string, Map<string, PlateHolder & { changes: VehicleChange[] }>>();
      if (plates.length === 0) return new Map();
      const rows = await q
        .select({ binding: b, change: c })
        .from(b)
        .innerJoin(c, eq(c.vehicleId, b.vehicleId))
        .where(inArray(b.plate, [...plates]))
        .orderBy(asc(b.id), asc(c.id));
      for (const { binding, change } of rows) {
        const ofPlate = found.get(binding.plate) ?? new Map<string, PlateHolder & { changes: VehicleChange[] }>();
        found.set(binding.plate, ofPlate);
        const { vehicleId, plateColour, validFrom, validUntil } = binding;
        const holder = ofPlate.get(binding.id) ?? { vehicleId, plateColour, validFrom, validUntil, changes: [] };
        ofPlate.set(binding.id, holder);
        holder.changes.push({
          id: change.id,
          effectiveOn: change.effectiveOn,
          source: change.source as FactSource,
          facts: change.facts as VehicleFacts,
          recordedAt: change.recordedAt,
        });
      }
      return new Map([...found].map(([plate, holders]) => [plate, [...holders.values()]]));
    },

    /** The pictures of the readings of visits until an instant, oldest reading first. */
    photosOf: async (visits: readonly LedgerReading[], until: number): Promise<LedgerPhoto[]> => {
      if (visits.length === 0) return [];
      return q
        .select({
          ...{ id: e.id, kind: e.kind, sha256: e.sha256, bytes: e.bytes, mediaType: e.mediaType, folder: e.folder },
          ...{ visitId: p.visitId, direction: p.direction },
        })
        .from(p)
        .innerJoin(e, and(eq(e.subjectType, 'passage'), eq(e.subjectId, p.id)))
        .where(ofVisits(visits, until))
        .orderBy(asc(p.passedAt), asc(p.id), asc(e.id));
    },

    /** Of these vehicles those that an enterprise declared as serving it. */
    declaredBy: async (organisationId: string, vehicleIds: readonly string[]): Promise<string[]> => {
      if (vehicleIds.length === 0) return [];
      const d = t.vehicleDeclarants;
      const rows = await q
        .select({ id: d.vehicleId })
        .from(d)
        .where(and(eq(d.organisationId, organisationId), inArray(d.vehicleId, [...vehicleIds])));
      return rows.map(({ id }) => id);
    },

    /** The names of gates, by id. */
    gateNames: async (ids: readonly string[]): Promise<ReadonlyMap<string, string>> => {
      if (ids.length === 0) return new Map();
      const rows = await q
        .select({ id: t.gates.id, name: t.gates.name })
        .from(t.gates)
        .where(inArray(t.gates.id, [...new Set(ids)]));
      return new Map(rows.map(({ id, name }) => [id, name]));
    },

    /** Vehicles or machines that were in a plant in a period of days, newest first by id. */
    equipmentPage: async (
      scope: Scope,
      kind: string,
      filter: Omit<LedgerFilter, 'from' | 'until'> & Days,
      request: PageRequest,
    ): Promise<PlantEquipmentRow[]> => {
      const { after, order, limit } = keyset(request, m.id);
      return q
        .select()
        .from(m)
        .where(and(equipmentIn(scope, kind, filter), after))
        .orderBy(...order)
        .limit(limit);
    },

    /** The same in the order in which they were recorded, the next `limit` after an id. */
    equipmentAfter: async (
      scope: Scope,
      kind: string,
      filter: Omit<LedgerFilter, 'from' | 'until'> & Days,
      after: string | undefined,
      limit: number,
    ): Promise<PlantEquipmentRow[]> =>
      q
        .select()
        .from(m)
        .where(and(equipmentIn(scope, kind, filter), after === undefined ? undefined : gt(m.id, after)))
        .orderBy(asc(m.id))
        .limit(limit),
  };
};

/** Legal days, both included. */
type Days = { readonly fromDay?: string | undefined; readonly toDay?: string | undefined };

export const writeLedgers = (db: Db) => readLedgers(db);

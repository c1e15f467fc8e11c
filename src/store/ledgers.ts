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
import { type Db, endsAlike, fetched, idOfMany, oneOf, placeholder, plusMs, prepared } from './dialect.ts';
import type { EvidenceRow } from './evidence.ts';
import { type Cursor, keyset, type PageRequest, restOf } from './page.ts';
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
  | 'gateId'
  | 'enterpriseId'
  | 'countyCode'
  | 'direction'
  | 'passedAt'
  | 'plate'
  | 'plateColour'
  | 'lane'
  | 'asserted'
  | 'cargo'
  | 'barrier'
> & {
  /** Whether it is the first of an access, or tells of a load; others tell nothing new. */
  readonly telling: boolean;
};

/** A picture of some reading of a visit. */
export type LedgerPhoto = Pick<EvidenceRow, 'id' | 'kind' | 'sha256' | 'bytes' | 'mediaType' | 'folder'> & {
  readonly visitId: string;
  readonly direction: string;
};

/** A truck that is read every few seconds tells nothing new. */
const READINGS_A_VISIT = 50;

/** The whole queries of the three ledgers (台账); each statement is short, so that long exports hold up nobody. */
export const readLedgers = ({ q, t, engine }: Db) => {
  const { passages: p, evidence: e, plantEquipment: m } = t;
  const isTelling = () => or(eq(p.accessId, p.id), isNotNull(p.cargo));
  const reading = {
    ...{ id: idOfMany(engine, p.id), visitId: idOfMany(engine, p.visitId), gateId: idOfMany(engine, p.gateId) },
    ...{ enterpriseId: idOfMany(engine, p.enterpriseId), countyCode: p.countyCode },
    ...{ direction: p.direction, passedAt: p.passedAt, plate: p.plate, plateColour: p.plateColour, lane: p.lane },
    ...{ asserted: p.asserted, cargo: p.cargo, barrier: p.barrier },
    telling: sql<boolean>`(${isTelling()})`.mapWith(Boolean),
  };
  /** The first readings of visits. A refused truck made no access, so it stands in no ledger. */
  const isVisit = () => and(eq(p.visitId, p.id), or(isNull(p.barrier), ne(p.barrier, 'refused')));
  const readingsIn = (scope: Scope, f: LedgerFilter) =>
    and(
      within(scope, { county: p.countyCode, organisation: p.enterpriseId }),
      f.enterpriseId === undefined ? undefined : eq(p.enterpriseId, f.enterpriseId),
      f.from === undefined ? undefined : gte(p.passedAt, f.from),
      f.until === undefined ? undefined : lt(p.passedAt, f.until),
    );
  const v = aliasedTable(p, 'visit');
  /** Joins the readings of each visit `v` until so long (ms) after its first one, along the index by plate. */
  const ofVisit = (withinMs: number) =>
    and(
      eq(p.plate, v.plate),
      endsAlike(engine, p.enterpriseId, v.enterpriseId),
      gte(p.passedAt, v.passedAt),
      lte(p.passedAt, plusMs(engine, v.passedAt, withinMs)),
      eq(p.visitId, v.id),
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
  const plant = placeholder(p.enterpriseId, 'enterpriseId');
  const sameVehicle = (of = p) =>
    and(
      eq(of.plate, placeholder(p.plate, 'plate')),
      endsAlike(engine, of.enterpriseId, plant),
      eq(of.enterpriseId, plant),
    );
  const later = (n: typeof p, ofColour: SQL | undefined) =>
    prepared(() => {
      const nextVisit = q
        .select({ at: n.passedAt })
        .from(n)
        .where(
          and(
            sameVehicle(n),
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
      const visits = q
        .select(reading)
        .from(p)
        .where(and(readingsIn(scope, restOf(filter, request)), isVisit(), after));
      return fetched(visits.orderBy(...order).limit(limit));
    },

    /** Readings in the order in which they were made, the next `limit` after a cursor. */
    readingsAfter: async (
      scope: Scope,
      filter: LedgerFilter,
      after: Required<Cursor> | undefined,
      limit: number,
    ): Promise<LedgerReading[]> => {
      const request: PageRequest = { limit, after, order: 'oldest' };
      const { after: beyond, order } = keyset(request, p.id, p.passedAt);
      const readings = q
        .select(reading)
        .from(p)
        .where(and(readingsIn(scope, restOf(filter, request)), beyond));
      return fetched(readings.orderBy(...order).limit(limit));
    },

    /** The first readings with these ids, oldest first. */
    visitsOfIds: async (ids: readonly string[]): Promise<LedgerReading[]> =>
      ids.length === 0
        ? []
        : q
            .select(reading)
            .from(p)
            .where(oneOf(engine, p.id, ids))
            .orderBy(asc(p.passedAt), asc(p.id)),

    /**
     * The telling readings of visits, until so long (ms) after each began, oldest first.
     */
    readingsOf: async (visits: readonly string[], withinMs: number): Promise<LedgerReading[]> => {
      if (visits.length === 0) return [];
      return fetched(
        q
          .select(reading)
          .from(v)
          .innerJoin(p, ofVisit(withinMs))
          .where(and(oneOf(engine, v.id, visits), isTelling()))
          .orderBy(asc(p.passedAt), asc(p.id)),
      );
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
      const rows = await fetched(
        q
          .select({
            ...{ bindingId: b.id, plate: b.plate, vehicleId: b.vehicleId, plateColour: b.plateColour },
            ...{ validFrom: b.validFrom, validUntil: b.validUntil, id: c.id, effectiveOn: c.effectiveOn },
            ...{ source: c.source, facts: c.facts, recordedAt: c.recordedAt },
          })
          .from(b)
          .innerJoin(c, eq(c.vehicleId, b.vehicleId))
          .where(oneOf(engine, b.plate, plates))
          .orderBy(asc(b.id), asc(c.id)),
      );
      for (const { bindingId, plate, vehicleId, plateColour, validFrom, validUntil, ...change } of rows) {
        const ofPlate = found.get(plate) ?? new Map<string, PlateHolder & { changes: VehicleChange[] }>();
        found.set(plate, ofPlate);
        const holder = ofPlate.get(bindingId) ?? { vehicleId, plateColour, validFrom, validUntil, changes: [] };
        ofPlate.set(bindingId, holder);
        const { source, facts } = change;
        holder.changes.push({ ...change, source: source as FactSource, facts: facts as VehicleFacts });
      }
      return new Map([...found].map(([plate, holders]) => [plate, [...holders.values()]]));
    },

    /** The pictures of the readings of visits, until so long (ms) after each began, oldest reading first. */
    photosOf: async (visits: readonly string[], withinMs: number): Promise<LedgerPhoto[]> => {
      if (visits.length === 0) return [];
      const n = aliasedTable(p, 'reading');
      // One by one along the index: SQLite would rather read all evidence of passages.
      const theirs = q
        .select({ id: p.id })
        .from(v)
        .innerJoin(p, ofVisit(withinMs))
        .where(oneOf(engine, v.id, visits));
      return fetched(
        q
          .select({
            ...{ id: e.id, kind: e.kind, sha256: e.sha256, bytes: e.bytes, mediaType: e.mediaType, folder: e.folder },
            ...{ visitId: n.visitId, direction: n.direction },
          })
          .from(e)
          .innerJoin(n, eq(n.id, e.subjectId))
          .where(and(eq(e.subjectType, 'passage'), inArray(e.subjectId, theirs)))
          .orderBy(asc(n.passedAt), asc(n.id), asc(e.id)),
      );
    },

    /** Of these vehicles those that an enterprise declared as serving it. */
    declaredBy: async (organisationId: string, vehicleIds: readonly string[]): Promise<string[]> => {
      if (vehicleIds.length === 0) return [];
      const d = t.vehicleDeclarants;
      const rows = await q
        .select({ id: d.vehicleId })
        .from(d)
        .where(and(eq(d.organisationId, organisationId), oneOf(engine, d.vehicleId, vehicleIds)));
      return rows.map(({ id }) => id);
    },

    /** The names of gates, by id. */
    gateNames: async (ids: readonly string[]): Promise<ReadonlyMap<string, string>> => {
      if (ids.length === 0) return new Map();
      const rows = await q
        .select({ id: t.gates.id, name: t.gates.name })
        .from(t.gates)
        .where(oneOf(engine, t.gates.id, ids));
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

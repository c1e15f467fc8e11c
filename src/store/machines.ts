import { and, asc, eq, gt, inArray, isNull, notInArray, or, type SQL, sql } from 'drizzle-orm';
import { EMISSION_STAGES } from '../domain/codes/emission-stage.ts';
import { FUELS } from '../domain/codes/fuel.ts';
import type { Scope } from '../domain/identity/permissions.ts';
import { knownStage } from '../domain/machinery/known-stage.ts';
import { affected, type Db } from './dialect.ts';
import { keyset, type PageRequest } from './page.ts';
import type { Tables } from './schema.ts';
import { within } from './scope.ts';
import { siteActivity } from './site-activity.ts';

export type MachineRow = Tables['machines']['$inferSelect'];
export type MachineCodeRow = Tables['machineCodes']['$inferSelect'];
export type MachineFilter = {
  readonly countyCode?: string | undefined;
  readonly category?: string | undefined;
  /** As it is known; `X`: unknown, or contradicted by the fuel. */
  readonly emissionStage?: string | undefined;
  readonly origin?: string | undefined;
  readonly status?: string | undefined;
  readonly organisationId?: string | undefined;
  /** Filed for this site, with a filing that stands, or seen or inspected there. */
  readonly siteId?: string | undefined;
};
export type MachineChange = Partial<Omit<MachineRow, 'id' | 'createdAt'>>;
type Code = Pick<MachineCodeRow, 'scheme' | 'code'>;

/** By which conditions machines are of a county, of a scope, or on a site. */
export const machineReach = (db: Db) => {
  const { q, t } = db;
  const { machines, machineCounties, filings, siteEntries, inspections } = t;
  const inCounty = (countyCode: string): SQL =>
    inArray(
      machines.id,
      q
        .select({ id: machineCounties.machineId })
        .from(machineCounties)
        .where(eq(machineCounties.countyCode, countyCode)),
    );
  const reached = (scope: Scope): SQL | undefined =>
    scope.to === 'county' ? inCounty(scope.countyCode) : within(scope, { organisation: machines.organisationId });
  const onSite = (siteId: string): SQL | undefined =>
    or(
      inArray(
        machines.id,
        q
          .select({ id: filings.machineId })
          .from(filings)
          .where(and(eq(filings.siteId, siteId), siteActivity(db).stands(undefined))),
      ),
      inArray(
        machines.id,
        q.select({ id: siteEntries.machineId }).from(siteEntries).where(eq(siteEntries.siteId, siteId)),
      ),
      inArray(
        machines.id,
        q
          .select({ id: inspections.machineId })
          .from(inspections)
          .where(and(eq(inspections.siteId, siteId), isNull(inspections.voidedAt))),
      ),
    );
  return { inCounty, reached, onSite };
};

export const readMachines = (db: Db) => {
  const { q, t } = db;
  const { machines, machineCodes, machineCounties } = t;
  const { inCounty, reached, onSite } = machineReach(db);
  const isOfStage = (code: string): SQL | undefined => {
    const { emissionStage, fuel } = machines;
    const against = (stage: string) => FUELS.filter((burnt) => !knownStage({ emissionStage: stage, fuel: burnt }));
    if (code !== 'X') return and(eq(emissionStage, code), or(isNull(fuel), notInArray(fuel, against(code))));
    return or(
      eq(emissionStage, 'X'),
      ...EMISSION_STAGES.map((stage) => and(eq(emissionStage, stage), inArray(fuel, against(stage)))),
    );
  };
  return {
    find: async (id: string): Promise<MachineRow | undefined> =>
      (await q.select().from(machines).where(eq(machines.id, id)))[0],

    /** The machines with these ids, in no set order. */
    ofIds: async (ids: readonly string[]): Promise<MachineRow[]> =>
      ids.length === 0
        ? []
        : q
            .select()
            .from(machines)
            .where(inArray(machines.id, [...ids])),

    /** Which of these codes stand for a machine on file. */
    codesOnFile: async (codes: readonly Code[]): Promise<MachineCodeRow[]> =>
      codes.length === 0
        ? []
        : q
            .select()
            .from(machineCodes)
            .where(
              or(...codes.map(({ scheme, code }) => and(eq(machineCodes.code, code), eq(machineCodes.scheme, scheme)))),
            )
            .orderBy(asc(machineCodes.machineId)),

    /** Machines that carry one of these numbers, whatever kind of number it is to them; by id descending. */
    pageByNumber: async (numbers: readonly string[], request: PageRequest): Promise<MachineRow[]> => {
      const { after, order, limit } = keyset(request, machines.id);
      const named = q
        .select({ id: machineCodes.machineId })
        .from(machineCodes)
        .where(numbers.length === 0 ? sql`1 = 0` : inArray(machineCodes.code, [...numbers]));
      return q
        .select()
        .from(machines)
        .where(and(inArray(machines.id, named), after))
        .orderBy(...order)
        .limit(limit);
    },

    /** The next `limit` machines after one, in order. */
    after: async (id: string | undefined, limit: number): Promise<MachineRow[]> =>
      q
        .select()
        .from(machines)
        .where(id === undefined ? undefined : gt(machines.id, id))
        .orderBy(asc(machines.id))
        .limit(limit),

    codesOf: async (machineId: string): Promise<MachineCodeRow[]> =>
      q.select().from(machineCodes).where(eq(machineCodes.machineId, machineId)),

    /** The counties whose officers see the machine, in order. */
    countiesOf: async (machineId: string): Promise<string[]> => {
      const rows = await q
        .select({ countyCode: machineCounties.countyCode })
        .from(machineCounties)
        .where(eq(machineCounties.machineId, machineId))
        .orderBy(asc(machineCounties.countyCode));
      return rows.map(({ countyCode }) => countyCode);
    },

    /** A county reaches the machines filed or seen there, and those of its own organisations. */
    page: async (scope: Scope, filter: MachineFilter, request: PageRequest): Promise<MachineRow[]> => {
      const { after, order, limit } = keyset(request, machines.id);
      return q
        .select()
        .from(machines)
        .where(
          and(
            reached(scope),
            filter.countyCode === undefined ? undefined : inCounty(filter.countyCode),
            filter.category === undefined ? undefined : eq(machines.category, filter.category),
            filter.emissionStage === undefined ? undefined : isOfStage(filter.emissionStage),
            filter.origin === undefined ? undefined : eq(machines.origin, filter.origin),
            filter.status === undefined ? undefined : eq(machines.status, filter.status),
            filter.organisationId === undefined ? undefined : eq(machines.organisationId, filter.organisationId),
            filter.siteId === undefined ? undefined : onSite(filter.siteId),
            after,
          ),
        )
        .orderBy(...order)
        .limit(limit);
    },
  };
};

export const writeMachines = (db: Db) => {
  const { q, t } = db;
  return {
    ...readMachines(db),

    insert: async (row: MachineRow): Promise<void> => {
      await q.insert(t.machines).values(row);
    },

    update: async (id: string, change: MachineChange): Promise<void> => {
      if (Object.keys(change).length === 0) return;
      await q.update(t.machines).set(change).where(eq(t.machines.id, id));
    },

    /** Whether the code was free and now stands for the machine; false where another machine has it. */
    addCode: async (row: MachineCodeRow): Promise<boolean> =>
      affected(await q.insert(t.machineCodes).values(row).onConflictDoNothing()) > 0,

    removeCode: async ({ machineId, scheme, code }: MachineCodeRow): Promise<void> => {
      const { machineCodes: c } = t;
      await q.delete(c).where(and(eq(c.code, code), eq(c.scheme, scheme), eq(c.machineId, machineId)));
    },

    addCounty: async (machineId: string, countyCode: string): Promise<void> => {
      await q.insert(t.machineCounties).values({ machineId, countyCode }).onConflictDoNothing();
    },
  };
};

import { and, asc, desc, eq, getTableColumns, gte, inArray, lt, notInArray, sql } from 'drizzle-orm';
import { type DesiredFlag, VOID_STATUSES } from '../domain/enforcement/violation.ts';
import type { Scope } from '../domain/identity/permissions.ts';
import { type Db, idOfMany, laterThan, placeholder, prepared, preparedInsert } from './dialect.ts';
import { keepWhy, violationColumns } from './explanations.ts';
import { keyset, type PageRequest, pageValues, restOf } from './page.ts';
import type { Tables } from './schema.ts';
import { type ViolationFilter, violationConditions } from './violation-conditions.ts';
import { readViolators } from './violators.ts';

export type ViolationRow = Omit<Tables['violations']['$inferSelect'], 'why'> & { readonly why: unknown };

/** A violation in a list, and by `changedAt`, which each change moves, whether it is still as it was when it was last told of. */
export type ListedViolation = {
  readonly id: string;
  readonly occurredAt: number;
  readonly changedAt: number;
  readonly organisationName: string | null;
};

/** Lists are asked for in a dozen ways, though thousands are possible. */
const MOST_SHAPES = 100;

export const readViolations = (db: Db) => {
  const { q, t } = db;
  const v = t.violations;
  const r = t.violationRules;
  const { matching, byRule } = violationConditions(t);
  const columns = { ...getTableColumns(v), rule: r.rule, clause: r.clause, from: v.occurredAt, until: v.occurredAt };
  const whole = violationColumns(db);
  /** The query of a list's shape, which parts it is narrowed by, with a place for each value. */
  const listed = (scope: Scope, filter: ViolationFilter, page: PageRequest) => {
    const places = (given: object, prefix = '') =>
      Object.fromEntries(
        Object.keys(given).map((name) => [
          name,
          placeholder(columns[name as keyof typeof columns], `${prefix}${name}`),
        ]),
      );
    const { to, ...whose } = scope;
    const f = places(filter) as ViolationFilter;
    const ruled = f.rule !== undefined || f.clause !== undefined;
    const at = ruled ? r.occurredAt : v.occurredAt;
    const id = ruled ? r.violationId : v.id;
    const { name: organisationName } = t.organisations;
    const { occurredAt, changedAt } = v;
    const told = q.select({ id: idOfMany(db.engine, v.id), occurredAt, changedAt, organisationName });
    const ofOrganisation = eq(t.organisations.id, v.organisationId);
    const after = sql`(${at}, ${id}) < (${placeholder(at, 'afterAt')}, ${placeholder(id, 'afterId')})`;
    const where = and(
      ...(ruled ? byRule(f) : []),
      ...matching({ to, ...places(whose, 'scope.') } as Scope, f),
      f.from === undefined ? undefined : gte(at, f.from),
      f.until === undefined ? undefined : lt(at, f.until),
      page.after ? after : undefined,
    );
    const order = [desc(at), desc(id)];
    // The rule's index comes first, since nothing is put before what stands left of an outer join.
    return ruled
      ? told
          .from(r)
          .innerJoin(v, eq(v.id, r.violationId))
          .leftJoin(t.organisations, ofOrganisation)
          .where(where)
          .orderBy(...order)
          .limit(sql.placeholder('limit'))
      : told
          .from(v)
          .leftJoin(t.organisations, ofOrganisation)
          .where(where)
          .orderBy(...order)
          .limit(sql.placeholder('limit'));
  };
  const lists = new Map<string, (values: Readonly<Record<string, unknown>>) => Promise<ListedViolation[]>>();
  const ofKeys = [1, 2, 3, 4].map((count) =>
    prepared(() =>
      q
        .select(whole)
        .from(v)
        .where(
          inArray(
            v.subjectKey,
            Array.from({ length: count }, (_, index) => sql.placeholder(`key${index}`)),
          ),
        )
        .orderBy(asc(v.id)),
    ),
  );
  return {
    find: async (id: string): Promise<ViolationRow | undefined> =>
      (await q.select(whole).from(v).where(eq(v.id, id)))[0],

    /** Oldest id first. */
    ofIds: async (ids: readonly string[]): Promise<ViolationRow[]> =>
      ids.length === 0
        ? []
        : q
            .select(whole)
            .from(v)
            .where(inArray(v.id, [...ids]))
            .orderBy(asc(v.id)),

    /** All flags, void ones too, that stand under these subject keys. */
    ofSubjects: async (subjectKeys: readonly string[]): Promise<ViolationRow[]> => {
      const keys = [...new Set(subjectKeys)];
      if (keys.length === 0) return [];
      const few = ofKeys[keys.length - 1];
      if (few) return few(Object.fromEntries(keys.map((key, index) => [`key${index}`, key])));
      return q.select(whole).from(v).where(inArray(v.subjectKey, keys)).orderBy(asc(v.id));
    },

    /** The flags of one kind about an enterprise that count for something, newest first. */
    ofEnterprise: async (enterpriseId: string, kind: string): Promise<ViolationRow[]> =>
      q
        .select(whole)
        .from(v)
        .where(and(eq(v.enterpriseId, enterpriseId), eq(v.kind, kind), notInArray(v.status, [...VOID_STATUSES])))
        .orderBy(desc(v.occurredAt), desc(v.id)),

    ofMachine: async (machineId: string): Promise<ViolationRow[]> =>
      q.select(whole).from(v).where(eq(v.machineId, machineId)).orderBy(asc(v.id)),

    /** Those that stand, newest first by (occurredAt, id). */
    standing: async (page: PageRequest): Promise<ViolationRow[]> => {
      const { after, order, limit } = keyset(page, v.id, v.occurredAt);
      return q
        .select(whole)
        .from(v)
        .where(and(notInArray(v.status, [...VOID_STATUSES]), after))
        .orderBy(...order)
        .limit(limit);
    },

    /** A page of a list, newest first; by the rule's own index where a rule or clause is named. Queries of one shape are made once. */
    listed: async (
      scope: Scope,
      given: ViolationFilter,
      page: Omit<PageRequest, 'order'>,
    ): Promise<ListedViolation[]> => {
      const { to, ...whose } = scope;
      const filter = restOf(given, page);
      const shape = [to, ...Object.keys(filter).sort(), page.after ? 'after' : ''].join(' ');
      const list = lists.get(shape) ?? prepared(() => listed(scope, filter, page));
      if (lists.size >= MOST_SHAPES) lists.clear();
      lists.set(shape, list);
      const scoped = Object.fromEntries(Object.entries(whose).map(([name, value]) => [`scope.${name}`, value]));
      return list({ ...filter, ...scoped, ...pageValues(page) });
    },

    ...readViolators(db),
  };
};

/** A new row of a flag, `why` as it is kept. Member by member: spread together it takes ten times as long. */
const rowOf = (id: string, flag: DesiredFlag, why: string, now: number) => ({
  id,
  kind: flag.kind,
  subjectKey: flag.subjectKey,
  effect: flag.effect,
  rule: flag.rule,
  clause: flag.clause,
  alsoRules: flag.alsoRules,
  policy: flag.policy,
  occurredAt: flag.occurredAt,
  legalDay: flag.legalDay,
  beforePublication: flag.beforePublication,
  countyCode: flag.countyCode,
  enterpriseId: flag.enterpriseId ?? null,
  organisationId: flag.organisationId ?? null,
  gateId: flag.gateId ?? null,
  vehicleId: flag.vehicleId ?? null,
  plate: flag.plate ?? null,
  plateColour: flag.plateColour ?? null,
  emissionStage: flag.emissionStage ?? null,
  machineId: flag.machineId ?? null,
  siteId: flag.siteId ?? null,
  sellerName: flag.sellerName ?? null,
  sellerCreditCode: flag.sellerCreditCode ?? null,
  evidence: flag.evidence,
  why,
  status: 'open',
  recordedAt: now,
  changedAt: now,
});

/** The columns of a row that a flag decides. */
function columnsOf(flag: DesiredFlag, why: string) {
  const { id: _, status: _s, recordedAt: _r, changedAt: _c, ...columns } = rowOf('', flag, why, 0);
  return columns;
}

export const writeViolations = (db: Db) => {
  const { q, t, engine } = db;
  const v = t.violations;
  const after = (now: number) => laterThan(engine, v.changedAt, now);
  const insertRow = preparedInsert(db, v);
  const kept = keepWhy(db);
  const insertRule = preparedInsert(db, t.violationRules);
  const writeRules = async (id: string, flag: DesiredFlag): Promise<void> => {
    const { countyCode, occurredAt } = flag;
    for (const { rule, clause } of [flag, ...flag.alsoRules])
      await insertRule({ violationId: id, rule, clause, countyCode: countyCode ?? '', occurredAt });
  };
  return {
    ...readViolations(db),

    insert: async (id: string, flag: DesiredFlag, now: number): Promise<void> => {
      await insertRow(rowOf(id, flag, await kept(flag.why), now));
      await writeRules(id, flag);
    },

    /** Carries a standing flag on under a new judgement. */
    carryOn: async (id: string, flag: DesiredFlag, now: number): Promise<void> => {
      const why = await kept(flag.why);
      await q
        .update(v)
        .set({ ...columnsOf(flag, why), changedAt: after(now) })
        .where(eq(v.id, id));
      await q.delete(t.violationRules).where(eq(t.violationRules.violationId, id));
      await writeRules(id, flag);
    },

    withdraw: async (id: string, now: number): Promise<void> => {
      await q
        .update(v)
        .set({ status: 'withdrawn', changedAt: after(now) })
        .where(eq(v.id, id));
    },

    setStatus: async (id: string, status: string, now: number): Promise<void> => {
      await q
        .update(v)
        .set({ status, changedAt: after(now) })
        .where(eq(v.id, id));
    },

    /** Gives a flag another state, another key, and what is told of it. */
    settle: async (
      id: string,
      change: { readonly status: string; readonly subjectKey: string; readonly evidence: DesiredFlag['evidence'] },
      now: number,
    ): Promise<void> => {
      await q
        .update(v)
        .set({ ...change, changedAt: after(now) })
        .where(eq(v.id, id));
    },

    /** Takes a row off its subject key so that another may stand there; `carryOn` gives it its next one. */
    park: async (id: string): Promise<void> => {
      await q
        .update(v)
        .set({ subjectKey: `parked:${id}` })
        .where(eq(v.id, id));
    },
  };
};

import { and, asc, eq, gt, lt, notInArray } from 'drizzle-orm';
import { VOID_STATUSES } from '../domain/enforcement/violation.ts';
import type { Scope } from '../domain/identity/permissions.ts';
import { firstIdAt, timeOfId } from '../domain/ids.ts';
import { type Db, oldestWriteMs } from './dialect.ts';
import { within } from './scope.ts';

/** Ids between two, both exclusive. */
export type Between = { readonly after: string; readonly before: string };

/** What is new in tables that are followed by their ids, in the order of those. */
export const readLive = ({ q, t, engine, passed }: Db) => {
  const { violations: v, passages: p, gateSilences: s } = t;
  return {
    /**
     * The id before which no row can still appear, by a new id: ids are made inside the transaction that stores them, so
     * nothing comes in from before the oldest one that runs, give or take what clocks differ by (ms). On SQLite one runs at
     * a time: what it may have stored before that id is there once it has ended.
     */
    settledBefore: async (newId: string, marginMs: number): Promise<string> => {
      const now = timeOfId(newId);
      const oldest = engine === 'postgres' ? await oldestWriteMs(q) : now;
      await passed?.();
      return firstIdAt(Math.min(oldest, now) - marginMs);
    },

    /** Violations found, but for those that count for nothing. */
    violations: async (scope: Scope, { after, before }: Between, limit: number) =>
      q
        .select({
          id: v.id,
          kind: v.kind,
          effect: v.effect,
          rule: v.rule,
          clause: v.clause,
          policy: v.policy,
          occurredAt: v.occurredAt,
          beforePublication: v.beforePublication,
          countyCode: v.countyCode,
          enterpriseId: v.enterpriseId,
          organisationId: v.organisationId,
          gateId: v.gateId,
          plate: v.plate,
        })
        .from(v)
        .where(
          and(
            gt(v.id, after),
            lt(v.id, before),
            within(scope, { county: v.countyCode, organisation: v.organisationId }),
            notInArray(v.status, [...VOID_STATUSES]),
          ),
        )
        .orderBy(asc(v.id))
        .limit(limit),

    passages: async (enterpriseId: string, { after, before }: Between, limit: number) =>
      q
        .select({
          id: p.id,
          gateId: p.gateId,
          passedAt: p.passedAt,
          direction: p.direction,
          plate: p.plate,
          plateColour: p.plateColour,
          asserted: p.asserted,
          facts: p.facts,
          outcome: p.outcome,
          hold: p.hold,
        })
        .from(p)
        .where(and(gt(p.id, after), lt(p.id, before), eq(p.enterpriseId, enterpriseId)))
        .orderBy(asc(p.id))
        .limit(limit),

    /** Gates that went silent. */
    silences: async (scope: Scope, { after, before }: Between, limit: number) =>
      q
        .select()
        .from(s)
        .where(
          and(gt(s.id, after), lt(s.id, before), within(scope, { county: s.countyCode, organisation: s.enterpriseId })),
        )
        .orderBy(asc(s.id))
        .limit(limit),
  };
};

import { and, asc, type Column, eq, gt, isNull, lt, lte, or, type SQL, sql } from 'drizzle-orm';
import type { GatesHeard } from '../domain/enforcement/networking.ts';
import type { Scope } from '../domain/identity/permissions.ts';
import { affected, type Db, placeholder, prepared } from './dialect.ts';
import { keyset, type PageRequest } from './page.ts';
import type { Tables } from './schema.ts';
import { within } from './scope.ts';

export type GateRow = Tables['gates']['$inferSelect'];
export type GateTokenRow = Tables['gateTokens']['$inferSelect'];
export type GateFilter = {
  readonly enterpriseId?: string | undefined;
  readonly countyCode?: string | undefined;
  /** Heard after an instant (ms), silent since before it, or never heard. */
  readonly hearing?: { readonly state: 'heard' | 'silent' | 'never'; readonly after: number } | undefined;
};
export type GateChange = Partial<Pick<GateRow, 'name' | 'mode' | 'lastHeartbeatAt'>>;

export const readGates = ({ q, t: { gates, gateTokens } }: Db) => {
  const byId = prepared(() =>
    q
      .select()
      .from(gates)
      .where(eq(gates.id, placeholder(gates.id, 'id'))),
  );
  const byToken = prepared(() =>
    q
      .select({
        id: gateTokens.id,
        hash: gateTokens.hash,
        revokedAt: gateTokens.revokedAt,
        gateId: gateTokens.gateId,
        enterpriseId: gates.enterpriseId,
        countyCode: gates.countyCode,
      })
      .from(gateTokens)
      .innerJoin(gates, eq(gates.id, gateTokens.gateId))
      .where(eq(gateTokens.id, placeholder(gateTokens.id, 'id'))),
  );
  return {
    find: async (id: string): Promise<GateRow | undefined> => (await byId({ id }))[0],

    page: async (scope: Scope, filter: GateFilter, request: PageRequest): Promise<GateRow[]> => {
      const { after, order, limit } = keyset(request, gates.id);
      return q
        .select()
        .from(gates)
        .where(
          and(
            within(scope, { county: gates.countyCode, organisation: gates.enterpriseId, gate: gates.id }),
            filter.enterpriseId === undefined ? undefined : eq(gates.enterpriseId, filter.enterpriseId),
            filter.countyCode === undefined ? undefined : eq(gates.countyCode, filter.countyCode),
            filter.hearing && hears(gates.lastHeartbeatAt, filter.hearing),
            after,
          ),
        )
        .orderBy(...order)
        .limit(limit);
    },

    /** Every gate in the order of their ids, the next `limit` after one. */
    inOrder: async (after: string | undefined, limit: number): Promise<GateRow[]> =>
      q
        .select()
        .from(gates)
        .where(after === undefined ? undefined : gt(gates.id, after))
        .orderBy(asc(gates.id))
        .limit(limit),

    /** How many gates an enterprise has, and when any of them was last heard from (ms). */
    heardOf: async (enterpriseId: string): Promise<GatesHeard> => {
      const [row] = await q
        .select({
          gates: sql<number>`count(*)`.mapWith(Number),
          heardAt: sql<number | null>`max(${gates.lastHeartbeatAt})`.mapWith(gates.lastHeartbeatAt),
        })
        .from(gates)
        .where(eq(gates.enterpriseId, enterpriseId));
      return row ?? { gates: 0, heardAt: null };
    },

    /** A token with the gate it speaks for, revoked or not. `hash` is the SHA-256 of its secret. */
    findToken: async (tokenId: string) => (await byToken({ id: tokenId }))[0],

    /** A token of this gate, revoked or not. */
    findTokenOf: async (gateId: string, tokenId: string): Promise<GateTokenRow | undefined> => {
      const ofGate = and(eq(gateTokens.id, tokenId), eq(gateTokens.gateId, gateId));
      const rows = await q.select().from(gateTokens).where(ofGate);
      return rows[0];
    },

    pageTokens: async (gateId: string, request: PageRequest): Promise<GateTokenRow[]> => {
      const { after, order, limit } = keyset(request, gateTokens.id);
      return q
        .select()
        .from(gateTokens)
        .where(and(eq(gateTokens.gateId, gateId), after))
        .orderBy(...order)
        .limit(limit);
    },
  };
};

function hears(at: Column, { state, after }: NonNullable<GateFilter['hearing']>): SQL {
  return state === 'never' ? isNull(at) : state === 'heard' ? gt(at, after) : lte(at, after);
}

export const writeGates = (db: Db) => ({
  ...readGates(db),

  insert: async (row: GateRow): Promise<void> => {
    await db.q.insert(db.t.gates).values(row);
  },

  /** Whether there was such a gate. `change` names at least one column. */
  update: async (id: string, change: GateChange): Promise<boolean> => {
    const { gates } = db.t;
    return affected(await db.q.update(gates).set(change).where(eq(gates.id, id))) > 0;
  },

  /** Notes that a gate was heard from, unless it was heard later already. */
  heardAt: async (id: string, at: number): Promise<void> => {
    const { gates } = db.t;
    const earlier = or(isNull(gates.lastHeartbeatAt), lt(gates.lastHeartbeatAt, at));
    await db.q
      .update(gates)
      .set({ lastHeartbeatAt: at })
      .where(and(eq(gates.id, id), earlier));
  },

  insertToken: async (row: GateTokenRow): Promise<void> => {
    await db.q.insert(db.t.gateTokens).values(row);
  },

  /** Ends a token at `at` (ms); false where it had been ended before or does not exist. */
  revokeToken: async (tokenId: string, at: number): Promise<boolean> => {
    const { gateTokens } = db.t;
    const live = and(eq(gateTokens.id, tokenId), isNull(gateTokens.revokedAt));
    return affected(await db.q.update(gateTokens).set({ revokedAt: at }).where(live)) > 0;
  },
});

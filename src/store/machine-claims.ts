import { and, eq, inArray, lt, or, type SQL, sql } from 'drizzle-orm';
import type { Scope } from '../domain/identity/permissions.ts';
import { RUNNING_CLAIMS } from '../domain/machinery/machine-claim.ts';
import { affected, type Db } from './dialect.ts';
import { keyset, type PageRequest } from './page.ts';
import type { Tables } from './schema.ts';

export type MachineClaimRow = Tables['machineClaims']['$inferSelect'];
export type MachineClaimFilter = {
  readonly kind?: string | undefined;
  readonly status?: string | undefined;
  readonly machineId?: string | undefined;
  readonly countyCode?: string | undefined;
  /** An organisation's answer (of null: none), or on a legal day an officer's decision: contested, or not answered in time. */
  readonly awaits?: Waiting | undefined;
};
type Waiting = { readonly answerOf: string | null } | { readonly decisionOn: string };
export type MachineClaimChange = Partial<
  Pick<MachineClaimRow, 'status' | 'contestedAt' | 'contestedBy' | 'objection' | 'endedAt' | 'endedBy' | 'reason'>
>;

export const readMachineClaims = ({ q, t: { machineClaims: c } }: Db) => {
  const inCounty = (code: string) => or(eq(c.claimantCounty, code), eq(c.holderCounty, code));
  const reached = (scope: Scope): SQL | undefined => {
    switch (scope.to) {
      case 'all':
        return undefined;
      case 'county':
        return inCounty(scope.countyCode);
      case 'organisation':
        return or(eq(c.claimantId, scope.organisationId), eq(c.holderId, scope.organisationId));
      default:
        return sql`1 = 0`;
    }
  };
  const waitingFor = (awaits: Waiting): SQL | undefined => {
    if ('decisionOn' in awaits)
      return or(eq(c.status, 'contested'), and(eq(c.status, 'open'), lt(c.answerBy, awaits.decisionOn)));
    const { answerOf: id } = awaits;
    if (id === null) return sql`1 = 0`;
    const asHolder = and(eq(c.kind, 'claim'), eq(c.holderId, id));
    return and(eq(c.status, 'open'), or(asHolder, and(eq(c.kind, 'offer'), eq(c.claimantId, id))));
  };
  return {
    find: async (id: string): Promise<MachineClaimRow | undefined> => (await q.select().from(c).where(eq(c.id, id)))[0],

    /** Both sides see a case, and the officers of the counties of both. */
    page: async (scope: Scope, filter: MachineClaimFilter, request: PageRequest): Promise<MachineClaimRow[]> => {
      const { after, order, limit } = keyset(request, c.id);
      return q
        .select()
        .from(c)
        .where(
          and(
            reached(scope),
            filter.kind === undefined ? undefined : eq(c.kind, filter.kind),
            filter.status === undefined ? undefined : eq(c.status, filter.status),
            filter.machineId === undefined ? undefined : eq(c.machineId, filter.machineId),
            filter.countyCode === undefined ? undefined : inCounty(filter.countyCode),
            filter.awaits && waitingFor(filter.awaits),
            after,
          ),
        )
        .orderBy(...order)
        .limit(limit);
    },

    /** The case about a machine that runs, if any. */
    running: async (machineId: string): Promise<MachineClaimRow | undefined> =>
      (
        await q
          .select()
          .from(c)
          .where(and(eq(c.machineId, machineId), inArray(c.status, [...RUNNING_CLAIMS])))
      )[0],

    /** A claim of the same sides on the same grounds that was refused; an offer that nobody answered is no such claim. */
    refused: async (
      of: Pick<MachineClaimRow, 'machineId' | 'claimantId' | 'holderId' | 'grounds'>,
    ): Promise<MachineClaimRow | undefined> =>
      (
        await q
          .select()
          .from(c)
          .where(
            and(
              eq(c.kind, 'claim'),
              eq(c.machineId, of.machineId),
              eq(c.claimantId, of.claimantId),
              eq(c.holderId, of.holderId),
              eq(c.grounds, of.grounds),
              eq(c.status, 'refused'),
            ),
          )
          .limit(1)
      )[0],
  };
};

export const writeMachineClaims = (db: Db) => {
  const { machineClaims: c } = db.t;
  return {
    ...readMachineClaims(db),

    insert: async (row: MachineClaimRow): Promise<void> => {
      await db.q.insert(c).values(row);
    },

    /** Changes a case that still is `from`; false where somebody was faster. */
    change: async (id: string, from: string, change: MachineClaimChange): Promise<boolean> =>
      affected(
        await db.q
          .update(c)
          .set(change)
          .where(and(eq(c.id, id), eq(c.status, from))),
      ) > 0,
  };
};

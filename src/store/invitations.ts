import { and, eq, gt, isNotNull, isNull, lt, lte, type SQL } from 'drizzle-orm';
import type { InvitationState } from '../domain/identity/invitation.ts';
import { affected, type Db } from './dialect.ts';
import { keyset, type PageRequest } from './page.ts';
import type { Tables } from './schema.ts';

export type InvitationRow = Tables['invitations']['$inferSelect'];

export const readInvitations = ({ q, t: { invitations } }: Db) => {
  const pending = and(isNull(invitations.acceptedAt), isNull(invitations.revokedAt));
  const standing: Readonly<Record<InvitationState, (now: number) => SQL | undefined>> = {
    open: (now) => and(pending, gt(invitations.expiresAt, now)),
    accepted: () => isNotNull(invitations.acceptedAt),
    revoked: () => and(isNull(invitations.acceptedAt), isNotNull(invitations.revokedAt)),
    expired: (now) => and(pending, lte(invitations.expiresAt, now)),
  };
  return {
    find: async (id: string): Promise<InvitationRow | undefined> =>
      (await q.select().from(invitations).where(eq(invitations.id, id)))[0],

    /** Those that a user made and that may still be taken up at `now`, ms. */
    openBy: async (userId: string, now: number): Promise<InvitationRow[]> =>
      q
        .select()
        .from(invitations)
        .where(and(eq(invitations.createdBy, userId), standing.open(now))),

    /** Of one organisation; `state` as it is at `now`, ms. */
    page: async (
      organisationId: string,
      { state, now }: { readonly state?: InvitationState | undefined; readonly now: number },
      request: PageRequest,
    ): Promise<InvitationRow[]> => {
      const { after, order, limit } = keyset(request, invitations.id);
      return q
        .select()
        .from(invitations)
        .where(
          and(
            eq(invitations.organisationId, organisationId),
            state === undefined ? undefined : standing[state](now),
            after,
          ),
        )
        .orderBy(...order)
        .limit(limit);
    },
  };
};

export const writeInvitations = (db: Db) => {
  const { invitations } = db.t;
  return {
    ...readInvitations(db),

    insert: async (row: InvitationRow): Promise<void> => {
      await db.q.insert(invitations).values(row);
    },

    update: async (
      id: string,
      change: Partial<Pick<InvitationRow, 'acceptedAt' | 'userId' | 'revokedAt'>>,
    ): Promise<void> => {
      await db.q.update(invitations).set(change).where(eq(invitations.id, id));
    },

    /** Takes out whom an invitation was for that a user took up. */
    forgetUser: async (userId: string): Promise<void> => {
      await db.q.update(invitations).set({ note: null }).where(eq(invitations.userId, userId));
    },

    /** Drops those that ran out before an instant, whatever became of them; gives how many. */
    sweep: async (before: number): Promise<number> =>
      affected(await db.q.delete(invitations).where(lt(invitations.expiresAt, before))),
  };
};

import {
  either,
  type LookBack,
  lookBackBefore,
  missedByAccesses,
  missedByShare,
} from '../../domain/alerts/look-back.ts';
import type { PolicySet } from '../../domain/policy/policy-set.ts';
import type { Reader, Writer } from '../../store/store.ts';
import { transportShare } from '../fleet/transport-share.ts';

/** What reading a look-back takes. */
export type LookBackReader = Pick<Reader, 'lookBacks'> & Parameters<typeof transportShare>[0];

/** Where a look-back that was read is kept; read-only callers give none. */
export type Keeping = { readonly tx: Pick<Writer, 'lookBacks'>; readonly newId: () => string };

/**
 * Whether an enterprise missed clean transport before an order that starts at an instant (clause 2.4.2d); undefined where
 * that cannot be told. Read from the passages the first time, from then on kept, and read anew when one of them changes.
 */
export async function missedBefore(
  reader: LookBackReader,
  policies: PolicySet,
  enterpriseId: string,
  startsAt: number,
  keeping?: Keeping,
): Promise<boolean | undefined> {
  const span = lookBackBefore(policies, startsAt);
  if (!span) return undefined;
  const kept = await reader.lookBacks.over(enterpriseId, span.from, span.until);
  if (kept) return kept.missed ?? undefined;
  const missed = await readLookBack(reader, policies, enterpriseId, span);
  if (keeping) {
    const { from, until } = span;
    const row = { id: keeping.newId(), enterpriseId, from, until, missed: missed ?? null, stale: false };
    await keeping.tx.lookBacks.insert(row);
  }
  return missed;
}

/** What the passages, and where a least share is set the records of clean transport, say of a look-back. */
export async function readLookBack(
  reader: LookBackReader,
  policies: PolicySet,
  enterpriseId: string,
  { accessesFrom, until, share }: LookBack,
): Promise<boolean | undefined> {
  const decided = await reader.lookBacks.decided(enterpriseId, accessesFrom, until);
  const byAccesses = missedByAccesses(policies, decided);
  if (!share || byAccesses === true) return byAccesses;
  const told = await transportShare(reader, policies, enterpriseId, share.month);
  return either(byAccesses, missedByShare(told, share.minimum));
}

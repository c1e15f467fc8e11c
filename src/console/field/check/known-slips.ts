import { useQuery } from '@tanstack/react-query';
import {
  checkList,
  checkToken,
  daysOf,
  type RevocationList,
  readToken,
  revokedBy,
  type ShownSlip,
  type SlipKey,
} from '../../../http/slip-page/verify.js';
import { api, told } from '../../api/client.ts';
import { find, put } from '../outbox/store.ts';

type Kept = { readonly keys: readonly SlipKey[]; readonly revocations: unknown };

/** What a slip comes to by its signature and the list of revoked ones that was brought along. */
export type SlipByHand = {
  readonly verdict: 'true' | 'outside_days' | 'revoked' | 'forged' | 'unknown';
  readonly slip?: ShownSlip;
  readonly asOf?: string;
};

/** Brings along what slips are checked with where there is no network. */
export function useKnownSlips(): void {
  useQuery({
    queryKey: ['field-slips'],
    staleTime: 600_000,
    queryFn: async () => {
      const { keys } = await told(api.GET('/api/v1/keys'));
      const revocations = await told(api.GET('/api/v1/slips/revocations'));
      await put('known', { keys: keys.map(({ kid, x }) => ({ kid, x })), revocations } satisfies Kept, 'slips');
      return true;
    },
  });
}

/** Whether a text is what the code on a slip holds. */
export const isSlip = (text: string): boolean => readToken(text) !== undefined;

/** Checks a slip without a network. */
export async function checkByHand(text: string): Promise<SlipByHand> {
  const kept = await find<Kept>('known', 'slips');
  const { subtle } = globalThis.crypto;
  const found = await checkToken(text, kept?.keys ?? [], subtle);
  if (found.result === 'forged') return { verdict: 'forged' };
  if (found.result !== 'true' || !found.slip) return { verdict: 'unknown' };
  const { slip } = found;
  const list: RevocationList | undefined = await checkList(kept?.revocations, kept?.keys ?? [], subtle);
  const asOf = list ? { asOf: list.issuedAt } : {};
  if (list && revokedBy(list, slip)) return { verdict: 'revoked', slip, ...asOf };
  return { verdict: daysOf(slip, Date.now()) === 'within' ? 'true' : 'outside_days', slip, ...asOf };
}

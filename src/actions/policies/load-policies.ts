import { type PolicySet, policySet } from '../../domain/policy/policy-set.ts';
import type { Store } from '../../store/store.ts';

/**
 * The published policies on record. At the first start the shipped documents are put there; from then on the table is
 * what counts. Fails where a document on record cannot be used.
 */
export async function loadPolicies(
  store: Store,
  shipped: readonly unknown[],
  at: { readonly now: number; readonly newId: () => string },
): Promise<PolicySet> {
  const rows = await store.write(async (tx) => {
    const known = await tx.policies.list();
    if (known.length > 0) return known;
    for (const document of shipped) {
      const { id: code, version } = document as { id: string; version: number };
      const row = { id: at.newId(), code, version, status: 'published', document, recordedAt: at.now };
      await tx.policies.insert(row);
    }
    return tx.policies.list();
  });
  return policySet(rows.filter(({ status }) => status === 'published').map(({ document }) => document));
}

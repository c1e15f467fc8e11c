import { completed } from '../../domain/policy/complete.ts';
import { type PolicySet, policySet } from '../../domain/policy/policy-set.ts';
import type { Store } from '../../store/store.ts';
import type { At } from '../at.ts';
import { record } from '../audit.ts';

/**
 * The published policies on record. At the first start the shipped documents are put there; from then on the table is
 * what counts. One written before the service asked for some parameter is given that from the shipped documents, once and
 * on the record. Fails where a document cannot be used.
 */
export async function loadPolicies(store: Store, shipped: readonly unknown[], at: At): Promise<PolicySet> {
  const rows = await store.write(async (tx) => {
    const known = await tx.policies.list();
    for (const { id, document } of known) {
      const whole = completed(document, shipped);
      if (whole === undefined) continue;
      await tx.policies.complete(id, whole);
      await record(tx, { kind: 'system', id: 'start' }, at, 'policy.complete', { type: 'policy', id });
    }
    if (known.length > 0) return tx.policies.list();
    for (const document of shipped) {
      const { id: code, version } = document as { id: string; version: number };
      const row = { id: at.newId(), code, version, status: 'published', document, recordedAt: at.now };
      await tx.policies.insert(row);
    }
    return tx.policies.list();
  });
  return policySet(rows.filter(({ status }) => status === 'published').map(({ document }) => document));
}

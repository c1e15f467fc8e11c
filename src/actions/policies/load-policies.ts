import { completed } from '../../domain/policy/complete.ts';
import type { PolicySet } from '../../domain/policy/policy-set.ts';
import type { Store } from '../../store/store.ts';
import type { At } from '../at.ts';
import { record } from '../audit.ts';
import { publishedPolicies } from './published-policies.ts';

/**
 * The published policies on record. At the first start the shipped documents are put there; from then on the table is
 * what counts. One written before the service asked for some parameter is given that from the shipped documents, once and
 * on the record. Fails where a document cannot be used.
 */
export async function loadPolicies(store: Store, shipped: readonly unknown[], at: At): Promise<PolicySet> {
  await store.write(async (tx) => {
    const known = await tx.policies.list();
    for (const { id, document } of known) {
      const whole = completed(document, shipped);
      if (whole === undefined) continue;
      await tx.policies.complete(id, whole);
      await record(tx, { kind: 'system', id: 'start' }, at, 'policy.complete', { type: 'policy', id });
    }
    if (known.length > 0) return;
    for (const document of shipped) {
      const { id: code, version } = document as { id: string; version: number };
      await tx.policies.insert({ ...AS_SHIPPED, id: at.newId(), code, version, document, recordedAt: at.now });
    }
  });
  return (await publishedPolicies(store.read)).set;
}

const AS_SHIPPED = {
  status: 'published',
  basedOn: null,
  publishedBy: null,
  publishReason: null,
  withdrawnAt: null,
  withdrawnBy: null,
  withdrawReason: null,
};

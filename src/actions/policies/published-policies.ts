import { type PolicySet, policySet } from '../../domain/policy/policy-set.ts';
import type { Reader } from '../../store/store.ts';

/** The published policies at one point of their history: the higher `stamp` is the later one. */
export type PublishedPolicies = { readonly stamp: number; readonly set: PolicySet };

/** The policies that are law now or will be. Fails where a document cannot be used. */
export async function publishedPolicies(reader: Pick<Reader, 'policies'>): Promise<PublishedPolicies> {
  // The stamp first: what is published in between is then taken in once more, and never missed.
  const stamp = await reader.policies.stamp();
  const rows = await reader.policies.list();
  return { stamp, set: policySet(rows.filter(({ status }) => status === 'published').map(({ document }) => document)) };
}

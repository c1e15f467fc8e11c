import type { PolicySet } from '../../domain/policy/policy-set.ts';
import type { Reader } from '../../store/store.ts';
import { type PublishedPolicies, publishedPolicies } from './published-policies.ts';

/** The policies as they stand at each call, loaded anew where one was published or withdrawn; for what only reads. */
export function freshPolicies(reader: Pick<Reader, 'policies'>): () => Promise<PolicySet> {
  let known: PublishedPolicies | undefined;
  return async () => {
    if (!known || (await reader.policies.stamp()) > known.stamp) known = await publishedPolicies(reader);
    return known.set;
  };
}

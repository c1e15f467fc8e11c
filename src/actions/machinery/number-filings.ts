import type { PolicySet } from '../../domain/policy/policy-set.ts';
import type { Writer } from '../../store/store.ts';
import { nextNumber } from './receive-filing.ts';

/** Gives at most `limit` filings from before there were numbers theirs, in the order they came; how many it gave. */
export async function numberFilings(tx: Writer, policies: PolicySet, limit: number): Promise<number> {
  const rows = await tx.filings.unnumbered(limit);
  for (const { id, countyCode, submittedAt } of rows)
    await tx.filings.update(id, await nextNumber(tx, countyCode, submittedAt, policies));
  return rows.length;
}

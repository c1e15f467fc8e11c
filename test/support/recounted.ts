import { recount } from '../../src/actions/reports/recount.ts';
import type { Store } from '../../src/store/store.ts';

/** What recounting the sums of accesses finds wrong. */
export async function recounted(store: Store, { mend = false } = {}): Promise<string[]> {
  const lines: string[] = [];
  for await (const line of recount(store, { mend })) lines.push(line);
  return lines;
}

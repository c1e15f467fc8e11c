import type { Reader } from '../../store/store.ts';
import type { ViolationRow } from '../../store/violations.ts';

/** The violations of an appeal as they stand now. */
export async function appealedRows(
  reader: Pick<Reader, 'appeals' | 'violations'>,
  appealId: string,
): Promise<ViolationRow[]> {
  const ids = (await reader.appeals.violationsOf([appealId])).map(({ violationId }) => violationId);
  return reader.violations.ofIds(ids);
}

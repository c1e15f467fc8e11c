import { reportingSince } from '../../domain/fleet/urea.ts';
import type { Reader } from '../../store/store.ts';

/** Since when (a legal day) an enterprise reports refills to this service; undefined where it does not. */
export async function reportedSince(
  reader: Pick<Reader, 'ureaRefills'>,
  enterpriseId: string,
): Promise<string | undefined> {
  const declared = await reader.ureaRefills.lastReporting(enterpriseId);
  return reportingSince(declared?.startsOn ?? null, await reader.ureaRefills.firstAt(enterpriseId));
}

import type { Actor } from '../../domain/identity/actor.ts';
import { scopeOf } from '../../domain/identity/permissions.ts';
import { isMachinePhoto } from '../../domain/machinery/machine-photos.ts';
import type { EvidenceRow } from '../../store/evidence.ts';
import type { Reader } from '../../store/store.ts';
import type { MachineCase } from './machine-case.ts';

/** What is evidence about these shows a machine. */
const SHOWING: readonly string[] = ['machine', 'inspection', 'site_entry'];

/**
 * The files that show a machine: those taken where it was inspected or seen, which are all there are of one that nobody
 * registered, then those of its record; each oldest first.
 */
export async function photosOnFile(
  { evidence }: Pick<Reader, 'evidence'>,
  machineId: string,
  { inspections, siteEntries }: Pick<MachineCase, 'inspections' | 'siteEntries'>,
): Promise<EvidenceRow[]> {
  const ids = (rows: readonly { readonly id: string }[]) => rows.map(({ id }) => id);
  const seen = [
    ...(await evidence.ofSubjects('inspection', ids(inspections))),
    ...(await evidence.ofSubjects('site_entry', ids(siteEntries))),
  ].sort((a, b) => (a.id < b.id ? -1 : 1));
  return [...seen, ...(await evidence.ofSubjects('machine', [machineId]))];
}

/** Whether a file is a photo of a machine, read by whoever may look any machine up (现场检查). */
export function readOnTheSpot(actor: Actor, row: EvidenceRow): boolean {
  return SHOWING.includes(row.subjectType) && isMachinePhoto(row) && scopeOf(actor, 'field-check.look-up').to === 'all';
}

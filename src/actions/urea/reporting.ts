import { notFound } from '../../domain/failure.ts';
import type { Actor } from '../../domain/identity/actor.ts';
import { covers, scopeOf } from '../../domain/identity/permissions.ts';
import type { Reader, Writer } from '../../store/store.ts';
import type { UreaReportingRow } from '../../store/urea-refills.ts';
import { record } from '../audit.ts';
import { queueUreaOf } from './queue-urea.ts';
import type { UreaContext } from './refills.ts';
import { reportedSince } from './reported-since.ts';
import { writableEnterprise } from './writable-enterprise.ts';

/** Puts on record from which day an enterprise reports its refills here; it takes the place of what was declared before. */
export async function declareReporting(
  tx: Writer,
  actor: Actor,
  { enterpriseId, startsOn }: { readonly enterpriseId: string; readonly startsOn: string },
  { at, wakeJobs }: UreaContext,
): Promise<UreaReportingRow> {
  const { countyCode } = await writableEnterprise(tx, actor, enterpriseId);
  const before = await reportedSince(tx, enterpriseId);
  const row = { id: at.newId(), enterpriseId, countyCode, startsOn, recordedAt: at.now, recordedBy: actor.id };
  await tx.ureaRefills.insertReporting(row);
  await record(tx, actor, at, 'urea-reporting.declare', { type: 'organisation', id: enterpriseId }, { startsOn });
  const after = await reportedSince(tx, enterpriseId);
  const earlier = [before, after].filter((day) => day !== undefined).sort()[0];
  if (before !== after && earlier !== undefined)
    await queueUreaOf(tx, enterpriseId, earlier, { now: at.now, newId: at.newId, createdBy: actor.id });
  tx.afterCommit(wakeJobs);
  return row;
}

export async function getReporting(
  reader: Pick<Reader, 'ureaRefills'>,
  actor: Actor,
  id: string,
): Promise<UreaReportingRow> {
  const row = await reader.ureaRefills.findReporting(id);
  const owners = row && { countyCode: row.countyCode, organisationId: row.enterpriseId };
  if (!row || !owners || !covers(scopeOf(actor, 'urea.read'), owners)) throw notFound();
  return row;
}

import { forbidden } from '../../domain/failure.ts';
import type { Actor } from '../../domain/identity/actor.ts';
import { covers, scopeOf } from '../../domain/identity/permissions.ts';
import type { EvidenceRow } from '../../store/evidence.ts';
import type { Reader, Writer } from '../../store/store.ts';
import type { At } from '../at.ts';
import { record } from '../audit.ts';
import { isManual } from '../enforcement/record-violation.ts';
import { requireSubject, type SubjectType } from './find-subject.ts';

export type EvidenceAbout = { readonly subjectType: SubjectType; readonly subjectId: string; readonly kind: string };

/** The file a row is to point to; it lies in its place already. */
export type EvidenceFile = Pick<EvidenceRow, 'sha256' | 'bytes' | 'mediaType' | 'folder' | 'fileName'>;

/** Departments record inspections and site entries, and add evidence to nothing else but what is recorded by hand. */
const OF_DEPARTMENTS: readonly SubjectType[] = ['inspection', 'site_entry'];

/** What only authorities write: who was inspected reads it, and adds nothing to it. */
const OF_AUTHORITIES: readonly SubjectType[] = ['inspection', 'prohibition', 'notice', 'spot_check'];

/** Whether the actor may add evidence to a subject: not-found where it may not see it, forbidden where it may only read. */
export async function requireAdding(reader: Reader, actor: Actor, about: EvidenceAbout): Promise<void> {
  await requireSubject(reader, actor, about);
  if (scopeOf(actor, 'evidence.create').to === 'none') throw forbidden();
  if (!(await isOwn(reader, actor, about))) throw forbidden();
  if (!adds(actor, about.subjectType) && !(await recordedByHand(reader, actor, about))) throw forbidden();
}

function adds(actor: Actor, subjectType: SubjectType): boolean {
  switch (actor.kind === 'gate' ? 'gate' : actor.role) {
    case 'department':
      return OF_DEPARTMENTS.includes(subjectType);
    case 'contractor':
    case 'enterprise':
      return !OF_AUTHORITIES.includes(subjectType);
    default:
      return true;
  }
}

/** Several organisations read what happens on a site; each adds to what it wrote itself. */
async function isOwn(reader: Reader, actor: Actor, { subjectType, subjectId }: EvidenceAbout): Promise<boolean> {
  const scope = scopeOf(actor, 'evidence.create');
  if (scope.to !== 'organisation') return true;
  switch (subjectType) {
    case 'site':
      return covers(scope, { organisationId: (await reader.sites.find(subjectId))?.organisationId });
    case 'filing':
      return covers(scope, { organisationId: (await reader.filings.find(subjectId))?.organisationId });
    case 'site_entry': {
      const row = await reader.siteEntries.find(subjectId);
      return covers(scope, { organisationId: row?.reporterOrganisationId ?? row?.organisationId });
    }
    default:
      return true;
  }
}

/** Departments record violations by hand, with their photos. */
async function recordedByHand(reader: Reader, actor: Actor, about: EvidenceAbout): Promise<boolean> {
  if (about.subjectType !== 'violation' || scopeOf(actor, 'violation.record').to === 'none') return false;
  const row = await reader.violations.find(about.subjectId);
  return row !== undefined && isManual(row);
}

/** Puts evidence about a subject on record. */
export async function addEvidence(
  tx: Writer,
  actor: Actor,
  about: EvidenceAbout,
  file: EvidenceFile,
  at: At,
): Promise<EvidenceRow> {
  await requireAdding(tx, actor, about);
  const { subjectType, subjectId, kind } = about;
  const row: EvidenceRow = {
    id: at.newId(),
    ...file,
    kind,
    subjectType,
    subjectId,
    createdAt: at.now,
    createdBy: actor.id,
  };
  await tx.evidence.insert(row);
  const { sha256, bytes, mediaType } = row;
  const detail = { sha256, bytes, mediaType, kind, subjectType, subjectId };
  await record(tx, actor, at, 'evidence.create', { type: 'evidence', id: row.id }, detail);
  return row;
}

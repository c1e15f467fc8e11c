import { isPicture } from '../../files/media-type.ts';
import type { EvidenceRow } from '../../store/evidence.ts';
import type { Reader } from '../../store/store.ts';
import type { ViolationRow } from '../../store/violations.ts';

/** What evidence hangs on a violation: about itself, and about the events that showed it. */
const NAMED_IN = [
  ['passageIds', 'passage'],
  ['inspectionIds', 'inspection'],
  ['siteEntryIds', 'site_entry'],
  ['prohibitionIds', 'prohibition'],
] as const;

/** The evidence of each violation, in the order of the violations. */
export async function evidenceOfViolations(
  reader: Pick<Reader, 'evidence'>,
  rows: readonly Pick<ViolationRow, 'id' | 'evidence'>[],
): Promise<{ readonly violationId: string; readonly evidence: EvidenceRow }[]> {
  const found: { violationId: string; evidence: EvidenceRow }[] = [];
  for (const { id, evidence } of rows) {
    const named = evidence as Readonly<Record<string, unknown>>;
    const pieces = await reader.evidence.ofSubjects('violation', [id]);
    for (const [member, subjectType] of NAMED_IN) {
      const ids = named[member];
      if (Array.isArray(ids)) pieces.push(...(await reader.evidence.ofSubjects(subjectType, ids as string[])));
    }
    found.push(...pieces.map((piece) => ({ violationId: id, evidence: piece })));
  }
  return found;
}

/** Those of them that are pictures, each file once. */
export function picturesIn(
  found: readonly { readonly violationId: string; readonly evidence: EvidenceRow }[],
): { readonly violationId: string; readonly evidence: EvidenceRow }[] {
  const seen = new Set<string>();
  return found.filter(({ evidence: { mediaType, sha256 } }) => {
    if (!isPicture(mediaType) || seen.has(sha256)) return false;
    seen.add(sha256);
    return true;
  });
}

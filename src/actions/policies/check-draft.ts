import { checkPolicy } from '../../domain/policy/check-policy.ts';
import type { PolicyDocument } from '../../domain/policy/document.ts';
import type { PolicyFault } from '../../domain/policy/faults.ts';
import { type PlacedPolicy, placeFaults } from '../../domain/policy/place-among.ts';
import { type PolicyWarning, policyWarnings } from '../../domain/policy/policy-warnings.ts';
import { addDays } from '../../domain/time.ts';
import type { PolicyRow } from '../../store/policies.ts';
import type { Reader } from '../../store/store.ts';

/** What is wrong with a draft and what to look at; `document` where it can be decided with. */
export type DraftCheck = {
  readonly document: PolicyDocument | undefined;
  readonly faults: readonly PolicyFault[];
  readonly warnings: readonly PolicyWarning[];
};

/** Checks a document by itself and beside the policies on record, as if it were published at `now` (ms). */
export async function checkDraft(
  reader: Pick<Reader, 'policies'>,
  document: unknown,
  now: number,
): Promise<DraftCheck> {
  const rows = await reader.policies.list();
  const checked = checkPolicy(document);
  const placed = placeFaults(document, rows.map(placedOf), now);
  if (!('document' in checked)) return { document: undefined, faults: [...checked.faults, ...placed], warnings: [] };
  const before = policyBefore(rows, checked.document.from);
  return {
    document: checked.document,
    faults: placed,
    warnings: policyWarnings(checked.document, before?.document as PolicyDocument | undefined, now),
  };
}

/** The policy that is in force on the eve of a legal day. */
export function policyBefore(rows: readonly PolicyRow[], day: string): PolicyRow | undefined {
  const eve = addDays(day, -1);
  const fromOf = (row: PolicyRow) => (row.document as PolicyDocument).from;
  return rows
    .filter((row) => row.status === 'published' && fromOf(row) <= eve)
    .sort((a, b) => (fromOf(a) < fromOf(b) ? 1 : fromOf(a) > fromOf(b) ? -1 : b.version - a.version))[0];
}

const placedOf = ({ code, version, status, document }: PolicyRow): PlacedPolicy => ({
  code,
  version,
  from: (document as PolicyDocument).from,
  withdrawn: status === 'withdrawn',
});

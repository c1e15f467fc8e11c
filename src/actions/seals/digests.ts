import { createHash } from 'node:crypto';
import { canonicalJson } from '../../domain/canonical.ts';
import type { PassageNoteRow } from '../../store/passage-notes.ts';
import type { PassageRow } from '../../store/passages.ts';

export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** SHA-256 (hex) over the canonical JSON of what a row says, under the name of its kind. */
export const digestOf = (kind: string, told: Readonly<Record<string, unknown>>): string =>
  sha256(`${kind}\n${canonicalJson(told)}`);

/** What a decision on a passage says; `hold` is unknown of decisions replaced before it was kept. */
export type Decided = Pick<PassageRow, 'outcome' | 'basis' | 'policy' | 'lawAt' | 'facts' | 'outcomes' | 'judgedAt'> & {
  readonly hold: boolean | null;
};

export function decisionDigest(decision: Decided): string {
  const { outcome, basis, policy, lawAt, facts, outcomes, judgedAt, hold } = decision;
  return digestOf('decision', { outcome, basis, policy, lawAt, facts, outcomes, judgedAt, hold });
}

/** What a gate may tell more of after a passage. */
export type LaterMembers = Pick<PassageNoteRow, 'cargo' | 'barrier' | 'barrierReason'>;

export const laterDigest = ({ cargo, barrier, barrierReason }: LaterMembers): string =>
  digestOf('later', { cargo, barrier, barrierReason });

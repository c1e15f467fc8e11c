import { asIf, type JudgedOn } from '../../domain/policy/as-if.ts';
import type { PolicyDocument } from '../../domain/policy/document.ts';
import type { Policy, PolicySet } from '../../domain/policy/policy-set.ts';
import type { PolicyPreviewRow } from '../../store/policy-previews.ts';

/** What one preview compares: the policies that were published when it was asked for, and the draft as it stood then. */
export type PreviewContext = {
  readonly previewId: string;
  readonly against: PolicySet;
  readonly draft: PolicySet;
  /** Legal days, both included. */
  readonly from: string;
  readonly to: string;
  readonly countyCode: string | null;
  readonly now: number;
  readonly newId: () => string;
};

type At = { readonly policies: PolicySet; readonly now: number; readonly newId: () => string };

export function previewContext(row: PolicyPreviewRow, { policies, now, newId }: At): PreviewContext {
  const refs = row.against as readonly string[];
  const { id: previewId, from, to, countyCode } = row;
  const draft = asIf(row.document as PolicyDocument, row.judgedOn as JudgedOn, from);
  return { previewId, against: only(policies, refs), draft, from, to, countyCode, now, newId };
}

/** The draft as it is held against a day: the same for each. */
export function draftOf({ draft, from }: Pick<PreviewContext, 'draft' | 'from'>): Policy {
  const policy = draft.on(from);
  if (!policy) throw new Error('a draft is looked at as if it had always been law');
  return policy;
}

/** What was published meanwhile must not change what is compared halfway. */
function only({ all, get }: PolicySet, refs: readonly string[]): PolicySet {
  const some = all.filter(({ ref }) => refs.includes(ref));
  return { all: some, on: (day) => some.find(({ from }) => from <= day), get };
}

import type { RuleDecision } from './kernel.ts';

/** A flag that decisions call for: one per kind, by the first rule broken in policy order. */
export type CalledFor = {
  readonly kind: string;
  readonly effect: 'breach' | 'review';
  readonly rule: string;
  readonly clause: string;
};

/** What the law makes of one thing: its outcome, where it has one of its own, and its flags. */
export type Verdict = { readonly outcome?: string; readonly flags: readonly CalledFor[] };

/** How two verdicts on one thing differ. `changed`: flagged alike or not at all, but with another outcome or by another rule. */
export type Difference = {
  readonly newly: readonly CalledFor[];
  readonly noLonger: readonly CalledFor[];
  readonly changed: boolean;
};

/** The flags that decisions on one thing call for. */
export function calledFor(decisions: readonly RuleDecision[]): CalledFor[] {
  const byKind = new Map<string, CalledFor>();
  for (const { kind, outcome, effect, rule, clause } of decisions)
    if (kind !== undefined && (outcome === 'violation' || outcome === 'review') && !byKind.has(kind))
      byKind.set(kind, { kind, effect, rule, clause });
  return [...byKind.values()];
}

/** What becomes of a thing when `after` takes the place of `before`; undefined where nothing does. */
export function differenceOf(before: Verdict, after: Verdict): Difference | undefined {
  const lacks = (flags: readonly CalledFor[], kind: string) => !flags.some((flag) => flag.kind === kind);
  const newly = after.flags.filter(({ kind }) => lacks(before.flags, kind));
  const noLonger = before.flags.filter(({ kind }) => lacks(after.flags, kind));
  const another =
    before.outcome !== after.outcome ||
    after.flags.some((flag) => before.flags.some((old) => old.kind === flag.kind && old.rule !== flag.rule));
  const changed = newly.length === 0 && noLonger.length === 0 && another;
  return newly.length > 0 || noLonger.length > 0 || changed ? { newly, noLonger, changed } : undefined;
}

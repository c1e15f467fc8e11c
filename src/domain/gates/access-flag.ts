import type { RuleDecision } from '../policy/kernel.ts';

/** A breach or review flag of an access. One per kind: `rule` and `clause` are the first broken in policy order. */
export type AccessFlag = {
  readonly kind: string;
  readonly effect: 'breach' | 'review';
  readonly decision: RuleDecision;
  readonly also: readonly RuleDecision[];
  /** The access that brought it to light. */
  readonly raisedBy: string;
};

/** The flags of a visit's decisions; `atEntry` are those it had before its load was known, which `settledBy` told. */
export function flagsOf(
  decisions: readonly RuleDecision[],
  atEntry: readonly RuleDecision[],
  entryId: string,
  settledBy: string,
): AccessFlag[] {
  if (!decisions.some(raises)) return [];
  const known = new Set(raising(atEntry).map(([kind]) => kind));
  const byKind = new Map<string, RuleDecision[]>();
  for (const [kind, decision] of raising(decisions)) byKind.set(kind, [...(byKind.get(kind) ?? []), decision]);
  return [...byKind].flatMap(([kind, [decision, ...also]]) => {
    const raisedBy = known.has(kind) ? entryId : settledBy;
    return decision ? [{ kind, effect: decision.effect, decision, also, raisedBy }] : [];
  });
}

function raising(decisions: readonly RuleDecision[]): [string, RuleDecision][] {
  return decisions.filter(raises).map((decision) => [decision.kind, decision]);
}

const raises = (decision: RuleDecision): decision is RuleDecision & { readonly kind: string } =>
  decision.kind !== undefined && (decision.outcome === 'violation' || decision.outcome === 'review');

import type { Judges, Rule, RuleVersion } from './document.ts';
import { type Evaluated, evaluate, type WhyNode } from './evaluate.ts';
import type { Policy } from './policy-set.ts';
import type { FactName, Facts } from './vocabulary.ts';

export type RuleOutcome = 'violation' | 'review' | 'unverified' | 'exempt' | 'compliant' | 'not_applicable';

/** An order (管控令) that a decision turned on, as it was in force at the event: what it is and how it bears on it. */
export type OrderNote = {
  readonly id: string;
  readonly orderNumber: string | null;
  readonly revision: number;
  readonly level: string;
  readonly startsAt: string;
  readonly endsAt: string | null;
  readonly issuedAt: string;
  readonly bearing: 'barred' | 'exempted' | 'unknown' | 'free';
  readonly exemptionIds: readonly string[];
  /** Its restrictions of that hour as evaluated; none where its closed hours are what bears. */
  readonly because: readonly WhyNode[];
};

export type RuleDecision = {
  readonly rule: string;
  readonly clause: string;
  readonly effect: 'breach' | 'review';
  readonly gate: 'advisory' | 'hold';
  readonly outcome: RuleOutcome;
  /** Facts that left it undecided, each once. */
  readonly missing: readonly FactName[];
  /** The flag it raises, or would but for an exemption. */
  readonly kind?: string;
  readonly why: {
    readonly inForce: { readonly from: string; readonly until?: string } | null;
    readonly applies: WhyNode | null;
    readonly requires: WhyNode | null;
    readonly unless: readonly WhyNode[];
    readonly citation: { readonly zh: string; readonly en?: string | undefined };
    readonly orders?: readonly OrderNote[];
  };
};

/**
 * Every rule of a policy that judges this, in policy order, decided for a legal day by what is known. Without a day (a
 * sale whose invoice is missing) the newest version decides and nothing is worse than `unverified`.
 */
export function decide(policy: Policy, judges: Judges, day: string | undefined, facts: Facts): RuleDecision[] {
  return policy.rulesFor(judges).map((rule) => decideRule(policy, rule, day, facts));
}

/**
 * What does not apply, or is complied with, is settled whatever else is unknown. An exemption (豁免) settles the rest,
 * for no missing fact could then make it a breach.
 */
function decideRule(policy: Policy, rule: Rule, day: string | undefined, known: Facts): RuleDecision {
  const facts = exemptFrom(rule, known);
  const version = versionOn(rule, day);
  if (!version) return decision(rule, 'not_applicable', {});
  const applies = evaluate(policy, version.when, facts);
  if (applies.truth === false) return decision(rule, 'not_applicable', { version, applies });
  const requires = evaluate(policy, version.requires, facts);
  if (requires.truth === true) return decision(rule, 'compliant', { version, applies, requires });
  const unless = (rule.unless ?? []).map((exception) => evaluate(policy, exception.when, facts));
  const told = { version, applies, requires, unless };
  const kind = version.flags.find((flag) => !flag.when || evaluate(policy, flag.when, facts).truth === true)?.kind;
  if (unless.some(({ truth }) => truth === true)) return decision(rule, 'exempt', { ...told, kind });
  const open = [applies, requires, ...unless].flatMap((part) => (part.truth === undefined ? part.missing : []));
  const missing = [...new Set(day === undefined ? [...open, 'sale.invoiced' as const] : open)];
  if (missing.length > 0) return decision(rule, 'unverified', { ...told, missing });
  return decision(rule, rule.effect === 'breach' ? 'violation' : 'review', { ...told, kind });
}

/** An exemption is from clauses: a rule of another clause is not exempted. */
function exemptFrom({ clause }: Rule, facts: Facts): Facts {
  const from = facts['exemption.from'];
  if (!from || facts['exemption.granted']) return facts;
  return {
    ...facts,
    'exemption.granted': { value: String(from.value).split('+').includes(clause), origin: from.origin },
  };
}

function versionOn(rule: Rule, day: string | undefined): RuleVersion | undefined {
  if (day === undefined) return rule.versions.at(-1);
  return rule.versions.find(({ from, until }) => from <= day && (until === undefined || day < until));
}

type Told = {
  readonly version?: RuleVersion;
  readonly applies?: Evaluated;
  readonly requires?: Evaluated;
  readonly unless?: readonly Evaluated[];
  readonly missing?: readonly FactName[];
  readonly kind?: string | undefined;
};

function decision(rule: Rule, outcome: RuleOutcome, told: Told): RuleDecision {
  const { version } = told;
  return {
    rule: rule.id,
    clause: rule.clause,
    effect: rule.effect,
    gate: rule.gate ?? 'hold',
    outcome,
    missing: told.missing ?? [],
    ...(told.kind ? { kind: told.kind } : {}),
    why: {
      inForce: version ? { from: version.from, ...(version.until ? { until: version.until } : {}) } : null,
      applies: told.applies?.node ?? null,
      requires: told.requires?.node ?? null,
      unless: (told.unless ?? []).map(({ node }) => node),
      citation: rule.citation,
    },
  };
}

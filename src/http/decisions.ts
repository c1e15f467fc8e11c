import { z } from 'zod';
import type { DecidedUnder } from '../actions/gates/passage-answer.ts';
import { explain } from '../domain/policy/explain.ts';
import type { RuleDecision } from '../domain/policy/kernel.ts';
import type { Language } from './language.ts';
import { dayOut, idOut } from './schemas.ts';

const whyOut = z.looseObject({ summary: z.string() }).meta({
  id: 'Why',
  description:
    'Why a rule was decided so: one line, the clause cited, the conditions as they were evaluated, the facts and where each came from. What a gate is answered has the line alone for rules that do not apply; the passage itself has all.',
});

/** One rule's decision in an answer. */
export const decisionOut = z
  .strictObject({
    rule: z.string(),
    clause: z.string(),
    policy: z.string().nullable(),
    legalDay: dayOut.nullable(),
    effect: z.enum(['breach', 'review']),
    outcome: z.enum(['violation', 'review', 'unverified', 'exempt', 'compliant', 'not_applicable']),
    missing: z
      .array(z.string())
      .meta({ description: 'Facts that nobody has given and that could change the outcome.' }),
    why: whyOut,
  })
  .meta({ id: 'Decision' });

/** A flag beside the thing that raised it. */
export const flagOut = z.strictObject({ id: idOut, kind: z.string() }).meta({ id: 'Flag' });

/** Decisions as answers give them, explained in the reader's language. */
export function presentDecisions(under: DecidedUnder, language: Language): unknown[] {
  return under.decisions.map((decision) => presentDecision(decision, under, language));
}

/**
 * The same as a gate is answered, which waits at a barrier: of a rule that does not apply `why` is one line. The
 * passage that the answer names has all of it.
 */
export function answeredDecisions(under: DecidedUnder, language: Language): unknown[] {
  return under.decisions.map((decision) =>
    decision.outcome === 'not_applicable'
      ? { ...headOf(decision, under), why: { summary: explain(decision, language) } }
      : presentDecision(decision, under, language),
  );
}

const written = new WeakMap<DecidedUnder['decisions'], Partial<Record<Language, Buffer>>>();

/** `answeredDecisions` as JSON in UTF-8. Passages that are alike share their decisions, and what is written of them. */
export function writeDecisions(under: DecidedUnder, language: Language): Buffer {
  const { decisions } = under;
  const known = written.get(decisions);
  const same = known?.[language];
  if (same) return same;
  const made = Buffer.from(JSON.stringify(answeredDecisions(under, language)));
  written.set(decisions, { ...known, [language]: made });
  return made;
}

type Under = Pick<DecidedUnder, 'facts' | 'policy'> & { readonly legalDay: string | null };

export function presentDecision(decision: RuleDecision, under: Under, language: Language): Record<string, unknown> {
  return {
    ...headOf(decision, under),
    why: {
      summary: explain(decision, language),
      ...decision.why,
      facts: Object.entries(under.facts).map(([name, fact]) => ({ name, ...fact })),
    },
  };
}

function headOf({ rule, clause, effect, outcome, missing }: RuleDecision, { policy, legalDay }: Under) {
  return { rule, clause, policy, legalDay, effect, outcome, missing };
}

import { setImmediate as nextTurn } from 'node:timers/promises';
import { decisionsOn, outcomeOf } from '../../domain/gates/judge-visit.ts';
import { calledFor, type Verdict } from '../../domain/policy/compare.ts';
import { decodeFacts } from '../../domain/policy/fact-codec.ts';
import type { Policy } from '../../domain/policy/policy-set.ts';
import { askedOfPassages, findsSameFacts } from '../../domain/policy/preview-limits.ts';
import type { Compared } from '../../domain/policy/preview-tally.ts';
import type { Facts } from '../../domain/policy/vocabulary.ts';
import { DAY_MS, legalDayOf, startOfDay } from '../../domain/time.ts';
import type { JudgedVisit, PreviewRange } from '../../store/policy-previews.ts';
import type { Reader } from '../../store/store.ts';
import { draftOf, type PreviewContext } from './preview-context.ts';
import { factsUnder } from './preview-facts.ts';

export type ComparedVisit = { readonly visit: JudgedVisit; readonly compared: Compared };

export const rangeOf = ({ from, to, countyCode }: PreviewContext): PreviewRange => ({
  from: startOfDay(from),
  until: startOfDay(to) + DAY_MS,
  countyCode,
});

/** Visits decided before others get their turn: some ms. */
const AT_ONCE = 100;

/**
 * Decides the visits of one step by both laws. The facts kept with each visit are what the policy in force found; where the
 * draft would have found others, they are found anew.
 */
export async function compareVisits(
  bulk: Reader,
  context: PreviewContext,
  visits: readonly JudgedVisit[],
): Promise<ComparedVisit[]> {
  const draft = draftOf(context);
  const known = visits.map((visit) => ({ ...visit, known: decodeFacts(visit.facts) }));
  const anew = await foundAnew(bulk, context, draft, known);
  const decide = makeDecider();
  const compared: ComparedVisit[] = [];
  for (const [index, visit] of known.entries()) {
    const legalDay = legalDayOf(visit.lawAt);
    const { known: facts, facts: text, countyCode } = visit;
    const refused = visit.barrier === 'refused';
    const other = anew.get(visit.id);
    const before = decide(context.against.on(legalDay), legalDay, facts, text, refused);
    const after = decide(draft, legalDay, other ?? facts, other ? undefined : text, refused);
    compared.push({ visit, compared: { what: 'passage', before, after, countyCode, legalDay } });
    if (index % AT_ONCE === AT_ONCE - 1) await nextTurn();
  }
  return compared;
}

/** Many trucks at a gate differ in nothing but their plates: what was decided of the same facts on the same day holds for all. */
function makeDecider() {
  const decided = new Map<string, Verdict>();
  return (
    policy: Policy | undefined,
    legalDay: string,
    facts: Facts,
    text: string | undefined,
    refused: boolean,
  ): Verdict => {
    const key = text === undefined ? undefined : `${policy?.ref} ${policy?.from} ${legalDay} ${refused} ${text}`;
    const same = key === undefined ? undefined : decided.get(key);
    if (same) return same;
    const verdict = verdictOf(policy, legalDay, facts, refused);
    if (key !== undefined) decided.set(key, verdict);
    return verdict;
  };
}

/** A truck that was refused made no access, so nothing is flagged. Plan-clauses, point 8. */
function verdictOf(policy: Policy | undefined, legalDay: string, facts: Facts, refused: boolean): Verdict {
  const decisions = policy ? decisionsOn(policy, legalDay, facts) : [];
  const readable = facts['plate.readable']?.value !== false;
  return { outcome: outcomeOf(decisions, readable), flags: refused ? [] : calledFor(decisions) };
}

type Known = JudgedVisit & { readonly known: Facts };

/** The visits of which the draft would have known something else: all under a policy that found facts otherwise, else those that lack what only the draft asks for. */
async function foundAnew(
  bulk: Reader,
  { against }: PreviewContext,
  draft: Policy,
  visits: readonly Known[],
): Promise<ReadonlyMap<string, Facts>> {
  const asked = askedOfPassages(draft.document);
  const alike = new Map(
    against.all.map(({ ref, document }) => {
      const before = askedOfPassages(document);
      const others = new Set([...asked].filter((name) => !before.has(name)));
      return [ref, { same: findsSameFacts(draft.document, document), others }];
    }),
  );
  const others = new Set([...alike.values()].flatMap((one) => [...one.others]));
  const otherwise = visits.filter(({ lawAt, known }) => {
    const policy = alike.get(against.on(legalDayOf(lawAt))?.ref ?? '');
    if (!policy) return true;
    return !policy.same || [...policy.others].some((name) => !(name in known));
  });
  return otherwise.length === 0 ? new Map() : factsUnder(bulk, draft, otherwise, others);
}

import { type AggravatingFinding, type Found, findAggravating } from '../../domain/cases/aggravating.ts';
import type { Offender, OffenderType } from '../../domain/cases/offender.ts';
import { invalid } from '../../domain/failure.ts';
import type { Actor } from '../../domain/identity/actor.ts';
import type { PolicySet } from '../../domain/policy/policy-set.ts';
import { DAY_MS } from '../../domain/time.ts';
import type { CaseFindingRow, CaseRow } from '../../store/cases.ts';
import type { Reader, Writer } from '../../store/store.ts';
import type { ViolationRow } from '../../store/violations.ts';
import { policyAt } from '../gates/gate-parameters.ts';
import type { CaseContext } from './case-context.ts';
import { getCase } from './get-case.ts';
import { takeStep } from './take-step.ts';

/** An aggravating finding (从重情节) of a case: worked out from the flags, or found by an officer. */
export type CaseFinding = {
  readonly finding: AggravatingFinding;
  readonly computed?: Pick<Found, 'reason' | 'violationIds'>;
  readonly found?: Pick<CaseFindingRow, 'reason' | 'at' | 'by'> & { readonly violationIds: readonly string[] };
};

/** So many flags of an offender are looked at, the newest. */
const MOST_FLAGS = 1_000;

/** The findings of a case by the policy of the day it was opened; what is worked out follows the flags as they stand now. */
export async function findingsOf(
  reader: Pick<Reader, 'cases'>,
  policies: PolicySet,
  row: CaseRow,
  inCase: readonly ViolationRow[],
): Promise<CaseFinding[]> {
  const policy = policyAt(policies, row.openedAt);
  const list = policy.parameter('aggravatingFindings');
  const repeat = policy.parameter('repeatOffender');
  const days = Math.max(repeat.days, ...list.map(({ sign }) => (sign && 'days' in sign ? sign.days : 0)));
  const times = inCase.map(({ occurredAt }) => occurredAt);
  const to = Math.max(0, ...times);
  const offender = { type: row.offenderType, key: row.offenderKey } as Offender;
  const ofOffender = await reader.cases.flagsOf(offender, { from: to - days * DAY_MS, to }, MOST_FLAGS);
  const confirmedBefore = await reader.cases.confirmedBefore(row.offenderKey, row.openedAt);
  const offenderType = row.offenderType as OffenderType;
  const computed = findAggravating(list, repeat, { offenderType, inCase, ofOffender, confirmedBefore });
  const found = await reader.cases.findingsOf(row.id);
  return [
    ...computed.map(({ finding, ...shown }) => ({ finding, computed: shown })),
    ...found.flatMap(({ finding: id, violationIds, ...told }) => {
      const finding = list.find((one) => one.id === id);
      return finding ? [{ finding, found: { ...told, violationIds: violationIds as string[] } }] : [];
    }),
  ];
}

/** Puts an aggravating finding of an officer's into a case, with the reason and the violations of the case that show it. */
export async function addFinding(
  tx: Writer,
  actor: Actor,
  id: string,
  wanted: { readonly finding: string; readonly reason: string; readonly violationIds: readonly string[] },
  { at, policies }: CaseContext,
): Promise<CaseRow> {
  const row = await getCase(tx, actor, id, 'case.write');
  const { finding, reason, violationIds } = wanted;
  const list = policyAt(policies, row.openedAt).parameter('aggravatingFindings');
  if (!list.some((one) => one.id === finding)) throw invalid('#/finding', UNKNOWN);
  const inIt = new Set((await tx.cases.violationsOf([id])).map(({ violation }) => violation.id));
  for (const [index, one] of violationIds.entries())
    if (!inIt.has(one)) throw invalid(`#/violationIds/${index}`, NOT_IN_IT);
  const step = { step: 'find', reason, detail: { finding, violationIds } } as const;
  const changed = await takeStep(tx, actor, row, step, at);
  const made = { id: at.newId(), caseId: id, at: at.now, by: actor.id };
  await tx.cases.addFinding({ ...made, finding, reason, violationIds });
  return changed;
}

const UNKNOWN = {
  en: 'The policy of the case lists no such finding.',
  zh: '本案适用的政策未列出该从重情节。',
};
const NOT_IN_IT = { en: 'This violation is not in the case.', zh: '该违规线索不在本案中。' };

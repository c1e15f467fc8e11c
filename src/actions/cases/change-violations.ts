import type { Offender } from '../../domain/cases/offender.ts';
import { conflict, invalid } from '../../domain/failure.ts';
import type { Actor } from '../../domain/identity/actor.ts';
import type { CaseRow } from '../../store/cases.ts';
import type { Writer } from '../../store/store.ts';
import type { CaseContext } from './case-context.ts';
import { getCase } from './get-case.ts';
import { requireFree, requireSameCounty, requireSameOffender, requireViolations } from './open-case.ts';
import { takeStep } from './take-step.ts';

/** The most violations of a case: a notice names every one. */
export const MOST_VIOLATIONS = 200;

/** Takes violations into an open case, and out of it; at least one stays. */
export async function changeCaseViolations(
  tx: Writer,
  actor: Actor,
  id: string,
  { add, remove }: { readonly add: readonly string[]; readonly remove: readonly string[] },
  { at }: CaseContext,
): Promise<CaseRow> {
  const row = await getCase(tx, actor, id, 'case.write');
  if (add.length + remove.length === 0) throw invalid('#/add', NOTHING);
  const inIt = new Set((await tx.cases.violationsOf([id])).map(({ violation }) => violation.id));
  const rows = await requireViolations(tx, actor, add, '#/add');
  requireSameOffender(rows, { type: row.offenderType, key: row.offenderKey } as Offender, '#/add');
  requireSameCounty(rows, row.countyCode, '#/add');
  await requireFree(tx, add, '#/add');
  for (const [index, violationId] of remove.entries())
    if (!inIt.delete(violationId)) throw invalid(`#/remove/${index}`, NOT_IN_IT);
  if (inIt.size + add.length === 0) throw conflict(EMPTY, '#/remove');
  if (inIt.size + add.length > MOST_VIOLATIONS) throw conflict(TOO_MANY, '#/add');
  for (const violationId of remove) await tx.cases.removeViolation(id, violationId);
  for (const violationId of add)
    await tx.cases.addViolation({ caseId: id, violationId, addedAt: at.now, addedBy: actor.id });
  return takeStep(tx, actor, row, { step: 'change-violations', detail: { add, remove } }, at);
}

const NOTHING = { en: 'Name violations to add or to remove.', zh: '请指定要增加或移出的违规线索。' };
const NOT_IN_IT = { en: 'This violation is not in the case.', zh: '该违规线索不在本案中。' };
const EMPTY = { en: 'A case holds at least one violation.', zh: '案件至少须包含一条违规线索。' };
const TOO_MANY = {
  en: `A case holds at most ${MOST_VIOLATIONS} violations.`,
  zh: `一个案件最多包含 ${MOST_VIOLATIONS} 条违规线索。`,
};

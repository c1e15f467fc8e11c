import { conflict, invalid } from '../../domain/failure.ts';
import type { Actor } from '../../domain/identity/actor.ts';
import { scopeOf } from '../../domain/identity/permissions.ts';
import { legalDayOf } from '../../domain/time.ts';
import type { CaseRow } from '../../store/cases.ts';
import type { Writer } from '../../store/store.ts';
import { tell } from '../tell.ts';
import type { CaseContext } from './case-context.ts';
import { getCase } from './get-case.ts';
import { takeStep } from './take-step.ts';

/** So many statements of one case are taken; more is said in evidence. */
const MOST_STATEMENTS = 50;

/**
 * Takes what the offender says (陈述申辩): from itself, or taken down by an officer with whose it is. One that comes late is
 * taken and marked so.
 */
export async function takeStatement(
  tx: Writer,
  actor: Actor,
  id: string,
  { text, saidBy }: { readonly text: string; readonly saidBy?: string | undefined },
  { at }: CaseContext,
): Promise<CaseRow> {
  const row = await getCase(tx, actor, id, 'case.answer');
  const own = scopeOf(actor, 'case.answer').to === 'organisation';
  if (own === (saidBy !== undefined)) throw invalid('#/saidBy', own ? OWN_WORDS : WHOSE);
  if ((await tx.cases.statementsOf(id)).length >= MOST_STATEMENTS) throw conflict(MANY);
  const late = row.answerBy !== null && legalDayOf(at.now) > row.answerBy;
  const statementId = at.newId();
  const changed = await takeStep(tx, actor, row, { step: 'take-statement', detail: { statementId, late } }, at);
  await tx.cases.addStatement({
    ...{ id: statementId, caseId: id, at: at.now, by: actor.id, saidBy: saidBy ?? null, text, late },
  });
  await tell(tx, at, {
    topic: 'case.answered',
    subject: { type: 'case', id },
    countyCodes: row.countyCode === null ? [] : [row.countyCode],
    organisationIds: [],
    summary: {
      en: `The offender of case ${row.number} made its statement.`,
      zh: `案件 ${row.number} 的当事人已陈述申辩。`,
    },
  });
  return changed;
}

const OWN_WORDS = { en: 'What you say is your own; leave this out.', zh: '本单位的陈述无需填写陈述人。' };
const WHOSE = { en: 'Name whose statement it is.', zh: '请填写陈述人。' };
const MANY = {
  en: `A case takes at most ${MOST_STATEMENTS} statements. Add evidence to it instead.`,
  zh: `一个案件最多记录 ${MOST_STATEMENTS} 次陈述，请改为补充证据。`,
};

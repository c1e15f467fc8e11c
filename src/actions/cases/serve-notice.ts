import type { NoticeContent } from '../../domain/cases/notice-content.ts';
import type { ViolationStatus } from '../../domain/enforcement/violation.ts';
import { conflict, invalid } from '../../domain/failure.ts';
import type { Actor } from '../../domain/identity/actor.ts';
import { addWorkingDays, legalDayOf } from '../../domain/time.ts';
import type { NoticeRow } from '../../store/notices.ts';
import type { Writer } from '../../store/store.ts';
import type { At } from '../at.ts';
import { record } from '../audit.ts';
import { setViolationStatus } from '../enforcement/set-violation-status.ts';
import { policyAt } from '../gates/gate-parameters.ts';
import { tell } from '../tell.ts';
import type { CaseContext } from './case-context.ts';
import { getCase } from './get-case.ts';
import { getNotice } from './get-notice.ts';
import { takeStep } from './take-step.ts';

/** How a notice may be served (送达方式). */
export const SERVICE_METHODS = ['direct', 'left', 'entrusted', 'post', 'electronic', 'public'] as const;

/** The service of a notice (送达回证). Its receipt is evidence about the notice. */
export type Service = {
  readonly method: (typeof SERVICE_METHODS)[number];
  readonly servedAt: number;
  readonly servedBy: string;
  readonly receivedBy: string;
  readonly remarks: string | null;
};

/**
 * Puts on record that a notice was served: the violations it tells of become `notified`, the offender sees its case, and
 * the days for its statement begin. Conflict where it was served or withdrawn, or none of its violations stands.
 */
export async function serveNotice(
  tx: Writer,
  actor: Actor,
  id: string,
  service: Service,
  { at, policies }: CaseContext,
): Promise<NoticeRow> {
  const notice = await getNotice(tx, actor, id, 'case.write');
  const row = await getCase(tx, actor, notice.caseId, 'case.write');
  if (service.servedAt < notice.createdAt) throw invalid('#/servedAt', TOO_EARLY);
  const recorded = { ...service, recordedAt: at.now, recordedBy: actor.id };
  if (!(await tx.notices.serve(id, service.servedAt, recorded)))
    throw conflict(DONE, undefined, { state: notice.status });
  const told = new Set((notice.content as NoticeContent).violations.map((one) => one.id));
  const inCase = (await tx.cases.violationsOf([row.id])).map(({ violation }) => violation);
  const open = inCase.filter((one) => told.has(one.id) && TOLD.includes(one.status as ViolationStatus));
  if (open.length === 0) throw conflict(ALL_GONE);
  const notified: string[] = [];
  for (const one of open) {
    if (one.status === 'notified') continue;
    await setViolationStatus(tx, actor, one, { to: 'notified', cause: `notice:${id}` }, at);
    notified.push(one.id);
  }
  const policy = policyAt(policies, service.servedAt);
  const days = policy.parameter('noticeAnswerWorkingDays');
  const answerBy = addWorkingDays(legalDayOf(service.servedAt), days, policy.parameter('holidays'));
  const later = row.answerBy === null || answerBy > row.answerBy ? answerBy : row.answerBy;
  const change = { answerBy: later, noticedAt: row.noticedAt ?? service.servedAt };
  const detail = { noticeId: id, number: notice.number, method: service.method, answerBy, notified };
  await takeStep(tx, actor, row, { step: 'serve-notice', detail, change }, at);
  await record(tx, actor, at, 'notice.serve', { type: 'notice', id }, { method: service.method, notified });
  await tell(tx, at, {
    topic: 'notice.served',
    subject: { type: 'notice', id },
    countyCodes: row.countyCode === null ? [] : [row.countyCode],
    organisationIds: row.organisationId === null ? [] : [row.organisationId],
    summary: {
      en: `Notice ${notice.number} was served; a statement may be made until ${later}.`,
      zh: `告知书 ${notice.number} 已送达，陈述申辩期限至 ${later}。`,
    },
    data: { caseId: row.id, answerBy: later },
  });
  return { ...notice, status: 'served', servedAt: service.servedAt, service: recorded };
}

/** Takes back a notice that was made and not served; its number is not given again. */
export async function withdrawNotice(tx: Writer, actor: Actor, id: string, reason: string, at: At): Promise<NoticeRow> {
  const notice = await getNotice(tx, actor, id, 'case.write');
  if (!(await tx.notices.withdraw(id, at.now, reason))) throw conflict(DONE, undefined, { state: notice.status });
  await record(tx, actor, at, 'notice.withdraw', { type: 'notice', id }, { reason, caseId: notice.caseId });
  return { ...notice, status: 'withdrawn', withdrawnAt: at.now, withdrawnReason: reason };
}

const TOLD: readonly ViolationStatus[] = ['open', 'notified'];
const DONE = {
  en: 'This notice was served or withdrawn before.',
  zh: '该告知书已送达或已作废。',
};
const TOO_EARLY = { en: 'It was served before it was made.', zh: '送达时间早于告知书制作时间。' };
const ALL_GONE = {
  en: 'None of the violations that this notice tells of can be notified any more.',
  zh: '该告知书所列违规线索均已不能告知。',
};

import type { Cast, Character } from './cast.ts';
import { type Holdings, newPassage, newService, type Row } from './holdings.ts';
import { MISSING, type Plan } from './plans.ts';

/** How valid requests about cases and notices are made. The rows of a case name the gate that saw its violation. */
export function casePlans({ must }: Cast, held: Holdings): Record<string, Plan> {
  const plain: Plan = { request: () => ({}) };
  const byId = ({ id }: Row) => ({ params: { id } });
  const withBody = (body: unknown) => (row: Row) => ({ ...byId(row), body });
  const reason = { reason: '经审查' };
  const cases = { rows: held.case, seenBy: () => 'case.read' as const };
  const notices = { rows: held.notice, seenBy: () => 'case.read' as const };
  const breaches = held.violation.filter(({ by }) => by === 'gate' || by === 'gate of another enterprise');

  const breach = async ({ by }: Row): Promise<string> => {
    const { violations } = await must<{ violations: { id: string }[] }>(by, 'POST', '/passages', newPassage());
    return violations[0]?.id ?? MISSING;
  };
  const opened = async (row: Row): Promise<Row> => {
    const { id } = await must('admin', 'POST', '/cases', { violationIds: [await breach(row)] });
    return { ...row, id, text: await breach(row) };
  };
  const taken =
    (step: string, body: object) =>
    async (row: Row): Promise<Row> => {
      const one = await opened(row);
      await must('admin', 'POST', `/cases/${one.id}/${step}`, body);
      return one;
    };
  const made = async (row: Row): Promise<Row> => {
    const { id } = await opened(row);
    const notice = await must<{ id: string; createdAt: string }>('admin', 'POST', `/cases/${id}/notices`, {});
    return { ...row, id: notice.id, text: notice.createdAt };
  };
  const saying = (row: Row, { role }: Character) => {
    const own = role === 'enterprise' || role === 'contractor';
    return withBody({ text: '陈述', ...(own ? {} : { saidBy: '厂长' }) })(row);
  };
  return {
    openCase: {
      rows: breaches,
      seenBy: () => 'violation.read',
      fresh: async (row) => ({ ...row, id: await breach(row) }),
      request: ({ id }) => ({ body: { violationIds: [id] } }),
    },
    gatherCases: { request: () => ({ body: { by: 'enterprise' } }) },
    listCases: plain,
    searchCases: { request: () => ({ body: { plate: held.passage[0]?.plate } }) },
    getCase: { ...cases, request: byId },
    changeCaseViolations: {
      ...cases,
      fresh: opened,
      request: ({ text, ...row }) => withBody({ add: [text === 'told' ? MISSING : (text ?? MISSING)] })(row),
    },
    addCaseFinding: { ...cases, request: withBody({ finding: 'disorderly_site', ...reason }) },
    // What was not told of cannot be answered.
    addCaseStatement: { ...cases, rows: held.case.filter(({ text }) => text === 'told'), request: saying },
    decideCase: { ...cases, fresh: opened, request: withBody({ outcome: 'dismissed', ...reason }) },
    closeCase: { ...cases, fresh: taken('decide', { outcome: 'dismissed', ...reason }), request: withBody({}) },
    suspendCase: { ...cases, fresh: opened, request: withBody(reason) },
    resumeCase: { ...cases, fresh: taken('suspend', reason), request: withBody({}) },
    exportCase: { ...cases, request: byId },
    makeNotice: { ...cases, fresh: opened, request: withBody({}) },
    listNotices: plain,
    getNotice: { ...notices, request: byId },
    getNoticeContent: { ...notices, request: byId },
    serveNotice: {
      ...notices,
      fresh: made,
      request: (row) => withBody(newService(row.text ?? '2024-03-04T10:00:00+08:00'))(row),
    },
    withdrawNotice: { ...notices, fresh: made, request: withBody(reason) },
  };
}

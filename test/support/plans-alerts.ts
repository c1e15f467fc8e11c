import type { Cast } from './cast.ts';
import { freshNumber, type Holdings, newOrder, type Row } from './holdings.ts';
import type { Plan } from './plans.ts';

/** How valid requests about orders and exemptions are made. */
export function alertPlans({ must }: Cast, held: Holdings): Record<string, Plan> {
  const enterprises = held.organisation.filter(({ text }) => text === 'enterprise');
  const byId = ({ id }: Row) => ({ params: { id } });
  const plain: Plan = { request: () => ({}) };
  const orders = { rows: held.alert, seenBy: () => 'alert.read' as const };
  const exemptions = { rows: held.exemption, seenBy: () => 'exemption.read' as const };
  const exempting = (id: string) => ({
    ...{ subject: { type: 'enterprise', id }, clauseOrOrder: '3.3' },
    ...{ from: '2030-01-01', to: '2030-01-02', reason: '民生保供' },
  });
  return {
    issueAlert: { request: () => ({ body: newOrder() }) },
    listAlerts: plain,
    getAlertTemplates: plain,
    previewAlert: { request: () => ({ body: newOrder() }) },
    getAlert: { ...orders, request: byId },
    reviseAlert: { ...orders, request: (row) => ({ ...byId(row), body: { note: `第 ${freshNumber()} 次补充` } }) },
    getAffected: { ...orders, request: byId },
    exportAffected: { ...orders, request: (row) => ({ ...byId(row), query: { format: 'csv' } }) },
    getAlertEffect: { ...orders, request: byId },
    grantExemption: {
      rows: enterprises,
      seenBy: () => 'organisation.read',
      request: ({ id }) => ({ body: exempting(id) }),
    },
    listExemptions: plain,
    searchExemptions: { request: () => ({ body: {} }) },
    getExemption: { ...exemptions, request: byId },
    revokeExemption: {
      ...exemptions,
      fresh: async (row) => {
        const [organisation = ''] = row.owners.organisations ?? [];
        return { ...row, id: (await must('admin', 'POST', '/exemptions', exempting(organisation))).id };
      },
      request: (row) => ({ ...byId(row), body: { reason: '不再需要' } }),
    },
  };
}

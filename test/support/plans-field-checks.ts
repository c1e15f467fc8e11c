import type { Cast } from './cast.ts';
import { freshCode, type Holdings, newFiling, newMachine, type Row } from './holdings.ts';
import type { Plan } from './plans.ts';

/** How valid requests about slips, checks on the spot and decisions about prohibitions are made. */
export function fieldCheckPlans({ must }: Cast, held: Holdings): Record<string, Plan> {
  const plain: Plan = { request: () => ({}) };
  const byId = ({ id }: Row) => ({ params: { id } });
  const prohibitions = { rows: held.prohibition, seenBy: () => 'prohibition.read' as const };
  const accepted = async (row: Row): Promise<Row> => {
    const { id: machineId } = await must(row.by, 'POST', '/machines', newMachine());
    const { id } = await must(row.by, 'POST', '/filings', newFiling(row.siteId ?? '', machineId));
    await must('admin', 'POST', `/filings/${id}/accept`, {});
    return { ...row, id };
  };
  const decided = async (row: Row): Promise<Row> => {
    await must('admin', 'POST', `/prohibitions/${row.id}/notice`, {});
    return row;
  };
  const decidedAnew = async (row: Row): Promise<Row> => {
    const { prohibition } = await must<{ prohibition: { id: string } }>('admin', 'POST', '/inspections', {
      ...{ siteId: row.siteId, machine: { environmentalCode: freshCode() } },
      ...{ inspectedAt: '2024-03-03T08:00:00+08:00', ringelmann: 3 },
    });
    const path = `/prohibitions/${prohibition.id}/notice`;
    const { notices } = await must<{ notices: readonly { createdAt: string }[] }>('admin', 'POST', path, {});
    return { ...row, id: prohibition.id, text: notices[0]?.createdAt ?? '' };
  };
  const service = { method: 'direct', servedBy: '王五', receivedBy: '李四' };
  return {
    getSlip: {
      rows: held.filing,
      fresh: accepted,
      request: (row) => ({ ...byId(row), query: { format: 'json' } }),
    },
    verifySlip: { request: () => ({ body: { token: '1.AAAA.AAAA' } }) },
    listSlipRevocations: plain,
    'slip-page': plain,
    'slip-page-file': plain,
    'slip-worker': plain,
    lookUpMachine: {
      rows: held.site,
      seenBy: () => 'site.read',
      request: ({ id: siteId }) => ({ body: { siteId, code: held.machine[0]?.text ?? freshCode() } }),
    },
    setRetestDay: { ...prohibitions, request: (row) => ({ ...byId(row), body: { retestBy: '2024-03-20' } }) },
    makeProhibitionNotice: { ...prohibitions, request: (row) => ({ ...byId(row), body: {} }) },
    getProhibitionNotice: { rows: held.prohibition, fresh: decided, request: byId },
    serveProhibitionNotice: {
      ...prohibitions,
      fresh: decidedAnew,
      request: (row) => ({ ...byId(row), body: { ...service, servedAt: row.text ?? '2024-03-04T10:00:00+08:00' } }),
    },
  };
}

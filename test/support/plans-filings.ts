import type { Cast, Name } from './cast.ts';
import { AWAY, HOME } from './cast.ts';
import {
  freshCode,
  freshNumber,
  type Holdings,
  MULTIPART,
  multipart,
  newFiling,
  newMachine,
  type Row,
} from './holdings.ts';
import type { Plan } from './plans.ts';

/** A table with one machine that is not on file. */
const tableOf = (): Buffer =>
  Buffer.from(
    [
      '机械类型,环保登记号码,燃料种类,排放阶段,计划进场日期,计划离场日期',
      `挖掘机,${freshCode()},柴油,国三,2024-03-05,2024-06-30`,
    ].join('\n'),
  );

/** Filings by many, amended, extended and printed, and how counties handle them. */
export function filingPlans({ must, wire, people }: Cast, held: Holdings): Record<string, Plan> {
  const filings = { rows: held.filing, seenBy: () => 'filing.read' as const };
  const submitted = async ({ owners, by, siteId = '' }: Row): Promise<Row> => {
    const { id: machineId } = await must(by, 'POST', '/machines', newMachine());
    const { id } = await must(by, 'POST', '/filings', newFiling(siteId, machineId));
    return { id, owners, by, siteId, machineId };
  };
  const accepted = async (row: Row): Promise<Row> => {
    const filing = await submitted(row);
    await must('admin', 'POST', `/filings/${filing.id}/accept`, {});
    return filing;
  };
  const importOf = async (by: Name, siteId: string): Promise<string> => {
    const headers = { Authorization: `Bearer ${people[by].token ?? ''}`, 'Content-Type': MULTIPART };
    const path = `/api/v1/filings/import?siteId=${siteId}`;
    const made = await wire.send({ method: 'POST', path, headers, body: multipart({}, tableOf()) });
    return (made.body as { id: string }).id;
  };
  const counties = [HOME, AWAY].map((id): Row => ({ id, owners: { counties: [id] }, by: 'admin' }));
  const ofCounty = { rows: counties, seenBy: () => 'county-settings.read' as const };
  const sites = held.site.map((row) => ({ ...row, siteId: row.id, owners: { ...row.owners, ...userOf(row, people) } }));
  return {
    submitFilings: {
      request: () => ({ body: { filings: [newFiling(held.site[0]?.id ?? '', held.machine[0]?.id ?? ''), {}] } }),
    },
    getFilingTemplate: { request: () => ({ query: { format: 'csv' } }) },
    importFilings: {
      rows: held.site,
      seenBy: () => 'site.read',
      request: ({ id: siteId }) => ({ fields: {}, file: tableOf(), query: { keepGood: 'true', siteId } }),
    },
    getFilingImport: {
      rows: sites,
      fresh: async (row: Row): Promise<Row> => ({ ...row, id: await importOf(row.by, row.siteId ?? '') }),
      request: ({ id }) => ({ params: { id } }),
    },
    amendFiling: {
      ...filings,
      fresh: submitted,
      request: ({ id }) => ({ params: { id }, body: { remarks: `备注 ${freshNumber()}` } }),
    },
    extendFiling: {
      ...filings,
      fresh: accepted,
      request: ({ id }) => ({ params: { id }, body: { plannedExitOn: '2025-01-31', reason: '工期延长' } }),
    },
    getFilingReceipt: { ...filings, request: ({ id }) => ({ params: { id } }) },
    getMachinerySettings: { ...ofCounty, request: ({ id: countyCode }) => ({ params: { countyCode } }) },
    setMachinerySettings: {
      ...ofCounty,
      request: ({ id: countyCode }) => ({ params: { countyCode }, body: { reviewWorkingDays: 5 } }),
    },
  };
}

const userOf = ({ by }: Row, people: Cast['people']) => {
  const { userId } = people[by];
  return userId ? { userId } : {};
};

import { uuidv7 } from 'uuidv7';
import type { Cast } from './cast.ts';
import { type Holdings, MULTIPART, multipart, type Row } from './holdings.ts';
import type { Plan } from './plans.ts';
import { freshPlate } from './world.ts';

/** A table with one lorry, on a basis that the role may give. */
const tableFor = (role: string): Buffer =>
  Buffer.from(
    [
      '号牌号码,号牌颜色,燃料种类,排放阶段,排放判定依据,使用性质,车辆类型',
      `${freshPlate()},黄色,柴油,国五,${role === 'enterprise' ? '申报' : '随车清单'},营运,H11`,
    ].join('\n'),
  );

export function importPlans({ wire, people, service }: Cast, held: Holdings): Record<string, Plan> {
  return {
    getVehicleTemplate: { request: () => ({ query: { format: 'csv' } }) },
    importVehicles: {
      request: (_row, { role }) => ({ fields: {}, file: tableFor(role), query: { keepGood: 'true' } }),
    },
    getVehicleImport: {
      rows: held.job,
      fresh: async (row: Row): Promise<Row> => {
        const { token = '', role } = people[row.by];
        const headers = { Authorization: `Bearer ${token}`, 'Content-Type': MULTIPART };
        const body = multipart({}, tableFor(role));
        const made = await wire.send({ method: 'POST', path: '/api/v1/vehicles/import', headers, body });
        return { ...row, id: (made.body as { id: string }).id };
      },
      request: ({ id }) => ({ params: { id } }),
    },
    cancelJob: {
      rows: held.job,
      seenBy: () => 'job.read',
      // One that has not begun yet.
      fresh: async (row: Row): Promise<Row> => {
        const id = uuidv7();
        await service.store.write((tx) => tx.jobs.insert({ ...WAITING, id, createdBy: row.owners.userId ?? '' }));
        return { ...row, id };
      },
      request: ({ id }) => ({ params: { id } }),
    },
  };
}

const NEVER = Date.parse('2100-01-01T00:00:00Z');
const WAITING = {
  ...{ kind: 'vehicle-import', status: 'queued', payload: { rows: [] }, cursor: { next: 0, faults: [] } },
  ...{ done: 0, total: 0, attempts: 0, error: null, runAfter: NEVER, createdAt: 0, finishedAt: null },
};

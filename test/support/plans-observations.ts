import { uuidv7 } from 'uuidv7';
import type { Cast, Character, Made } from './cast.ts';
import type { Holdings, Row } from './holdings.ts';
import { newPoint, newRefill, observationBy } from './holdings-observations.ts';
import type { Plan } from './plans.ts';
import { freshPlate } from './world.ts';

const byId = ({ id }: Row) => ({ params: { id } });
const plain: Plan = { request: () => ({}) };
let serial = 0;

/** How valid requests about urea, about what other sources observe, and about the file of a vehicle are made. */
export function observationPlans(cast: Cast, held: Holdings): Record<string, Plan> {
  return { ...ureaPlans(cast, held), ...sourcePlans(cast, held), ...importPlans(cast, held), ...filePlans(held) };
}

function ureaPlans({ must }: Cast, held: Holdings): Record<string, Plan> {
  const enterprises = held.organisation.filter(({ text }) => text === 'enterprise');
  const told = { rows: enterprises, seenBy: () => 'organisation.read' as const };
  const month = {
    rows: enterprises,
    request: ({ id: organisationId }: Row) => ({ params: { organisationId }, query: { month: '2024-02' } }),
  };
  const refills: Pick<Plan, 'rows' | 'seenBy' | 'fresh'> = {
    rows: held['urea refill'],
    seenBy: () => 'urea.read',
    fresh: async (row) => {
      const [enterpriseId] = row.owners.organisations ?? [];
      const { id } = await must<Made>(row.by, 'POST', '/urea-refills', { enterpriseId, ...newRefill() });
      return { ...row, id };
    },
  };
  const points = { rows: held['urea point'], seenBy: () => 'urea.read' as const };
  return {
    createUreaPoint: { ...told, request: ({ id: enterpriseId }) => ({ body: { enterpriseId, ...newPoint() } }) },
    listUreaPoints: plain,
    getUreaPoint: { ...points, request: byId },
    changeUreaPoint: { ...points, request: (row) => ({ ...byId(row), body: { name: newPoint().name } }) },
    declareUreaReporting: {
      ...told,
      request: ({ id: enterpriseId }) => ({ body: { enterpriseId, startsOn: '2024-03-01' } }),
    },
    listUreaReporting: plain,
    getUreaReporting: { rows: held['urea reporting'], request: byId },
    recordUreaRefill: { ...told, request: ({ id: enterpriseId }) => ({ body: { enterpriseId, ...newRefill() } }) },
    recordUreaRefills: { request: () => ({ body: { refills: [{}] } }) },
    listUreaRefills: plain,
    searchUreaRefills: { request: () => ({ body: {} }) },
    exportUreaRefills: { request: () => ({ query: { format: 'csv' } }) },
    getUreaRefill: { rows: held['urea refill'], request: byId },
    correctUreaRefill: {
      ...refills,
      request: (row) => {
        const { key: _, ...body } = newRefill();
        return { ...byId(row), body: { ...body, reason: '填错' } };
      },
    },
    voidUreaRefill: { ...refills, request: (row) => ({ ...byId(row), body: { reason: '重复' } }) },
    sumUrea: month,
    listUreaFigures: month,
    exportUreaFigures: {
      ...month,
      request: (row) => {
        const { params, query } = month.request(row);
        return { params, query: { ...query, format: 'csv' } };
      },
    },
    getUreaRefillTemplate: { request: () => ({ query: { format: 'csv' } }) },
    importUreaRefills: {
      ...told,
      request: ({ id: enterpriseId }) => ({ fields: {}, file: refillTable(), query: { enterpriseId } }),
    },
  };
}

const refillTable = (): Buffer => {
  const { key, plate } = newRefill();
  return Buffer.from(`记录编号,号牌号码,号牌颜色,加注时间,加注量（升）\n${key},${plate},黄色,2024-02-11 08:00:00,18.5`);
};

function sourcePlans({ must, people }: Cast, held: Holdings): Record<string, Plan> {
  const seen = { rows: held.observation, seenBy: () => 'observation.read' as const };
  const fresh = (result: string) => async (row: Row) => {
    const body = observationBy(people[row.by], row.plate ?? '', { result });
    return { ...row, id: (await must<Made>(row.by, 'POST', '/observations', body)).id };
  };
  const settles = (result: string): Plan => ({
    ...seen,
    fresh: fresh(result),
    request: (row) => ({ ...byId(row), body: { reason: '已复检' } }),
  });
  return {
    recordObservation: {
      request: (_row, who) => ({ body: observationBy(who, plateFor(held, who)) }),
    },
    recordObservations: { request: () => ({ body: { observations: [{}] } }) },
    listObservations: plain,
    searchObservations: { request: () => ({ body: {} }) },
    exportObservations: { request: () => ({ query: { kind: 'black_smoke', format: 'csv' } }) },
    getObservation: { rows: held.observation, request: byId },
    closeObservation: settles('fail'),
    reopenObservation: settles('none'),
    voidObservation: settles('none'),
  };
}

/** The plate of a truck that an enterprise declared. */
const plateFor = (held: Holdings, { organisationId = '' }: Character): string =>
  held.vehicle.find(({ owners }) => owners.organisations?.includes(organisationId))?.plate ?? freshPlate();

const DEPARTMENT = ['black_smoke', 'roadside_test', 'periodic_inspection'];
const ENTERPRISE = ['obd_alarm', 'online_state'];
/** What a row of each kind tells beside what all have. */
const CELLS: Readonly<Record<string, readonly (readonly [heading: string, cell: string])[]>> = {
  remote_sensing: [['监测点位', '一号点']],
  black_smoke: [
    ['抓拍地点', '桃北东街'],
    ['林格曼黑度', '2'],
  ],
  roadside_test: [
    ['检查地点', '收费站'],
    ['检查单位', '执法队'],
    ['检测方法', '自由加速法'],
  ],
  periodic_inspection: [
    ['检验机构', '一站'],
    ['检测方法', '加载减速法'],
    ['报告编号', 'R-1'],
  ],
  obd_alarm: [['故障码', 'P20EE']],
  online_state: [['联网状态', '在线']],
};

/** The id of the operation that imports a kind: `RemoteSensing`. */
const pascal = (kind: string) => kind.replace(/(?:^|_)(\w)/g, (_, letter: string) => letter.toUpperCase());

function importPlans({ service }: Cast, held: Holdings): Record<string, Plan> {
  const waiting = (kind: string) => async (row: Row) => {
    const id = uuidv7();
    const job = { ...WAITING, id, kind, createdBy: row.owners.userId ?? '' };
    await service.store.write((tx) => tx.jobs.insert(job));
    return { ...row, id };
  };
  const report = (kind: string): Plan => ({ rows: held.job, fresh: waiting(kind), request: byId });
  const plans = Object.entries(CELLS).flatMap(([kind, cells]): [string, Plan][] => [
    [`get${pascal(kind)}Template`, { request: () => ({ query: { format: 'csv' } }) }],
    [
      `import${pascal(kind)}Rows`,
      {
        butNot: ({ role }) =>
          (role === 'department' && !DEPARTMENT.includes(kind)) ||
          (role === 'enterprise' && !ENTERPRISE.includes(kind)),
        request: (_row, who) => {
          serial += 1;
          const all = [
            ['数据来源', '平台'],
            ['来源编号', `row-${serial}`],
            ['号牌号码', plateFor(held, who)],
            ['号牌颜色', '黄色'],
            ['监测时间', '2024-03-01 09:00:00'],
            ...cells,
          ];
          const lines = [0, 1].map((at) => all.map((cell) => cell[at]).join(','));
          return { fields: {}, file: Buffer.from(lines.join('\n')) };
        },
      },
    ],
    [`get${pascal(kind)}Import`, report(`${kind.replaceAll('_', '-')}-import`)],
  ]);
  return { ...Object.fromEntries(plans), getUreaRefillImport: report('urea-refill-import') };
}

const NEVER = Date.parse('2100-01-01T00:00:00Z');
const WAITING = {
  ...{ status: 'queued', payload: { rows: [] }, cursor: { next: 0, faults: [] } },
  ...{ done: 0, total: 0, attempts: 0, error: null, runAfter: NEVER, createdAt: 0, finishedAt: null },
};

function filePlans(held: Holdings): Record<string, Plan> {
  return {
    getVehicleFile: { rows: held.vehicle, request: byId },
    readVehicleTimeline: { rows: held.vehicle, request: byId },
    searchTimeline: { request: () => ({ body: { plate: freshPlate() } }) },
  };
}

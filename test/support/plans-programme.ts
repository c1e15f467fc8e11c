import { uuidv7 } from 'uuidv7';
import type { Cast, Character } from './cast.ts';
import { freshNumber, type Holdings, newLorry, type Row } from './holdings.ts';
import type { Plan } from './plans.ts';
import { freshCreditCode, freshPlate } from './world.ts';

const byId = ({ id }: Row) => ({ params: { id } });
const plain: Plan = { request: () => ({}) };
const csv = (headings: string, row: string): Buffer => Buffer.from(`${headings}\n${row}`);
const NEVER = Date.parse('2100-01-01T00:00:00Z');

/** How valid requests about the retirement programme, sellers and their lists are made. */
export function programmePlans(cast: Cast, held: Holdings): Record<string, Plan> {
  const { must, service, people } = cast;
  const old = (countyCode: string) =>
    must<{ id: string; plate: string }>('admin', 'POST', '/vehicles', {
      ...newLorry('vehicle_list'),
      ...{ emissionStage: '3', registeredDivision: countyCode, registeredOn: '2010-01-01' },
    });
  const declare = (who: Character, plate: string) =>
    must(who, 'POST', '/vehicles', { ...newLorry('declared'), emissionStage: '3', plate });
  const countyOf = ({ owners }: Row): string => owners.counties?.[0] ?? '';
  const newProof = () => ({ kind: 'scrapped', certificateNumber: `证 ${freshNumber()}`, retiredOn: '2024-02-01' });

  const proofs = { rows: held['retirement proof'], seenBy: () => 'retirement-proof.read' as const };
  const undecided = async (row: Row): Promise<Row> => {
    const { id: vehicleId, plate } = await old(countyOf(row));
    if (people[row.by].role === 'enterprise') await declare(people[row.by], plate);
    const { id } = await must(row.by, 'POST', '/retirement-proofs', { vehicleId, ...newProof() });
    return { ...row, id };
  };
  const letters = { rows: held['retirement letter'], seenBy: () => 'retirement-letter.read' as const };
  const letterIn = (status: string) => async (row: Row) => ({ ...row, id: await leaveLetter(cast, status) });

  let met: Promise<unknown> | undefined;
  const meet = async () => {
    const lorry = { ...newLorry('vehicle_list'), emissionStage: '3', registeredDivision: '130102' };
    const { plate } = await must<{ plate: string }>('admin', 'POST', '/vehicles', lorry);
    const passage = {
      eventId: plate,
      passedAt: '2024-02-20T08:00:00+08:00',
      direction: 'in',
      plate,
      plateColour: 'yellow',
    };
    await must('gate', 'POST', '/passages', passage);
  };

  return {
    exportRetirements: { request: () => ({ query: { format: 'csv' } }) },
    getRetirementProgress: { request: () => ({ query: { year: '2024' } }) },
    listRetirementSightings: plain,
    exportRetirementSightings: { request: () => ({ query: { format: 'csv' } }) },
    recordRetirementQuota: {
      request: () => ({
        body: { countyCode: '140302', year: 2024, vehicles: freshNumber(), source: '文件', decidedOn: '2024-01-01' },
      }),
    },
    listRetirementQuotas: plain,
    getRetirementQuota: { rows: held['retirement quota'], request: byId },
    recordRetirementProof: {
      rows: held.retirement,
      seenBy: () => 'vehicle.read',
      fresh: async (row) => {
        const { id, plate } = await old(countyOf(row));
        for (const who of [people.enterprise, people['another enterprise']])
          if (row.owners.organisations?.includes(who.organisationId ?? '')) await declare(who, plate);
        return { ...row, id };
      },
      request: ({ id: vehicleId }) => ({ body: { vehicleId, ...newProof() } }),
    },
    listRetirementProofs: plain,
    getRetirementProof: { ...proofs, request: byId },
    verifyRetirementProof: {
      ...proofs,
      fresh: undecided,
      request: (row) => ({ ...byId(row), body: { seenIn: 'platform' } }),
    },
    refuseRetirementProof: {
      ...proofs,
      fresh: undecided,
      request: (row) => ({ ...byId(row), body: { reason: '与平台记录不符' } }),
    },
    listRetirementHomes: plain,
    makeRetirementLetter: {
      request: async () => {
        met ??= meet();
        await met;
        const period = { from: '2024-02-01', to: '2024-02-29', again: true };
        return { body: { home: '1301', addressee: '石家庄市生态环境局', ...period } };
      },
    },
    listRetirementLetters: plain,
    getRetirementLetter: { ...letters, request: byId },
    sendRetirementLetter: {
      ...letters,
      fresh: letterIn('made'),
      request: (row) => ({ ...byId(row), body: { on: '2024-03-01', by: '机要交换' } }),
    },
    answerRetirementLetter: {
      ...letters,
      fresh: letterIn('sent'),
      request: (row) => ({ ...byId(row), body: { on: '2024-03-02', answer: '已收悉' } }),
    },
    withdrawRetirementLetter: {
      ...letters,
      fresh: letterIn('made'),
      request: (row) => ({ ...byId(row), body: { reason: '误发' } }),
    },
    planFleet: {
      rows: held.vehicle,
      seenBy: () => 'vehicle.read',
      request: ({ id }) => ({ body: { vehicleIds: [id] } }),
    },
    listSellers: plain,
    getSeller: { rows: held.seller, request: byId },
    listSales: { rows: held.seller, request: byId },
    ...importPlan('Enterprise', 'Enterprises', 'enterprise-import', ({ countyCode = '140302' }) =>
      csv('企业名称,统一社会信用代码,所在县区', `焦化厂,${freshCreditCode()},${countyCode}`),
    ),
    ...importPlan('Seller', 'Sellers', 'seller-import', ({ countyCode = '140302' }) =>
      csv('销售单位,统一社会信用代码,所在县区', `汽贸,${freshCreditCode()},${countyCode}`),
    ),
    ...importPlan('Registration', 'Registrations', 'registration-import', () =>
      csv(
        '号牌号码,号牌颜色,燃料种类,排放阶段,排放判定依据,使用性质,车辆类型',
        `${freshPlate()},黄色,柴油,国五,随车清单,营运,H11`,
      ),
    ),
    ...importPlan('RetirementProof', 'RetirementProofs', 'retirement-proof-import', async (who) => {
      const { plate } = await old(who.countyCode ?? '140302');
      if (who.role === 'enterprise') await declare(who, plate);
      return csv('号牌号码,号牌颜色,淘汰方式,证明编号,淘汰日期', `${plate},黄色,报废,证 ${freshNumber()},2024-02-01`);
    }),
  };

  function importPlan(
    name: string,
    plural: string,
    kind: string,
    table: (who: Character) => Buffer | Promise<Buffer>,
  ): Record<string, Plan> {
    return {
      [`get${name}Template`]: { request: () => ({ query: { format: 'csv' } }) },
      [`import${plural}`]: { request: async (_row, who) => ({ fields: {}, file: await table(who) }) },
      [`get${name}Import`]: {
        rows: held.job,
        fresh: async (row) => {
          const id = uuidv7();
          const job = {
            ...{
              id,
              kind,
              status: 'queued',
              payload: { rows: [] },
              cursor: { next: 0, faults: [] },
              done: 0,
              total: 0,
            },
            ...{ attempts: 0, error: null, runAfter: NEVER, createdAt: 0, finishedAt: null },
          };
          await service.store.write((tx) => tx.jobs.insert({ ...job, createdBy: row.owners.userId ?? '' }));
          return { ...row, id };
        },
        request: byId,
      },
    };
  }
}

let serial = 0;

/** A letter of nothing, in some state; its id. */
export async function leaveLetter({ service, people }: Cast, status: string): Promise<string> {
  serial += 1;
  const id = uuidv7();
  const by = people['city officer'].userId ?? '';
  const row = {
    ...{ id, year: 2000, serial, number: `旧〔2000〕${serial}号`, home: '1301', addressee: '某局', from: 0, until: 1 },
    ...{ content: { vehicles: [] }, digest: '', evidenceId: uuidv7(), status, createdAt: 0, createdBy: by },
    ...{ sentOn: status === 'sent' ? '2024-03-01' : null, sentBy: null },
    ...{ answeredOn: null, answer: null, withdrawnReason: null },
  };
  await service.store.write((tx) => tx.retirementLetters.insert(row, []));
  return id;
}

/** What the programme and the sale rule hold of one side: a quota, proofs of an officer and of an enterprise, its seller. */
export async function fillProgramme(
  { must, people }: Cast,
  side: {
    readonly officer: keyof Cast['people'];
    readonly enterprise: keyof Cast['people'];
    readonly countyCode: string;
  },
  keep: (
    noun: 'retirement quota' | 'retirement proof' | 'seller' | 'retirement' | 'vehicle' | 'job' | 'violation',
    row: Row,
  ) => Row,
): Promise<void> {
  const { officer, enterprise, countyCode } = side;
  const organisations = [people[enterprise].organisationId ?? ''];
  const counties = [countyCode];
  const quota = { countyCode, year: 2024, vehicles: 10, source: '文件', decidedOn: '2024-01-01' };
  const { id: quotaId } = await must('city officer', 'POST', '/retirement-quotas', quota);
  keep('retirement quota', { id: quotaId, owners: { counties }, by: 'city officer' });

  type Written = { id: string; plate: string; rejudging: { jobId: string } };
  const ofUser = (who: keyof Cast['people']) => ({ userId: people[who].userId ?? '' });
  for (const by of [officer, enterprise]) {
    const old = { ...newLorry('vehicle_list'), emissionStage: '3', registeredDivision: countyCode };
    const { id, plate, rejudging } = await must<Written>(officer, 'POST', '/vehicles', old);
    keep('job', { id: rejudging.jobId, owners: ofUser(officer), by: officer });
    const theirs = by === enterprise ? { organisations } : {};
    if (by === enterprise) {
      const lorry = { ...newLorry('declared'), emissionStage: '3', plate };
      const declared = await must<Written>(enterprise, 'POST', '/vehicles', lorry);
      keep('job', { id: declared.rejudging.jobId, owners: ofUser(enterprise), by: enterprise });
    }
    keep('vehicle', { id, plate, owners: theirs, by: officer });
    keep('retirement', { id, plate, owners: { counties, ...theirs }, by: officer });
    const found = { plate, effect: 'review' };
    const { items } = await must<{ items: { id: string }[] }>('admin', 'POST', '/violations/search', found);
    for (const flag of items) keep('violation', { id: flag.id, owners: { counties }, by: 'admin', plate });
    const proof = { vehicleId: id, kind: 'scrapped', certificateNumber: `证 ${plate}`, retiredOn: '2024-02-01' };
    const { id: proofId } = await must(by, 'POST', '/retirement-proofs', proof);
    keep('retirement proof', { id: proofId, owners: { counties, ...theirs }, by });
  }

  const sellers = await must<{ items: { id: string }[] }>('admin', 'GET', `/sellers?countyCode=${countyCode}`);
  for (const { id } of sellers.items) keep('seller', { id, owners: { counties }, by: 'admin' });
}

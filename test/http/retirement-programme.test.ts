import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Cast, type Character, HOME, openCast } from '../support/cast.ts';
import { databases } from '../support/database.ts';
import { MULTIPART, multipart } from '../support/holdings.ts';
import { pdfText } from '../support/pdf-text.ts';
import { freshPlate } from '../support/world.ts';

type Vehicle = { readonly id: string; readonly plate: string };
type Proof = { readonly id: string; readonly status: string };
type Sums = {
  readonly countyCode?: string | null;
  readonly quota: number | null;
  readonly retired: number;
  readonly remaining: number | null;
  readonly listed: number;
  readonly unproven: number;
  readonly transferredOut: number;
  readonly byMonth: readonly { readonly month: string; readonly retired: number }[];
};
type Progress = { readonly counties: readonly Sums[]; readonly city: (Sums & { withoutQuota: string[] }) | null };

let certificates = 0;
const certificate = () => {
  certificates += 1;
  return `晋报废${String(certificates).padStart(6, '0')}`;
};

describe.each(databases)('the retirement programme at work on $name', ({ open }) => {
  let cast: Cast;
  beforeAll(async () => {
    cast = await openCast(open);
    const enterpriseId = cast.people.enterprise.organisationId ?? '';
    await cast.must('admin', 'POST', `/enterprises/${enterpriseId}/facts`, {
      ...{ validFrom: '2021-01-01', sector: 'coking', inPlanningArea: false, annualFreightTonnes: 100_000 },
      ...{ railLineCompletedOn: null, keyVehicleUser: true },
    });
  });
  afterAll(() => cast.close());

  const old = (more: object = {}) =>
    cast.must<Vehicle>('admin', 'POST', '/vehicles', {
      ...{ plate: freshPlate(), plateColour: 'yellow', fuel: 'diesel', emissionStage: '3', stageBasis: 'vehicle_list' },
      ...{ usage: 'operating', vehicleType: 'H11', registeredDivision: HOME, status: 'active' },
      ...more,
    });
  const proofOf = (vehicleId: string, more: object = {}) => ({
    ...{ vehicleId, kind: 'scrapped', certificateNumber: certificate(), retiredOn: '2024-02-15' },
    ...{ recycler: { name: '阳泉某报废机动车回收公司' }, ...more },
  });
  const copyOf = async (proof: Proof, who: Character = cast.people['county officer']) => {
    const about = { subjectType: 'retirement_proof', subjectId: proof.id, kind: 'certificate' };
    const headers = { Authorization: `Bearer ${who.token}`, 'Content-Type': MULTIPART };
    return cast.wire.send({ method: 'POST', path: '/api/v1/evidence', headers, body: multipart(about) });
  };
  const home = async (query = 'year=2024', who: Character = cast.people['county officer']): Promise<Sums> => {
    const { counties } = await cast.must<Progress>(who, 'GET', `/retirements/progress?${query}`);
    const found = counties.find(({ countyCode }) => countyCode === HOME);
    if (!found) throw new Error('the county is missing');
    return found;
  };
  const status = async (who: keyof Cast['people'], method: string, path: string, body?: unknown) =>
    (await cast.ask(who, method, path, body)).status;
  const listed = async (query: string) =>
    (await cast.must<{ items: { vehicleId: string; proof: string | null }[] }>('admin', 'GET', `/retirements?${query}`))
      .items;

  it('counts a vehicle as retired once its proof is verified, from the day on the certificate', async () => {
    const { id } = await old();
    const before = await home();
    const proof = await cast.must<Proof>('county officer', 'POST', '/retirement-proofs', proofOf(id));
    expect(await home()).toMatchObject({ retired: before.retired, listed: before.listed });
    const verify = `/retirement-proofs/${proof.id}/verify`;
    const uncopied = await cast.ask('county officer', 'POST', verify, { seenIn: 'certificate' });
    expect(uncopied.status).toBe(409);
    expect((await copyOf(proof)).status).toBe(201);
    const verified = await cast.must<Proof>('county officer', 'POST', verify, { seenIn: 'certificate' });
    expect(verified).toMatchObject({ status: 'verified', seenIn: 'certificate', retiredOn: '2024-02-15' });
    const after = await home();
    expect([after.retired - before.retired, after.listed - before.listed]).toEqual([1, -1]);
    expect(after.byMonth.find(({ month }) => month === '2024-02')?.retired).toBe(
      (before.byMonth.find(({ month }) => month === '2024-02')?.retired ?? 0) + 1,
    );
    expect((await home('year=2024&on=2024-02-14')).retired).toBe(before.retired);
    expect((await home('year=2023')).retired).toBe(0);
    const vehicle = await cast.must<{ status: string; history: { effectiveOn: string | null }[] }>(
      ...(['county officer', 'GET', `/vehicles/${id}`] as const),
    );
    expect(vehicle).toMatchObject({ status: 'scrapped', retirement: 'retired' });
    expect(vehicle.history.at(-1)?.effectiveOn).toBe('2024-02-15');
    expect(await listed('status=retired&proven=true')).toMatchObject([{ vehicleId: id, proof: 'verified' }]);
    expect(await status('county officer', 'POST', verify, { seenIn: 'platform' })).toBe(409);
  });

  it('no proof, no counting: what the register says alone is unproven, and becomes proven afterwards', async () => {
    const { id } = await old();
    const before = await home();
    await cast.must('county officer', 'PATCH', `/vehicles/${id}`, {
      status: 'deregistered',
      effectiveOn: '2024-01-31',
    });
    const unproven = await home();
    expect([unproven.unproven - before.unproven, unproven.retired - before.retired]).toEqual([1, 0]);
    expect((await listed('proven=false')).map((one) => [one.vehicleId, one.proof])).toContainEqual([id, 'unproven']);
    const body = proofOf(id, { kind: 'deregistered', retiredOn: '2024-01-31', recycler: null });
    const proof = await cast.must<Proof>('county officer', 'POST', '/retirement-proofs', body);
    await cast.must('county officer', 'POST', `/retirement-proofs/${proof.id}/verify`, { seenIn: 'platform' });
    const proven = await home();
    expect([proven.unproven - before.unproven, proven.retired - before.retired]).toEqual([0, 1]);
    const refused = { reason: '证明系伪造' };
    await cast.must('county officer', 'POST', `/retirement-proofs/${proof.id}/refuse`, refused);
    expect(await home()).toMatchObject({ unproven: before.unproven + 1, retired: before.retired });
    expect(await status('county officer', 'POST', `/retirement-proofs/${proof.id}/refuse`, refused)).toBe(409);
    // Another may be recorded then, under the same number too.
    expect(await status('county officer', 'POST', '/retirement-proofs', body)).toBe(201);
  });

  it('a vehicle transferred out leaves the list and never counts', async () => {
    const { id } = await old();
    const before = await home();
    await cast.must('county officer', 'PATCH', `/vehicles/${id}`, {
      ...{ status: 'transferred_out', transferredTo: '130102', effectiveOn: '2024-02-01' },
    });
    const after = await home();
    expect([after.listed, after.retired, after.unproven]).toEqual([before.listed - 1, before.retired, before.unproven]);
    expect(after.transferredOut - before.transferredOut).toBe(1);
    expect(await status('county officer', 'POST', '/retirement-proofs', proofOf(id))).toBe(409);
    expect(await cast.must('admin', 'GET', `/vehicles/${id}`)).toMatchObject({ transferredTo: '130102' });
  });

  it('a wrong stage put right takes the vehicle out of what was retired', async () => {
    const { id } = await old();
    const proof = await cast.must<Proof>('county officer', 'POST', '/retirement-proofs', proofOf(id));
    await cast.must('county officer', 'POST', `/retirement-proofs/${proof.id}/verify`, { seenIn: 'platform' });
    const before = await home();
    await cast.must('county officer', 'PATCH', `/vehicles/${id}`, { emissionStage: '4', stageBasis: 'inspection' });
    expect((await home()).retired).toBe(before.retired - 1);
  });

  it('409 and 400: what is on no list, twice, of one certificate twice, or of a day to come', async () => {
    const [one, other, young] = [await old(), await old(), await old({ emissionStage: '5' })];
    const made = proofOf(one.id, { certificateNumber: '晋-77 88' });
    await cast.must('county officer', 'POST', '/retirement-proofs', made);
    const pointers = async (body: object) => {
      const answer = await cast.ask('county officer', 'POST', '/retirement-proofs', body);
      return [answer.status, (answer.body as { errors: { pointer: string }[] }).errors[0]?.pointer];
    };
    expect(await pointers(proofOf(one.id))).toEqual([409, '#/vehicleId']);
    expect(await pointers(proofOf(other.id, { certificateNumber: '晋－７７88' }))).toEqual([
      409,
      '#/certificateNumber',
    ]);
    expect(await pointers(proofOf(young.id))).toEqual([409, '#/vehicleId']);
    expect(await pointers(proofOf(other.id, { retiredOn: '2024-03-05' }))).toEqual([400, '#/retiredOn']);
    expect(await pointers(proofOf('019a0000-0000-7000-8000-000000000000'))).toEqual([404, '#/vehicleId']);
  });

  it('an enterprise tells of trucks that it declared, and decides nothing', async () => {
    const { id, plate } = await old();
    const declared = { plate, plateColour: 'yellow', fuel: 'diesel', emissionStage: '3', usage: 'operating' };
    await cast.must('enterprise', 'POST', '/vehicles', { ...declared, vehicleType: 'H11', status: 'active' });
    expect(await status('another enterprise', 'POST', '/retirement-proofs', proofOf(id))).toBe(404);
    const proof = await cast.must<Proof>('enterprise', 'POST', '/retirement-proofs', proofOf(id));
    expect((await copyOf(proof, cast.people.enterprise)).status).toBe(201);
    const path = `/retirement-proofs/${proof.id}`;
    const seen = { seenIn: 'certificate' };
    expect(await status('enterprise', 'POST', `${path}/verify`, seen)).toBe(403);
    expect(await status('another enterprise', 'GET', path)).toBe(404);
    expect(await status('officer of another county', 'POST', `${path}/verify`, seen)).toBe(404);
    expect(await status('department', 'POST', `${path}/verify`, seen)).toBe(403);
    expect(await status('colleague of the enterprise', 'GET', path)).toBe(200);
    expect(await status('contractor', 'GET', path)).toBe(404);
    expect(await status('county officer', 'POST', `${path}/verify`, seen)).toBe(200);
  });

  it('quotas are decided by the city, append-only, and the last decided counts', async () => {
    const quota = (vehicles: number, decidedOn: string) => ({
      ...{ countyCode: '140321', year: 2024, vehicles, source: `阳环发〔2024〕${vehicles}号`, decidedOn },
    });
    for (const who of ['county officer', 'department', 'enterprise'] as const)
      expect(await status(who, 'POST', '/retirement-quotas', quota(1, '2024-01-10'))).toBe(403);
    expect(await status('city officer', 'POST', '/retirement-quotas', quota(1, '2024-03-05'))).toBe(400);
    const first = await cast.must('city officer', 'POST', '/retirement-quotas', quota(12, '2024-01-10'));
    await cast.must('city officer', 'POST', '/retirement-quotas', quota(9, '2024-02-20'));
    const of = async (on: string) => {
      const progress = await cast.must<Progress>('city officer', 'GET', `/retirements/progress?year=2024&on=${on}`);
      const county = progress.counties.find(({ countyCode }) => countyCode === '140321');
      return [county?.quota, county?.remaining, progress.city?.quota];
    };
    expect(await of('2024-01-09')).toEqual([null, null, null]);
    expect(await of('2024-02-19')).toEqual([12, 12, 12]);
    const { retired } = (await cast.must<Progress>('city officer', 'GET', '/retirements/progress?year=2024')).city ?? {
      retired: 0,
    };
    expect(await of('2024-03-04')).toEqual([9, 9, 9]);
    expect(retired).toBeGreaterThan(0);
    expect(await status('officer of another county', 'GET', `/retirement-quotas/${first.id}`)).toBe(404);
    const own = await cast.must<Progress>('county officer', 'GET', '/retirements/progress?year=2024');
    expect([own.counties.map(({ countyCode }) => countyCode), own.city]).toEqual([[HOME], null]);
    expect(await status('enterprise', 'GET', '/retirements/progress?year=2024')).toBe(403);
    expect(await status('admin', 'GET', '/retirements/progress?year=24')).toBe(400);
  });

  const passed = (plate: string, passedAt: string, who: 'gate' | 'gate of another enterprise' = 'gate') =>
    cast.must<{ findings: { kind: string }[] }>(who, 'POST', '/passages', {
      ...{ eventId: `${plate} ${passedAt}`, passedAt, direction: 'in', plate, plateColour: 'yellow' },
    });

  it('sightings after the deadline: by vehicle and enterprise, each reader those of its own gates', async () => {
    const { id, plate } = await old();
    for (const day of ['01', '02', '03']) await passed(plate, `2024-03-${day}T08:00:00+08:00`);
    const elsewhere = await passed(plate, '2024-03-02T12:00:00+08:00', 'gate of another enterprise');
    expect(elsewhere.findings.map(({ kind }) => kind)).toEqual(['china_iii_access']);
    const seen = async (who: keyof Cast['people'], query = '') => {
      const path = `/retirements/sightings${query}`;
      const { items } = await cast.must<{ items: { vehicleId: string; enterprises: object[] }[] }>(who, 'GET', path);
      return items.filter(({ vehicleId }) => vehicleId === id);
    };
    expect(await seen('city officer')).toMatchObject([
      {
        ...{ plate, countyCode: HOME, sightings: 4, firstAt: '2024-03-01T08:00:00.000+08:00' },
        lastAt: '2024-03-03T08:00:00.000+08:00',
        enterprises: [{ name: `enterprise ${HOME}`, sightings: 3 }, { sightings: 1 }],
      },
    ]);
    expect(await seen('county officer')).toMatchObject([{ sightings: 3 }]);
    expect(await seen('officer of another county')).toMatchObject([{ sightings: 1 }]);
    expect(await seen('department', '?from=2024-03-02&to=2024-03-02')).toMatchObject([{ sightings: 2 }]);
    expect(await seen('department', '?to=2024-02-29')).toEqual([]);
    expect(await status('enterprise', 'GET', '/retirements/sightings')).toBe(403);
    const headers = { Authorization: `Bearer ${cast.people['city officer'].token}` };
    const path = '/api/v1/retirements/sightings/export?format=csv';
    const table = await cast.wire.send({ method: 'GET', path, headers });
    const rows = table.text.split('\r\n').filter((row) => row.includes(plate));
    expect(rows.map((row) => row.split(',')[5])).toEqual(['3', '1']);
  });

  it('the whole list as a table, in Chinese unless English is asked for', async () => {
    const { plate } = await old({ registeredDivision: '140322', owner: { name: '李四', phone: '13900000000' } });
    const headers = { Authorization: `Bearer ${cast.people['city officer'].token}` };
    const table = async (query: string) =>
      (await cast.wire.send({ method: 'GET', path: `/api/v1/retirements/export?${query}`, headers })).text.replace(
        /^\ufeff/,
        '',
      );
    const chinese = (await table('format=csv&countyCode=140322')).split('\r\n');
    expect(chinese[0]).toBe(
      '号牌号码,号牌颜色,车辆识别代号,排放阶段,车辆类型,注册登记日期,所属县区,所有人,联系电话,状态,期限,淘汰证明,证明编号,淘汰日期',
    );
    expect(chinese.slice(1, 2)).toEqual([`${plate},黄色,,3,H11,,盂县,李四,13900000000,逾期未淘汰,2021-12-31,,,`]);
    expect((await table('format=csv&countyCode=140322&language=en')).split('\r\n')[1]).toContain('Yuxian County');
    expect((await table('format=csv&status=due')).split('\r\n').filter(Boolean)).toHaveLength(1);
    expect(await status('enterprise', 'GET', '/retirements/export?format=csv')).toBe(403);
  });

  it('letters tell a vehicle’s home of what was met at our gates, numbered, once', async () => {
    const away = { registeredDivision: '130102' };
    const [one, two, plated, young] = [
      await old(away),
      await old({ ...away, registeredDivision: '130108', vin: 'LFWSRXSJ3KAD57951' }),
      await old({ registeredDivision: undefined, plate: `冀B${freshPlate().slice(2)}` }),
      await old({ ...away, emissionStage: '4' }),
    ];
    for (const { plate } of [one, two, plated, young]) await passed(plate, '2024-02-20T08:00:00+08:00');
    await passed(one.plate, '2024-02-21T08:00:00+08:00', 'gate of another enterprise');
    await passed(two.plate, '2024-03-01T08:00:00+08:00');
    const february = '?from=2024-02-01&to=2024-02-29';
    const homes = async () =>
      (await cast.must<{ homes: object[] }>('department', 'GET', `/retirement-letters/candidates${february}`)).homes;
    expect(await homes()).toMatchObject([
      { home: '1301', vehicles: 2, untold: 2, sightings: 3 },
      { home: '冀B', vehicles: 1, untold: 1, sightings: 1 },
    ]);
    const body = { home: '1301', addressee: '石家庄市生态环境局', from: '2024-02-01', to: '2024-02-29' };
    for (const who of ['county officer', 'department', 'enterprise'] as const)
      expect(await status(who, 'POST', '/retirement-letters', body)).toBe(403);
    type Letter = { id: string; number: string; evidenceId: string; digest: string; told: { plate: string }[] };
    const letter = await cast.must<Letter>('city officer', 'POST', '/retirement-letters', body);
    expect(letter).toMatchObject({ number: '阳环移送〔2024〕1号', status: 'made', vehicles: 2, to: '2024-02-29' });
    expect(letter.told.map(({ plate }) => plate).sort()).toEqual([one.plate, two.plate].sort());
    const headers = { Authorization: `Bearer ${cast.people['city officer'].token}` };
    const path = `/api/v1/evidence/${letter.evidenceId}/content`;
    const pdf = Buffer.from(
      await (await fetch(`http://127.0.0.1:${cast.wire.port}${path}`, { headers })).arrayBuffer(),
    );
    const text = pdfText(pdf).flat().join('');
    for (const said of [
      letter.number,
      '石家庄市生态环境局：',
      one.plate,
      two.plate,
      'LFWSRXSJ3KAD57951',
      letter.digest,
    ])
      expect(text).toContain(said);
    expect(text).not.toContain(young.plate);
    expect(await homes()).toMatchObject([{ home: '1301', untold: 0 }, { untold: 1 }]);
    expect(await status('city officer', 'POST', '/retirement-letters', body)).toBe(409);
    expect(await status('city officer', 'POST', '/retirement-letters', { ...body, home: '4401' })).toBe(409);
    expect(await status('city officer', 'POST', '/retirement-letters', { ...body, home: '石家庄' })).toBe(400);

    const step = (name: string, what: object) =>
      cast.ask('city officer', 'POST', `/retirement-letters/${letter.id}/${name}`, what);
    expect((await step('answer', { on: '2024-03-01', answer: '已收悉' })).status).toBe(409);
    expect((await step('send', { on: '2024-03-05', by: '机要交换' })).status).toBe(400);
    expect((await step('send', { on: '2024-03-01', by: '机要交换' })).body).toMatchObject({ status: 'sent' });
    expect((await step('send', { on: '2024-03-01', by: '机要交换' })).status).toBe(409);
    expect((await step('answer', { on: '2024-02-28', answer: '已收悉' })).status).toBe(400);
    expect((await step('answer', { on: '2024-03-04', answer: '已列入淘汰计划' })).body).toMatchObject({
      ...{ status: 'answered', sentOn: '2024-03-01', sentBy: '机要交换', answer: '已列入淘汰计划' },
    });
    expect((await step('withdraw', { reason: '误发' })).status).toBe(409);
    const again = await cast.must<Letter>('city officer', 'POST', '/retirement-letters', { ...body, again: true });
    expect(again.number).toBe('阳环移送〔2024〕2号');
    await cast.must('city officer', 'POST', `/retirement-letters/${again.id}/withdraw`, { reason: '重复' });
    expect(await status('county officer', 'GET', `/retirement-letters/${letter.id}`)).toBe(404);
    expect(await status('department', 'GET', `/retirement-letters/${letter.id}`)).toBe(200);
  });
});

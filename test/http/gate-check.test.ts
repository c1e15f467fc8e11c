import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { databases } from '../support/database.ts';
import { startTest, type TestService } from '../support/server.ts';
import { idsOf, problem } from '../support/town.ts';
import { contractor, freshPlate, gate, user } from '../support/world.ts';
import { lorry } from './fleet-world.ts';
import {
  COKING,
  coal,
  diesel,
  itemsOf,
  madeOf,
  type PassageAnswer,
  type Plant,
  pass,
  plant,
  rulesWith,
} from './gate-world.ts';

const MISSING = '019a0000-0000-7000-8000-000000000000';

describe.each(databases)('a verdict without a passage, on $name', ({ open }) => {
  let service: TestService;
  let coking: Plant;
  let path: string;
  beforeAll(async () => {
    service = await startTest(open);
    coking = await plant(service, COKING);
    path = `/gates/${coking.gate.id}/check`;
  });
  afterAll(() => service.close());

  const truck = (more: object = {}) => ({
    ...{ plate: freshPlate(), plateColour: 'yellow', vehicle: diesel('5'), cargo: coal },
    ...more,
  });
  type Verdict = Omit<PassageAnswer, 'findings'> & { readonly findings: readonly string[] };
  const check = async (more: object = {}, at: Plant = coking): Promise<Verdict> => {
    const answer = await at.gate.caller.post(`/gates/${at.gate.id}/check`, truck(more));
    if (answer.status !== 200) throw new Error(answer.text);
    return answer.body as Verdict;
  };

  it('is what a passage of this moment would get', async () => {
    for (const vehicle of [diesel('5'), diesel('6'), diesel('X'), null]) {
      const verdict = await check({ vehicle });
      const { outcome, basis, gateAction, decisions } = await pass(coking, {
        ...truck({ vehicle }),
        passedAt: new Date(service.clock.now()).toISOString(),
      });
      expect(verdict).toEqual({ outcome, basis, gateAction, decisions, findings: [] });
    }
  });

  it('leaves nothing behind: no passage, no flag', async () => {
    const plate = freshPlate();
    expect((await check({ plate })).outcome).toBe('violation');
    const admin = await service.admin();
    expect(idsOf(await admin.post('/passages/search', { plate }))).toEqual([]);
    for (const effect of ['breach', 'review'])
      expect(idsOf(await admin.post('/violations/search', { plate, effect }))).toEqual([]);
  });

  it('goes by the law of the day it is asked', async () => {
    const later = service.clock.now();
    try {
      service.clock.set('2021-12-31T23:50:00+08:00');
      const old = await plant(service, COKING);
      const guest = service.holding(String(old.gate.caller.token));
      const outcome = async () => ((await guest.post(`/gates/${old.gate.id}/check`, truck())).body as Verdict).outcome;
      expect(await outcome()).toBe('compliant');
      service.clock.set('2022-01-01T00:00:00+08:00');
      expect(await outcome()).toBe('violation');
    } finally {
      service.clock.set(later);
    }
  });

  it('knows the register, and says where the gate’s word differs', async () => {
    const admin = await service.admin();
    const { plate } = madeOf<{ plate: string }>(await admin.post('/vehicles', lorry({ emissionStage: '6' })));
    const verdict = await check({ plate });
    expect(verdict).toMatchObject({ outcome: 'compliant', basis: 'verified', findings: ['stage_conflict'] });
  });

  it('advises by the mode of the gate: 2.4.2c alone never holds', async () => {
    const [strict, outside] = [
      await plant(service, COKING),
      await plant(service, { railLineCompletedOn: '2021-01-01' }),
    ];
    for (const at of [strict, outside]) {
      expect((await check({}, at)).gateAction).toBe('open');
      await at.caller.patch(`/gates/${at.gate.id}`, { mode: 'enforce' });
    }
    expect(await check({}, strict)).toMatchObject({ outcome: 'violation', gateAction: 'hold' });
    const advisory = await check({}, outside);
    expect(advisory).toMatchObject({ outcome: 'violation', gateAction: 'open' });
    expect(rulesWith('violation', advisory)).toEqual(['planning-area-china-vi']);
  });

  it('needs no more than a plate, and not even that', async () => {
    const bare = await coking.gate.caller.post(path, { plate: freshPlate() });
    expect(bare.body).toMatchObject({ outcome: 'unverified', basis: 'unknown', gateAction: 'open' });
    for (const body of [{}, { plate: null }, truck({ plate: '无牌' })])
      expect((await coking.gate.caller.post(path, body)).body).toMatchObject({ outcome: 'unverified' });
  });

  it('of a truck on its way out is judged by now as well', async () => {
    expect(await check({ direction: 'out' })).toMatchObject({ outcome: 'violation' });
  });

  it('explains itself in the language asked for', async () => {
    const answer = await coking.caller.post(path, truck(), { headers: { 'Accept-Language': 'zh-CN' } });
    const { decisions } = answer.body as { decisions: { clause: string; why: { summary: string } }[] };
    expect(decisions.find(({ clause }) => clause === '2.4.2b')?.why.summary).toMatch(/^2\.4\.2b 违反/);
  });

  it('200 to the gate itself and to its enterprise', async () => {
    for (const caller of [coking.gate.caller, coking.caller])
      expect((await caller.post(path, truck())).status).toBe(200);
  });

  it('403 to those who may only see the gate, 404 to strangers, 401 to nobody', async () => {
    const officers = [await service.admin(), await user(service, 'city_officer'), await user(service, 'department')];
    for (const caller of [...officers, await user(service, 'county_officer', { countyCode: '140302' })])
      expect((await caller.post(path, truck())).status).toBe(403);
    const strangers = [
      ...[(await plant(service)).caller, (await plant(service)).gate.caller, (await gate(service, coking.id)).caller],
      ...[(await contractor(service)).caller, await user(service, 'county_officer', { countyCode: '140303' })],
    ];
    const answers = await Promise.all(strangers.map((caller) => caller.post(path, truck())));
    answers.push(await coking.caller.post(`/gates/${MISSING}/check`, truck()));
    expect(answers.map(problem)).toEqual(answers.map(() => [404, '#/id']));
    expect((await service.nobody.post(path, truck())).status).toBe(401);
  });

  it.each<[string, object]>([
    ['#/plate', { plate: 'x'.repeat(61) }],
    ['#/plateColour', { plateColour: 'red' }],
    ['#/direction', { direction: 'both' }],
    ['#/vehicle/emissionStage', { vehicle: { emissionStage: '8' } }],
    ['#/cargo/tonnes', { cargo: { tonnes: -1 } }],
    ['#/eventId', { eventId: 'e' }],
    ['#/passedAt', { passedAt: '2022-01-03T08:15:30+08:00' }],
  ])('400 names %s: %j', async (pointer, more) => {
    expect(problem(await coking.gate.caller.post(path, truck(more)))).toEqual([400, pointer]);
    expect(itemsOf(await coking.gate.caller.get('/passages?from=2100-01-01'))).toEqual([]);
  });
});

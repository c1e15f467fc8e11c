import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { deliverMessages } from '../../src/actions/telling/deliver.ts';
import { requireTurn } from '../../src/http/address-limits.ts';
import type { Caller } from '../support/client.ts';
import { databases } from '../support/database.ts';
import { jpeg } from '../support/pictures.ts';
import { freshPlate } from '../support/world.ts';
import { addFile } from './ledger-world.ts';
import { idOf, itemIds, MISSING, nobodyOf, openYard, problem, type Yard } from './yard.ts';

const TERM = { from: '2022-03-10', to: '2022-03-20' };
const GRANT = { reason: '情况属实，王某电话核实', publicReason: '应急抢险工程' };

type Request = { readonly id: string; readonly exemptionId?: string; readonly status: string };
type Public = { readonly id: string; readonly subject: Readonly<Record<string, string>>; readonly revoked: boolean };

describe.each(databases)('requests to be exempted on $name', (database) => {
  let yard: Yard;
  let enterpriseId: string;
  let zone: string;
  beforeAll(async () => {
    yard = await openYard(database);
    enterpriseId = ((await yard.enterprise.get('/me')).body as { organisationId: string }).organisationId;
    zone = idOf(
      await yard.city.post('/zones', {
        ...{ name: '试验区', document: '测试通告', citation: '第一条', from: '2022-03-01', minStage: '3' },
        area: {
          type: 'Polygon',
          coordinates: [
            [
              [113, 37],
              [113.1, 37],
              [113.1, 37.1],
              [113, 37.1],
              [113, 37],
            ],
          ],
        },
      }),
    );
    await yard.city.post(`/zones/${zone}/publish`, {});
  });
  afterAll(() => yard.service.close());

  const ask = (caller: Caller, type: string, id: string, more: object = {}) =>
    caller.post('/exemption-requests', {
      ...{ subject: { type, id }, clauseOrOrder: '3.3', ...TERM, grounds: '抢险，联系人王某', ...more },
    });
  const asked = async (more: object = {}): Promise<string> =>
    idOf(await ask(yard.alice, 'site', await yard.site(), more));
  const act = (caller: Caller, id: string, action: string, body: object = {}) =>
    caller.post(`/exemption-requests/${id}/${action}`, body);
  const truck = async () =>
    idOf(
      await yard.enterprise.post('/vehicles', {
        ...{ plate: freshPlate(), plateColour: 'yellow', fuel: 'diesel', emissionStage: '5', stageBasis: 'declared' },
        ...{ usage: 'operating', vehicleType: 'Q11', status: 'active' },
      }),
    );
  const publicly = async (query = '') =>
    (await nobodyOf(yard).get(`/public/exemptions${query}`)).body.items as Public[];

  it('201: a contractor for its site or machine, an enterprise for itself or its truck; with evidence', async () => {
    const site = await yard.site();
    const answer = await ask(yard.alice, 'site', site, {
      clauseOrOrder: undefined,
      zoneId: zone,
      category: 'emergency',
    });
    expect(answer.status).toBe(201);
    expect(answer.body).toMatchObject({
      ...{ subject: { type: 'site', id: site }, zoneId: zone, countyCode: '140302', status: 'submitted' },
      ...{ from: '2022-03-10T00:00:00.000+08:00', until: '2022-03-21T00:00:00.000+08:00', category: 'emergency' },
    });
    expect(answer.headers.location).toBe(`/api/v1/exemption-requests/${idOf(answer)}`);
    for (const caller of [yard.bob, yard.officer, yard.city, yard.department])
      expect((await caller.get(`/exemption-requests/${idOf(answer)}`)).body).toEqual(answer.body);
    for (const caller of [yard.charlie, yard.otherOfficer, yard.enterprise]) {
      expect((await caller.get(`/exemption-requests/${idOf(answer)}`)).status).toBe(404);
      expect(itemIds(await caller.get('/exemption-requests'))).not.toContain(idOf(answer));
    }
    const about = { subjectType: 'exemption_request', subjectId: idOf(answer), kind: 'photo' };
    const file = await addFile(yard.service, yard.alice, about, await jpeg());
    expect((await yard.officer.get(`/evidence/${file}`)).body).toMatchObject(about);
    expect((await yard.charlie.get(`/evidence/${file}`)).status).toBe(404);
    expect((await ask(yard.alice, 'machine', await yard.machine())).body.countyCode).toBe('140302');
    expect((await ask(yard.enterprise, 'enterprise', enterpriseId)).body.countyCode).toBe('140302');
    expect((await ask(yard.enterprise, 'vehicle', await truck())).status).toBe(201);
  });

  it('a machine’s names the county where it works, whose officers decide; only one where it was filed or seen', async () => {
    const machine = await yard.machine();
    const there = { countyCode: '140303' };
    expect(problem(await ask(yard.alice, 'machine', machine, there))).toEqual([400, '#/countyCode']);
    expect(problem(await ask(yard.alice, 'site', await yard.site(), there))).toEqual([400, '#/countyCode']);
    expect((await yard.file(await yard.site('140303'), machine)).status).toBe(201);
    const asked = await ask(yard.alice, 'machine', machine, there);
    expect(asked.body).toMatchObject({ countyCode: '140303', status: 'submitted' });
    expect((await ask(yard.alice, 'machine', machine)).body.countyCode).toBe('140302');
    expect((await ask(yard.alice, 'machine', machine, there)).status).toBe(409);
    const grant = (caller: Caller) => caller.post(`/exemption-requests/${idOf(asked)}/grant`, GRANT);
    expect((await grant(yard.officer)).status).toBe(404);
    const granted = await grant(yard.otherOfficer);
    expect(granted.body.status).toBe('granted');
    const exemption = await yard.city.get(`/exemptions/${granted.body.exemptionId}`);
    expect(exemption.body.countyCode).toBe('140303');
  });

  it('400, 401, 403, 404: of what is not one’s own, from what knows no exemption, or for no time', async () => {
    const site = await yard.site();
    const machine = await yard.machine();
    expect((await ask(nobodyOf(yard), 'site', site)).status).toBe(401);
    for (const caller of [yard.officer, yard.city, yard.department])
      expect((await ask(caller, 'site', site)).status).toBe(403);
    for (const [caller, type, id] of [
      ...[[yard.charlie, 'site', site] as const, [yard.charlie, 'machine', machine] as const],
      ...[[yard.alice, 'enterprise', enterpriseId] as const, [yard.alice, 'vehicle', await truck()] as const],
      ...[[yard.enterprise, 'site', site] as const, [yard.enterprise, 'enterprise', yard.contractorId] as const],
      [yard.enterprise, 'vehicle', MISSING] as const,
    ])
      expect(problem(await ask(caller, type, id))).toEqual([404, '#/subject']);
    expect(problem(await ask(yard.alice, 'site', site, { clauseOrOrder: '2.4.6a' }))).toEqual([400, '#/clauseOrOrder']);
    expect(problem(await ask(yard.alice, 'site', site, { zoneId: zone }))).toEqual([400, '#/zoneId']);
    const zoned = { clauseOrOrder: undefined, zoneId: MISSING };
    expect(problem(await ask(yard.alice, 'site', site, zoned))).toEqual([404, '#/zoneId']);
    expect(problem(await ask(yard.alice, 'site', site, { to: '2022-03-09' }))).toEqual([400, '#/to']);
    expect(problem(await ask(yard.alice, 'site', site, { grounds: ' ' }))).toEqual([400, '#/grounds']);
    expect(problem(await ask(yard.alice, 'site', site, { category: 'new_energy' }))).toEqual([400, '#/category']);
  });

  it('409: the same is asked once; again after it was taken back', async () => {
    const site = await yard.site();
    const first = idOf(await ask(yard.alice, 'site', site));
    expect((await ask(yard.bob, 'site', site)).body).toMatchObject({ status: 409, existing: first });
    expect((await ask(yard.alice, 'site', site, { clauseOrOrder: undefined, zoneId: zone })).status).toBe(201);
    expect((await act(yard.bob, first, 'withdraw')).body).toMatchObject({ status: 'withdrawn' });
    expect((await ask(yard.alice, 'site', site)).status).toBe(201);
  });

  it('granted: the exemption stands with it, for the term or a shorter one; both are told', async () => {
    const id = await asked();
    const answer = await act(yard.officer, id, 'grant', { ...GRANT, to: '2022-03-15' });
    expect(answer.body).toMatchObject({ status: 'granted', reason: GRANT.reason });
    const { exemptionId } = answer.body as Request;
    expect((await yard.alice.get(`/exemptions/${exemptionId}`)).body).toMatchObject({
      ...{ clause: '3.3', publicReason: '应急抢险工程', from: '2022-03-10T00:00:00.000+08:00' },
      until: '2022-03-16T00:00:00.000+08:00',
    });
    await deliverMessages(yard.service.store, () => ({
      now: yard.service.clock.now(),
      newId: yard.service.app.env.newId,
    }));
    const topics = async (caller: Caller, subject: string) =>
      ((await caller.get('/notifications?limit=200')).body.items as { topic: string; subject: { id: string } }[])
        .filter((told) => told.subject.id === subject)
        .map(({ topic }) => topic);
    expect(await topics(yard.officer, id)).toEqual(['exemption-request.decided', 'exemption-request.submitted']);
    expect(await topics(yard.alice, id)).toEqual(['exemption-request.decided']);
    expect(await topics(yard.otherOfficer, id)).toEqual([]);
  });

  it.each([
    ['before what was asked', { from: '2022-03-09' }, '#/from'],
    ['beyond what was asked', { to: '2022-03-21' }, '#/to'],
    ['no time at all', { from: '2022-03-15', to: '2022-03-14' }, '#/to'],
    ['without a reason', { reason: undefined }, '#/reason'],
  ])('400: a grant %s; nothing is made', async (_name, more, pointer) => {
    const id = await asked();
    const before = itemIds(await yard.city.get('/exemptions'));
    expect(problem(await act(yard.officer, id, 'grant', { ...GRANT, ...more }))).toEqual([400, pointer]);
    expect((await yard.alice.get(`/exemption-requests/${id}`)).body.status).toBe('submitted');
    expect(itemIds(await yard.city.get('/exemptions'))).toEqual(before);
  });

  it('the states: who may decide and take back, and nothing twice', async () => {
    const actions = { grant: GRANT, refuse: { reason: '依据不足' }, withdraw: {} };
    for (const [last, body] of Object.entries(actions)) {
      const id = await asked();
      for (const action of ['grant', 'refuse'] as const) {
        for (const caller of [yard.alice, yard.department])
          expect((await act(caller, id, action, actions[action])).status).toBe(403);
        for (const caller of [yard.charlie, yard.otherOfficer, yard.enterprise])
          expect((await act(caller, id, action, actions[action])).status).toBe(404);
      }
      expect((await act(yard.officer, id, 'withdraw')).status).toBe(403);
      expect((await act(yard.charlie, id, 'withdraw')).status).toBe(404);
      expect((await act(last === 'withdraw' ? yard.bob : yard.city, id, last, body)).status).toBe(200);
      expect((await act(yard.bob, id, 'withdraw')).status).toBe(409);
      for (const action of ['grant', 'refuse'] as const)
        expect((await act(yard.city, id, action, actions[action])).status).toBe(409);
    }
  });

  it('is published for anybody without what tells of a person; revoked ones are marked', async () => {
    const machine = await yard.machine({ name: '王某的挖掘机', owner: { name: '王某', phone: '13800000000' } });
    const id = idOf(await ask(yard.alice, 'machine', machine, { clauseOrOrder: undefined, zoneId: zone }));
    const { exemptionId = '' } = (await act(yard.officer, id, 'grant', GRANT)).body as Request;
    const vehicle = await truck();
    const ofTruck = idOf(await ask(yard.enterprise, 'vehicle', vehicle));
    const truckExemption = ((await act(yard.city, ofTruck, 'grant', GRANT)).body as Request).exemptionId ?? '';
    const plate = freshPlate();
    const direct = idOf(
      await yard.city.post('/exemptions', {
        ...{ subject: { plate, plateColour: 'yellow' }, clauseOrOrder: '3.3', ...TERM, reason: `${plate} 王某` },
      }),
    );
    const answer = await nobodyOf(yard).get('/public/exemptions');
    expect(answer.status).toBe(200);
    expect(answer.headers['cache-control']).toBe('public, max-age=300');
    const listed = answer.body.items as Public[];
    expect(listed.find((one) => one.id === exemptionId)).toMatchObject({
      ...{ subject: { type: 'machine', machineCategory: 'excavator', emissionStage: '3' }, countyCode: '140302' },
      ...{ exemptedFrom: { zoneId: zone, zoneName: '试验区' }, reason: '应急抢险工程', revoked: false },
      grantedOn: '2022-03-04',
    });
    expect(listed.find((one) => one.id === truckExemption)?.subject).toEqual({ type: 'vehicle' });
    expect(listed.find((one) => one.id === direct)).toMatchObject({ subject: { type: 'vehicle' } });
    for (const secret of ['王某', '13800000000', plate, GRANT.reason, '抢险，', machine, vehicle])
      expect(answer.text).not.toContain(secret);
    await yard.city.post(`/exemptions/${exemptionId}/revoke`, { reason: '王某失信' });
    const after = (await publicly()).find((one) => one.id === exemptionId);
    expect(after).toMatchObject({ revoked: true, revokedFrom: expect.any(String) as string });
    expect(itemIds(await nobodyOf(yard).get('/public/exemptions?limit=2'))).toEqual([direct, truckExemption]);
    expect((await publicly('?current=true')).map((one) => one.id)).not.toContain(direct);
    expect((await publicly('?subjectType=machine')).every(({ subject }) => subject.type === 'machine')).toBe(true);
    expect((await publicly('?countyCode=140303')).map((one) => one.id)).not.toContain(exemptionId);
  });

  it('429: an address that asks too often waits', async () => {
    const { env } = yard.service.app;
    const drain = () => {
      // An hour ahead, so that nothing comes back to the address meanwhile.
      for (;;) requireTurn(env.publicLimits, { address: '127.0.0.1', now: yard.service.clock.now() + 3_600_000 });
    };
    expect(drain).toThrow('Too many requests');
    const answer = await nobodyOf(yard).get('/public/exemptions?limit=1');
    expect(answer.status).toBe(429);
    expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0);
  });
});

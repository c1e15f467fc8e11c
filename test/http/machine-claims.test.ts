import type { Response } from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { deliverMessages } from '../../src/actions/telling/deliver.ts';
import type { Caller } from '../support/client.ts';
import { databases } from '../support/database.ts';
import { contractor, user } from '../support/world.ts';
import {
  freshCode,
  idOf,
  itemIds,
  MISSING,
  newMachine,
  newSite,
  nobodyOf,
  openYard,
  problem,
  type Yard,
} from './yard.ts';

const ZH = { headers: { 'Accept-Language': 'zh-CN' } };
const reason = { reason: '发票与合同一致' };
const given = { grounds: 'sale', statement: '已购买' };
const STEPS = ['agree', 'contest', 'decline', 'withdraw', 'grant', 'refuse'] as const;
type Step = (typeof STEPS)[number];

describe.each(databases)('who holds a machine on $name', (database) => {
  let yard: Yard;
  /** An officer of a county that has to do with neither side. */
  let farOfficer: Caller;
  let codes: { alice: string; charlie: string };
  const otherId = () => charlieId;
  let charlieId: string;
  beforeAll(async () => {
    yard = await openYard(database);
    farOfficer = await user(yard.service, 'county_officer', { countyCode: '140322' });
    charlieId = await organisationOf(yard.charlie);
    codes = { alice: await codeOf(yard.contractorId), charlie: await codeOf(charlieId) };
  });
  afterAll(() => yard.service.close());

  const organisationOf = async (caller: Caller) =>
    ((await caller.get('/me')).body as { organisationId: string }).organisationId;
  const codeOf = async (id: string) =>
    ((await yard.city.get(`/organisations/${id}`)).body as { creditCode: string }).creditCode;
  const claim = (machineId: string, caller = yard.charlie, more: object = {}) =>
    caller.post('/machine-claims', { machineId, ...given, ...more });
  const offer = (machineId: string, caller = yard.alice, creditCode = codes.charlie) =>
    caller.post(`/machines/${machineId}/transfers`, { creditCode, grounds: 'sale' });
  const step = (id: string, action: Step, caller: Caller, sending = {}) =>
    caller.post(`/machine-claims/${id}/${action}`, reason, sending);
  const holderOf = async (machineId: string) => {
    const { body } = await yard.city.get(`/machines/${machineId}`);
    return (body as { organisationId: string }).organisationId;
  };
  const opened = async (make: (machineId: string) => Promise<Response>, more: object = {}) => {
    const machineId = await yard.machine(more);
    return { machineId, id: idOf(await make(machineId)) };
  };
  const contested = async () => {
    const made = await opened(claim);
    expect((await step(made.id, 'contest', yard.alice)).status).toBe(200);
    return made;
  };

  describe('a claim', () => {
    it('201: the problem of a code on file names the call by which the machine is claimed', async () => {
      const environmentalCode = freshCode();
      const machineId = await yard.machine({ environmentalCode });
      const answer = await yard.charlie.post('/machines', newMachine({ environmentalCode }), ZH);
      expect(problem(answer)).toEqual([409, '#/environmentalCode']);
      expect(answer.body).toMatchObject({
        existing: machineId,
        next: { method: 'POST', path: '/api/v1/machine-claims', body: { machineId } },
        detail: expect.stringContaining('归属申请'),
      });
      const { next } = answer.body as { next: { path: string; body: object } };
      const made = await yard.charlie.post(next.path, { ...next.body, ...given });
      expect(made.body).toMatchObject({
        ...{ kind: 'claim', status: 'open', machineId, ...given },
        ...{ claimantId: otherId(), holderId: yard.contractorId, answerBy: '2022-03-18' },
        ...{ machine: { id: machineId, category: 'excavator' }, holder: { countyCode: '140302' } },
      });
      expect((await yard.alice.get(String(made.headers.location))).body).toEqual(made.body);
      const own = await yard.alice.post('/machines', newMachine({ environmentalCode }));
      expect(own.body).not.toHaveProperty('next');
    });

    it('200: the holder agrees, and the machine changes hands from then on', async () => {
      const { machineId, id } = await opened(claim, {
        owner: { name: '张三', phone: '13800000000' },
        holding: 'owned',
      });
      const done = await step(id, 'agree', yard.bob);
      expect(done.body).toMatchObject({ status: 'agreed', reason: reason.reason, endedAt: expect.any(String) });
      const mine = (await yard.charlie.get(`/machines/${machineId}`)).body as Record<string, unknown>;
      expect(mine).toMatchObject({
        organisationId: otherId(),
        holders: [
          { organisationId: yard.contractorId, since: mine['createdAt'], until: expect.any(String) },
          { organisationId: otherId(), since: expect.any(String) },
        ],
      });
      expect(mine).not.toHaveProperty('owner');
      expect(mine).not.toHaveProperty('holding');
      expect((await yard.alice.get(`/machines/${machineId}`)).status).toBe(404);
      expect((await yard.charlie.patch(`/machines/${machineId}`, { name: '我的' })).status).toBe(200);
      for (const officer of [yard.officer, yard.otherOfficer])
        expect((await officer.get(`/machines/${machineId}`)).status).toBe(200);
      expect(itemIds(await yard.charlie.get('/machines'))).toContain(machineId);
      expect(itemIds(await yard.alice.get('/machines'))).not.toContain(machineId);
    });

    it.each(['officer', 'otherOfficer', 'city'] as const)(
      '200: contested, it is granted by %s, an officer of either side’s county or of the city',
      async (name) => {
        const { machineId, id } = await contested();
        expect((await yard.charlie.get(`/machine-claims/${id}`)).body).toMatchObject({
          ...{ status: 'contested', objection: reason.reason },
        });
        expect((await step(id, 'grant', yard[name])).body).toMatchObject({ status: 'granted' });
        expect(await holderOf(machineId)).toBe(otherId());
      },
    );

    it('200: refused, it needs new grounds; withdrawn, it can be made again; a holder may give in', async () => {
      const { machineId, id } = await contested();
      expect((await step(id, 'refuse', yard.officer)).body).toMatchObject({ status: 'refused' });
      expect(await holderOf(machineId)).toBe(yard.contractorId);
      const again = await claim(machineId, yard.charlie);
      expect(problem(again)).toEqual([409, '#/grounds']);
      expect(again.body.existing).toBe(id);
      const other = idOf(await claim(machineId, yard.charlie, { grounds: 'merger' }));
      expect((await step(other, 'withdraw', yard.charlie)).body).toMatchObject({ status: 'withdrawn' });
      const third = idOf(await claim(machineId, yard.charlie, { grounds: 'merger' }));
      await step(third, 'contest', yard.alice);
      expect((await step(third, 'agree', yard.alice)).body).toMatchObject({ status: 'agreed' });
      expect(await holderOf(machineId)).toBe(otherId());
    });

    it('409, then 200: without an answer an officer decides only after the time for it', async () => {
      const { id, machineId } = await opened(claim);
      const early = await step(id, 'grant', yard.officer, ZH);
      expect(early.status).toBe(409);
      expect(early.body.detail).toContain('2022-03-18');
      yard.service.clock.set('2022-03-19T00:00:00+08:00');
      const later = await yard.again();
      expect((await step(id, 'grant', later.officer)).status).toBe(200);
      yard.service.clock.set('2022-03-04T10:00:00+08:00');
      expect(await holderOf(machineId)).toBe(otherId());
    });

    it.each([
      [{ machineId: MISSING }, 404, '#/machineId'],
      [{ code: '3-ZZZZZZZZ' }, 404, '#/code'],
      [{}, 400, '#/machineId'],
      [{ machineId: MISSING, code: '3-ZZZZZZZZ' }, 400, '#/code'],
      [{ machineId: MISSING, grounds: 'because' }, 400, '#/grounds'],
    ])('%j: %s', async (body, status, pointer) => {
      expect(problem(await yard.charlie.post('/machine-claims', { ...given, ...body }))).toEqual([status, pointer]);
    });

    it('409: of the own machine, of one that nobody holds, of one about which a case runs', async () => {
      const environmentalCode = freshCode();
      const machineId = await yard.machine({ environmentalCode });
      expect(problem(await claim(machineId, yard.bob))).toEqual([409, '#/machineId']);
      const byCode = await yard.charlie.post('/machine-claims', { code: environmentalCode.toLowerCase(), ...given });
      const id = idOf(byCode);
      const again = await claim(machineId);
      expect(problem(again)).toEqual([409, '#/machineId']);
      expect(again.body.existing).toBe(id);
      expect(problem(await offer(machineId))).toEqual([409, '#/id']);
      const seen = await yard.officer.post('/site-entries', {
        ...{ siteId: await yard.site(), machine: { environmentalCode: freshCode() } },
        enteredAt: '2022-03-04T08:00:00+08:00',
      });
      const free = await claim((seen.body as { machineId: string }).machineId, yard.charlie, {});
      expect(problem(free)).toEqual([409, '#/machineId']);
      expect(free.body.detail).toContain('register it');
    });
  });

  describe('an offer', () => {
    it('200: the other side agrees, and the machine is its own; scrapped stays scrapped, sold does not', async () => {
      for (const [path, status] of [
        ['sold', 'active'],
        ['scrapped', 'scrapped'],
      ]) {
        const machineId = await yard.machine();
        await yard.alice.post(`/machines/${machineId}/${path}`, {});
        const id = idOf(await offer(machineId));
        expect((await step(id, 'agree', yard.charlie)).body).toMatchObject({ kind: 'offer', status: 'agreed' });
        expect((await yard.charlie.get(`/machines/${machineId}`)).body).toMatchObject({ status });
      }
    });

    it('200: it is declined, or taken back, and nothing changes', async () => {
      const declined = await opened(offer);
      expect((await step(declined.id, 'decline', yard.charlie)).body).toMatchObject({ status: 'declined' });
      const again = idOf(await offer(declined.machineId));
      expect((await step(again, 'withdraw', yard.alice)).body).toMatchObject({ status: 'withdrawn' });
      expect(await holderOf(declined.machineId)).toBe(yard.contractorId);
    });

    it('409, then 200: unanswered it shuts out no claim for ever: an officer ends it after its time', async () => {
      const { id, machineId } = await opened(offer);
      const early = await step(id, 'refuse', yard.officer, ZH);
      expect([early.status, early.body.detail]).toEqual([
        409,
        '对方答复期限为不晚于2022-03-18（含当日），期限届满前不能裁定。',
      ]);
      expect(problem(await claim(machineId))).toEqual([409, '#/machineId']);
      yard.service.clock.set('2022-03-19T00:00:00+08:00');
      const later = await yard.again();
      expect((await step(id, 'refuse', later.officer)).body).toMatchObject({ kind: 'offer', status: 'refused' });
      // What became of an offer stands in the way of no claim on the same grounds.
      expect((await claim(machineId, later.charlie)).status).toBe(201);
      yard.service.clock.set('2022-03-04T10:00:00+08:00');
      expect(await holderOf(machineId)).toBe(yard.contractorId);
    });

    it('400, 403, 404: to itself, to nobody, of a machine that is another’s', async () => {
      const machineId = await yard.machine();
      expect(problem(await offer(machineId, yard.alice, codes.alice))).toEqual([400, '#/creditCode']);
      const enterpriseCode = await codeOf(await organisationOf(yard.enterprise));
      expect(problem(await offer(machineId, yard.alice, enterpriseCode))).toEqual([404, '#/creditCode']);
      expect((await offer(machineId, yard.officer)).status).toBe(403);
      expect((await offer(machineId, yard.charlie)).status).toBe(404);
      expect((await offer(machineId, nobodyOf(yard))).status).toBe(401);
    });
  });

  describe('whose step it is', () => {
    const MAY: Readonly<Record<'claim' | 'offer', Readonly<Record<Step, readonly string[]>>>> = {
      claim: {
        agree: ['alice', 'bob'],
        contest: ['alice', 'bob'],
        decline: [],
        withdraw: ['charlie'],
        grant: ['officer', 'otherOfficer', 'city'],
        refuse: ['officer', 'otherOfficer', 'city'],
      },
      offer: {
        agree: ['charlie'],
        contest: [],
        decline: ['charlie'],
        withdraw: ['alice', 'bob'],
        grant: [],
        refuse: ['officer', 'otherOfficer', 'city'],
      },
    };
    const SEE = ['alice', 'bob', 'charlie', 'officer', 'otherOfficer', 'city', 'department'] as const;

    it.each(['claim', 'offer'] as const)(
      '403 to whoever sees a case of kind %s and may not, in every state',
      async (kind) => {
        const { id } = await opened(kind === 'claim' ? claim : offer);
        const states = kind === 'claim' ? [undefined, 'contest', 'withdraw'] : [undefined, 'decline'];
        for (const state of states) {
          if (state) {
            const by = state === 'contest' ? yard.alice : yard.charlie;
            expect((await step(id, state as Step, by)).status).toBe(200);
          }
          for (const action of STEPS)
            for (const name of SEE) {
              if (MAY[kind][action].includes(name)) continue;
              const officers = action === 'grant' || action === 'refuse';
              const isOfficer = ['officer', 'otherOfficer', 'city'].includes(name);
              // A step that such a case does not know is a conflict for whoever could take one.
              const known = MAY[kind][action].length > 0;
              const allowed = officers ? isOfficer : !isOfficer && name !== 'department';
              const status = (await step(id, action, yard[name])).status;
              expect([action, name, status]).toEqual([action, name, !known && allowed ? 409 : 403]);
            }
        }
      },
    );

    it('401 and the 404 of a missing one to nobody, strangers and other counties, in every state', async () => {
      const { id } = await contested();
      for (const state of ['contested', 'granted']) {
        if (state === 'granted') await step(id, 'grant', yard.officer);
        expect((await nobodyOf(yard).get(`/machine-claims/${id}`)).status).toBe(401);
        for (const caller of [farOfficer, yard.enterprise]) {
          expect((await caller.get(`/machine-claims/${id}`)).status).toBe(404);
          for (const action of STEPS) expect((await step(id, action, caller)).status).toBe(404);
        }
        for (const name of SEE) expect((await yard[name].get(`/machine-claims/${id}`)).status).toBe(200);
      }
      for (const name of SEE.slice(0, 7)) expect(itemIds(await yard[name].get('/machine-claims'))).toContain(id);
      expect(itemIds(await farOfficer.get('/machine-claims'))).toEqual([]);
      expect((await yard.enterprise.get('/machine-claims')).status).toBe(403);
    });

    it('409: nothing is done to a case that has ended', async () => {
      const { id, machineId } = await opened(claim);
      await step(id, 'agree', yard.alice);
      for (const [action, caller] of [
        ['agree', yard.alice],
        ['contest', yard.alice],
        ['withdraw', yard.charlie],
        ['grant', yard.officer],
        ['refuse', yard.officer],
      ] as const) {
        const answer = await step(id, action, caller, ZH);
        expect([action, answer.status]).toEqual([action, 409]);
        expect(answer.body).toMatchObject({ state: 'agreed', detail: expect.stringContaining('已同意') });
      }
      expect(await holderOf(machineId)).toBe(otherId());
    });

    it('a list is narrowed by kind, state, machine and county', async () => {
      const { id, machineId } = await opened(claim);
      const listed = async (query: string) =>
        itemIds(await yard.city.get(`/machine-claims?machineId=${machineId}${query}`));
      for (const query of ['', '&kind=claim', '&status=open', '&countyCode=140302', '&countyCode=140303'])
        expect(await listed(query)).toEqual([id]);
      for (const query of ['&kind=offer', '&status=agreed', '&countyCode=140322'])
        expect(await listed(query)).toEqual([]);
    });
  });

  it('a case that runs goes with a side to its new county, which sees the machine it gets; one that has ended stays', async () => {
    const mover = await contractor(yard.service, '140302');
    const [claimed, offered, ended] = [
      await opened((machineId) => claim(machineId, mover.caller)),
      { id: idOf(await offer(idOf(await mover.caller.post('/machines', newMachine())), mover.caller)) },
      await opened((machineId) => claim(machineId, mover.caller)),
    ];
    await step(ended.id, 'withdraw', mover.caller);
    const seenBy = async (caller: Caller) =>
      Promise.all([claimed, offered, ended].map(async ({ id }) => (await caller.get(`/machine-claims/${id}`)).status));
    expect(await seenBy(farOfficer)).toEqual([404, 404, 404]);
    expect((await yard.officer.patch(`/organisations/${mover.id}`, { countyCode: '140322' })).status).toBe(200);
    expect(await seenBy(farOfficer)).toEqual([200, 200, 404]);
    expect((await farOfficer.get(`/machine-claims/${claimed.id}`)).body).toMatchObject({
      ...{ claimant: { countyCode: '140322' }, holder: { countyCode: '140302' } },
    });
    // The officer of the county that it left still sees those in which the other side is its own.
    expect(await seenBy(yard.officer)).toEqual([200, 404, 200]);
    expect((await farOfficer.get(`/machines/${claimed.machineId}`)).status).toBe(404);
    expect((await step(claimed.id, 'agree', yard.alice)).status).toBe(200);
    expect((await farOfficer.get(`/machines/${claimed.machineId}`)).status).toBe(200);
  });

  it('both sides and both counties hear of each step', async () => {
    const { id } = await opened(claim, { name: '过户机' });
    await step(id, 'contest', yard.alice);
    await step(id, 'grant', yard.officer);
    await deliverMessages(yard.service.store, () => ({
      ...{ now: yard.service.clock.now(), newId: yard.service.app.env.newId },
    }));
    const heard = async (caller: Caller) => {
      const { items } = (await caller.get('/notifications?limit=200', ZH)).body as {
        items: { topic: string; subject: { id: string }; summary: string }[];
      };
      return items.filter(({ subject }) => subject.id === id);
    };
    for (const caller of [yard.alice, yard.bob, yard.charlie, yard.officer, yard.otherOfficer, yard.city]) {
      const told = await heard(caller);
      expect(told.map(({ topic }) => topic)).toEqual([
        ...['machine-claim.ended', 'machine-claim.contested', 'machine-claim.opened'],
      ]);
      expect(told[0]?.summary).toBe('机械“过户机”的归属事项已准予过户。');
    }
    for (const caller of [farOfficer, yard.department, yard.enterprise]) expect(await heard(caller)).toEqual([]);
  });

  it('filings stay with whoever filed, and the old holder goes on reporting on its own', async () => {
    const { id, machineId } = await opened(claim);
    const site = await yard.site();
    const filing = idOf(await yard.file(site, machineId));
    await step(id, 'agree', yard.alice);
    expect((await yard.alice.get(`/filings/${filing}`)).body).toMatchObject({
      ...{ organisationId: yard.contractorId, status: 'submitted' },
    });
    expect((await yard.charlie.get(`/filings/${filing}`)).status).toBe(404);
    const entry = await yard.alice.post(`/filings/${filing}/entry`, { enteredAt: '2022-03-04T10:00:00+08:00' });
    expect(entry.status).toBe(200);
    const next = idOf(await yard.charlie.post('/sites', newSite({ countyCode: '140303' })));
    const days = { plannedEntryOn: '2022-03-05', plannedExitOn: '2022-12-31' };
    expect((await yard.charlie.post('/filings', { siteId: next, machineId, ...days })).status).toBe(201);
    expect((await yard.alice.post('/filings', { siteId: await yard.site(), machineId, ...days })).status).toBe(201);
  });

  it('of two who end a case at once one is told that the other was faster', async () => {
    const { id, machineId } = await contested();
    const answers = await Promise.all([
      step(id, 'grant', yard.officer),
      step(id, 'refuse', yard.otherOfficer),
      step(id, 'agree', yard.alice),
      step(id, 'withdraw', yard.charlie),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409, 409]);
    const { status } = (await yard.city.get(`/machine-claims/${id}`)).body as { status: string };
    expect(await holderOf(machineId)).toBe(status === 'granted' || status === 'agreed' ? otherId() : yard.contractorId);
  });

  it('a list is narrowed to what waits for the own answer, and to what an officer is to decide', async () => {
    yard = await yard.again();
    const { id: claimed } = await opened(claim);
    const { id: offered } = await opened((machineId) => offer(machineId));
    const { id: disputed } = await contested();
    const awaiting = async (what: string, caller: Caller) =>
      itemIds(await caller.get(`/machine-claims?awaits=${what}&limit=200`)).filter((id) =>
        [claimed, offered, disputed].includes(id),
      );
    expect(await awaiting('answer', yard.alice)).toEqual([claimed]);
    expect(await awaiting('answer', yard.charlie)).toEqual([offered]);
    expect(await awaiting('answer', yard.officer)).toEqual([]);
    expect(await awaiting('decision', yard.officer)).toEqual([disputed]);
    expect(await awaiting('decision', farOfficer)).toEqual([]);
    const { answerBy } = (await yard.alice.get(`/machine-claims/${claimed}`)).body as { answerBy: string };
    yard.service.clock.set(`${answerBy}T23:00:00+08:00`);
    yard = await yard.again();
    expect(await awaiting('decision', yard.officer)).toEqual([disputed]);
    yard.service.clock.set(Date.parse(`${answerBy}T23:00:00+08:00`) + 2 * 3_600_000);
    yard = await yard.again();
    expect(await awaiting('decision', yard.officer)).toEqual([disputed, offered, claimed]);
    expect(problem(await yard.alice.get('/machine-claims?awaits=nothing'))).toEqual([400, '#/awaits']);
  });
});

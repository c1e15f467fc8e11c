import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Caller } from '../support/client.ts';
import { databases } from '../support/database.ts';
import { enterprise, gate } from '../support/world.ts';
import { passage } from './gate-world.ts';
import { idOf, itemIds, MISSING, newSite, nobodyOf, openYard, problem, type Yard } from './yard.ts';

const NEAR = { plannedEntryOn: '2022-03-04', plannedExitOn: '2022-12-31' };
const PASSED = '2022-03-04T09:30:00.000+08:00';

type Link = { readonly id: string; readonly machine: { readonly id: string }; readonly suggestedEntryAt?: string };
type Candidate = { readonly machine: { readonly id: string }; readonly onGround: boolean; readonly filingId?: string };

describe.each(databases)('machines at gates on $name', (database) => {
  let yard: Yard;
  /** The plant, whose people are `yard.enterprise`, and its gate. */
  let plantId: string;
  let camera: Caller;
  let stranger: Caller;
  /** On the plant's ground. */
  let ground: string;
  beforeAll(async () => {
    yard = await openYard(database);
    plantId = ((await yard.enterprise.get('/me')).body as { organisationId: string }).organisationId;
    camera = (await gate(yard.service, plantId)).caller;
    stranger = (await enterprise(yard.service, {}, '140302')).caller;
    const { creditCode } = (await yard.city.get(`/organisations/${plantId}`)).body as { creditCode: string };
    ground = idOf(await yard.alice.post('/sites', newSite({ enterpriseCreditCode: creditCode })));
  });
  afterAll(() => yard.service.close());

  const arrived = async (more: object = {}) =>
    idOf(await camera.post('/passages', passage({ passedAt: PASSED, ...more })));
  const filed = async (siteId: string, days: object = NEAR) => {
    const machineId = await yard.machine();
    return { machineId, filingId: idOf(await yard.file(siteId, machineId, days)) };
  };
  const link = (passageId: string, body: object, caller = yard.enterprise) =>
    caller.post(`/passages/${passageId}/machines`, body);
  const unlink = (passageId: string, machineId: string, caller = yard.enterprise) =>
    caller.delete(`/passages/${passageId}/machines/${machineId}`);
  const linksOf = async (passageId: string, caller = yard.enterprise) =>
    ((await caller.get(`/passages/${passageId}`)).body as { machines: Link[] }).machines;
  const candidates = async (passageId: string, caller = yard.enterprise) =>
    ((await caller.get(`/passages/${passageId}/machine-candidates`)).body as { items: Candidate[] }).items;

  it('201: linked with a filing for its own ground; an entry is suggested and none is reported', async () => {
    const [passageId, { machineId, filingId }] = [await arrived(), await filed(ground)];
    const made = await link(passageId, { machineId, filingId });
    expect(made.status).toBe(201);
    expect(made.headers.location).toBe(`/api/v1/passages/${passageId}`);
    expect(made.body).toMatchObject({
      ...{ passageId, enterpriseId: plantId, filingId, passedAt: PASSED, suggestedEntryAt: PASSED },
      machine: { id: machineId, name: '挖掘机', category: 'excavator', emissionStage: '3' },
    });
    for (const caller of [yard.enterprise, yard.officer, yard.city, yard.department])
      expect(await linksOf(passageId, caller)).toEqual([made.body]);
    const filing = (await yard.alice.get(`/filings/${filingId}`)).body as object;
    expect(filing).not.toHaveProperty('enteredAt');
    expect(filing).toMatchObject({ violations: [] });
    await yard.alice.post(`/filings/${filingId}/entry`, { enteredAt: '2022-03-04T09:45:00+08:00' });
    expect((await linksOf(passageId))[0]).not.toHaveProperty('suggestedEntryAt');
  });

  it('201: a machine read off the truck needs no filing; nothing is suggested for a site elsewhere', async () => {
    const passageId = await arrived();
    const bare = await link(passageId, { machineId: await yard.machine() });
    expect(bare.status).toBe(201);
    const { machineId, filingId } = await filed(await yard.site());
    const elsewhere = await link(passageId, { machineId, filingId }, yard.officer);
    expect(elsewhere.status).toBe(201);
    for (const { body } of [bare, elsewhere]) expect(body).not.toHaveProperty('suggestedEntryAt');
    expect(await linksOf(passageId)).toHaveLength(2);
  });

  it('candidates: open filings planned near the day, on the ground or in the county; cards alone for the enterprise', async () => {
    const passageId = await arrived();
    const onGround = await filed(ground);
    const inCounty = await filed(await yard.site());
    const first = await filed(ground, { ...NEAR, plannedEntryOn: '2022-02-25' });
    const last = await filed(ground, { ...NEAR, plannedEntryOn: '2022-03-11' });
    const others = [
      await filed(ground, { ...NEAR, plannedEntryOn: '2022-02-24' }),
      await filed(ground, { ...NEAR, plannedEntryOn: '2022-03-12' }),
      await filed(await yard.site('140303')),
      await filed(ground),
    ];
    await yard.alice.post(`/filings/${others.at(-1)?.filingId}/withdraw`, {});
    const shown = (await candidates(passageId)).filter(({ machine }) => machine.id >= onGround.machineId);
    const card = (machineId: string) => ({ id: machineId, name: '挖掘机', category: 'excavator', emissionStage: '3' });
    const own = ({ machineId, filingId }: { machineId: string; filingId: string }) => ({
      ...{ machine: card(machineId), onGround: true, filingId },
    });
    expect(shown).toEqual([
      own(last),
      own(first),
      { machine: card(inCounty.machineId), onGround: false },
      own(onGround),
    ]);
    const inFull = await candidates(passageId, yard.officer);
    expect(inFull.find(({ machine }) => machine.id === inCounty.machineId)).toMatchObject({
      ...{ onGround: false, filingId: inCounty.filingId, organisationId: yard.contractorId },
      ...{ siteName: '三中改造', ...NEAR },
    });
  });

  it('204: a link is taken back by whose people made it, or by an officer; then it is not there, and can be made again', async () => {
    const passageId = await arrived();
    const [mine, theirs] = [await yard.machine(), await yard.machine()];
    await link(passageId, { machineId: mine });
    await link(passageId, { machineId: theirs }, yard.officer);
    expect((await unlink(passageId, theirs)).status).toBe(403);
    expect((await unlink(passageId, mine)).status).toBe(204);
    expect(problem(await unlink(passageId, mine))).toEqual([404, '#/machineId']);
    expect((await linksOf(passageId)).map(({ machine }) => machine.id)).toEqual([theirs]);
    expect((await link(passageId, { machineId: mine })).status).toBe(201);
    for (const machineId of [mine, theirs]) expect((await unlink(passageId, machineId, yard.city)).status).toBe(204);
    expect(await linksOf(passageId)).toEqual([]);
    expect(itemIds(await yard.officer.get(`/machines/${mine}/arrivals`))).toEqual([]);
    const trail = await yard.service.store.read.audit.page({ subjectType: 'machine', subjectId: mine }, { limit: 4 });
    expect(trail.map(({ action }) => action)).toEqual([
      ...['machine.unlink', 'machine.link', 'machine.unlink', 'machine.link'],
    ]);
  });

  it('a machine’s arrivals are shown to officers of the gate’s county and who reads the city, not to its holder', async () => {
    const machineId = await yard.machine();
    const [first, second] = [await arrived(), await arrived()];
    const made = [idOf(await link(first, { machineId })), idOf(await link(second, { machineId }))];
    const of = (caller: Caller) => caller.get(`/machines/${machineId}/arrivals`);
    for (const caller of [yard.officer, yard.city, yard.department])
      expect(itemIds(await of(caller))).toEqual([...made].reverse());
    expect((await of(yard.alice)).status).toBe(403);
    for (const caller of [yard.charlie, yard.enterprise, yard.otherOfficer])
      expect((await of(caller)).status).toBe(404);
    expect((await of(nobodyOf(yard))).status).toBe(401);
    await yard.file(await yard.site('140303'), machineId);
    expect(itemIds(await of(yard.otherOfficer))).toEqual([]);
  });

  it('400, 404 and 409: a filing of another machine or another’s site, what is missing, twice, a truck that left', async () => {
    const [passageId, own, other] = [await arrived(), await filed(ground), await filed(await yard.site())];
    const { machineId } = own;
    const failing: [object, Caller, number, string][] = [
      [{ machineId, filingId: (await filed(ground)).filingId }, yard.enterprise, 400, '#/filingId'],
      [{ machineId: other.machineId, filingId: other.filingId }, yard.enterprise, 404, '#/filingId'],
      [{ machineId, filingId: (await filed(await yard.site('140303'))).filingId }, yard.officer, 404, '#/filingId'],
      [{ machineId: MISSING }, yard.enterprise, 404, '#/machineId'],
      [{ machineId, filingId: MISSING }, yard.city, 404, '#/filingId'],
      [{}, yard.enterprise, 400, '#/machineId'],
    ];
    for (const [body, caller, status, pointer] of failing)
      expect(problem(await link(passageId, body, caller))).toEqual([status, pointer]);
    expect(await linksOf(passageId)).toEqual([]);
    const existing = idOf(await link(passageId, own));
    const twice = await link(passageId, { machineId }, yard.officer);
    expect(problem(twice)).toEqual([409, '#/machineId']);
    expect(twice.body.existing).toBe(existing);
    const left = await arrived({ direction: 'out' });
    expect((await link(left, { machineId })).status).toBe(409);
    expect((await yard.officer.get(`/passages/${left}/machine-candidates`)).status).toBe(409);
  });

  it('401, 403 and 404: nobody, gates and departments, strangers, contractors, other counties', async () => {
    const [passageId, machineId] = [await arrived(), await yard.machine()];
    await link(passageId, { machineId });
    const calls = [
      (caller: Caller, id: string) => link(id, { machineId }, caller),
      (caller: Caller, id: string) => unlink(id, machineId, caller),
      (caller: Caller, id: string) => caller.get(`/passages/${id}/machine-candidates`),
    ];
    for (const call of calls) {
      expect((await call(nobodyOf(yard), passageId)).status).toBe(401);
      for (const caller of [camera, yard.department]) expect((await call(caller, passageId)).status).toBe(403);
      for (const caller of [stranger, yard.alice, yard.otherOfficer])
        for (const id of [passageId, MISSING]) expect(problem(await call(caller, id))).toEqual([404, '#/id']);
    }
    expect(await linksOf(passageId)).toHaveLength(1);
  });
});

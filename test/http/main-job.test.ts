import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { databases } from '../support/database.ts';
import { startTest, type TestService } from '../support/server.ts';
import { contractor, enterprise, freshPlate, gate, user } from '../support/world.ts';

describe.each(databases)('the main job on $name', ({ open }) => {
  let service: TestService;
  beforeAll(async () => {
    service = await startTest(open);
  });
  afterAll(() => service.close());

  it('a contractor files a machine before it enters, an officer accepts', async () => {
    const { caller } = await contractor(service);
    const officer = await user(service, 'county_officer', { countyCode: '140302' });
    const site = await caller.post('/sites', {
      name: '三中',
      countyCode: '140302',
      address: '德胜街',
      startsOn: '2026-01-01',
      endsOn: '2030-12-31',
    });
    expect(site.status).toBe(201);
    const machine = await caller.post('/machines', {
      name: '挖掘机',
      category: 'excavator',
      environmentalCode: '3-A1B2C3D4',
      fuel: 'diesel',
      emissionStage: '国三',
    });
    expect(machine.status).toBe(201);
    const filing = await caller.post('/filings', {
      siteId: site.body.id,
      machineId: machine.body.id,
      plannedEntryOn: '2027-01-01',
      plannedExitOn: '2027-03-01',
    });
    expect(filing).toMatchObject({ status: 201, body: { status: 'submitted' } });
    const accepted = await officer.post(`/filings/${filing.body.id}/accept`, {});
    expect(accepted).toMatchObject({ status: 200, body: { status: 'accepted' } });
    const entry = await caller.post(`/filings/${filing.body.id}/entry`, {
      enteredAt: new Date(Date.now() + 60_000).toISOString(),
    });
    expect(entry.status).toBe(200);
    const violations = await officer.get('/violations');
    expect(violations.body.items).toEqual([]);
  });

  it('a gate posts a passage and gets a verdict that an officer finds and understands', async () => {
    const plant = await enterprise(service);
    const { caller } = await gate(service, plant.id);
    const plate = freshPlate();
    const body = {
      eventId: 'C1-20220103-000017',
      passedAt: '2022-01-03T08:15:30+08:00',
      direction: 'in',
      plate,
      plateColour: 'yellow',
      confidence: 0.97,
      lane: 1,
      vehicle: {
        vin: 'LFWSRXSJ3KAD57951',
        emissionStage: '5',
        fuel: 'diesel',
        usage: 'operating',
        vehicleType: 'Q11',
        registeredOn: '2019-05-06',
      },
      cargo: { name: '煤炭', bulk: true, tonnes: 32.5 },
      barrier: 'passed',
    };
    const posted = await caller.post('/passages', body);
    expect(posted).toMatchObject({
      status: 201,
      body: {
        outcome: 'violation',
        basis: 'asserted',
        gateAction: 'open',
        duplicate: false,
        violations: [{ kind: 'non_china_vi_access' }],
      },
    });
    const again = await caller.post('/passages', body);
    expect(again).toMatchObject({
      status: 200,
      body: { duplicate: true, id: posted.body.id, violations: posted.body.violations },
    });
    const other = await caller.post('/passages', { ...body, passedAt: '2022-01-03T08:15:31+08:00' });
    expect(other.status).toBe(409);
    const officer = await user(service, 'city_officer');
    const found = await officer.get('/violations?rule=planning-area-china-vi&countyCode=140302');
    expect(found.body.items).toHaveLength(1);
    const one = await officer.get(`/violations/${found.body.items[0].id}`);
    expect(one.body).toMatchObject({
      clause: '2.4.2b',
      subject: { plate },
      why: { summary: expect.stringContaining('2.4.2b') },
    });
    const violators = await officer.get('/violators?by=vehicle');
    expect(violators.body.items[0]).toMatchObject({ plate, violations: 1, kinds: ['non_china_vi_access'] });
    const enterprises = await officer.get('/violators?by=enterprise');
    expect(enterprises.body.items[0]).toMatchObject({ enterpriseId: plant.id, violations: 1 });
  });

  it('a corrected vehicle is judged again', async () => {
    const plant = await enterprise(service);
    const { caller } = await gate(service, plant.id);
    const officer = await user(service, 'city_officer');
    const plate = freshPlate();
    const vehicle = await officer.post('/vehicles', {
      plate,
      plateColour: 'yellow',
      fuel: 'diesel',
      emissionStage: '5',
      stageBasis: 'vehicle_list',
      usage: 'operating',
      vehicleType: 'Q11',
      status: 'active',
    });
    expect(vehicle.status).toBe(201);
    const passage = {
      eventId: 'r1',
      passedAt: '2022-02-03T08:15:30+08:00',
      direction: 'in',
      plate,
      plateColour: 'yellow',
      cargo: { name: '煤炭' },
    };
    const posted = await caller.post('/passages', passage);
    expect(posted.body).toMatchObject({ outcome: 'violation', basis: 'verified' });
    const patched = await officer.patch(`/vehicles/${vehicle.body.id}`, { emissionStage: '6' });
    expect(patched.status).toBe(200);
    await service.settled();
    const after = await officer.get(`/passages/${posted.body.id}`);
    expect(after.body).toMatchObject({ outcome: 'compliant', violations: [], superseded: [{ outcome: 'violation' }] });
    const withdrawn = await officer.get(`/violations/${posted.body.violations[0].id}`);
    expect(withdrawn.body.status).toBe('withdrawn');
  });
});

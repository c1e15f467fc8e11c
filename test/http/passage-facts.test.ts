import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Caller } from '../support/client.ts';
import { databases } from '../support/database.ts';
import { startTest, type TestService } from '../support/server.ts';
import { freshPlate, gate, user } from '../support/world.ts';
import { declaredLorry, lorry } from './fleet-world.ts';
import { COKING, diesel, itemsOf, kinds, madeOf, type Plant, pass, plant } from './gate-world.ts';

const BELOW_VI = 'non_china_vi_access';

describe.each(databases.slice(0, 1))('what is believed of a vehicle, on $name', ({ open }) => {
  let service: TestService;
  let officer: Caller;
  let coking: Plant;
  let small: Plant;
  beforeAll(async () => {
    service = await startTest(open);
    officer = await user(service, 'city_officer');
    coking = await plant(service, COKING);
    small = await plant(service, { ...COKING, annualFreightTonnes: 100 });
  });
  afterAll(() => service.close());

  const registered = async (more: object) =>
    madeOf<{ plate: string }>(await officer.post('/vehicles', lorry(more))).plate;

  it.each<[string, object, string, string, string, string[]]>([
    [
      'VI on the register against the gate’s IV',
      { emissionStage: '6' },
      '4',
      'compliant',
      'verified',
      ['stage_conflict'],
    ],
    [
      'IV on the register against the gate’s VI',
      { emissionStage: '4' },
      '6',
      'violation',
      'verified',
      ['stage_conflict'],
    ],
    ['both say V', { emissionStage: '5' }, '5', 'violation', 'verified', []],
    ['the gate knows no stage', { emissionStage: '5' }, 'X', 'violation', 'verified', []],
    ['a stage only inferred', { emissionStage: '6', stageBasis: 'inferred' }, '5', 'violation', 'asserted', []],
    ['the register knows no stage', { emissionStage: 'X' }, '5', 'violation', 'asserted', []],
  ])('%s', async (_name, onRegister, stage, outcome, basis, findings) => {
    const plate = await registered(onRegister);
    const answer = await pass(coking, { plate, vehicle: diesel(stage) });
    expect([answer.outcome, answer.basis, kinds(answer.findings)]).toEqual([outcome, basis, findings]);
    expect(kinds(answer.violations)).toEqual(outcome === 'violation' ? [BELOW_VI] : []);
  });

  it('a gate’s word never reaches the register', async () => {
    const plate = await registered({ emissionStage: '6' });
    await pass(coking, { plate, vehicle: diesel('4') });
    const found = await officer.post('/vehicles/search', { plate });
    expect(itemsOf(found)).toMatchObject([{ plate, emissionStage: '6' }]);
  });

  it('what an enterprise declares is not verified', async () => {
    const { plate } = madeOf<{ plate: string }>(
      await coking.caller.post('/vehicles', declaredLorry({ emissionStage: '6' })),
    );
    const answer = await pass(coking, { plate, vehicle: diesel('5') });
    expect([answer.outcome, answer.basis, kinds(answer.findings)]).toEqual(['violation', 'asserted', []]);
  });

  it('each fact is taken by itself: a registered stage goes with the gate’s type', async () => {
    const plate = await registered({ emissionStage: '5', vehicleType: 'K33' });
    const bus = await pass(coking, { plate, vehicle: diesel('5'), cargo: null });
    expect([bus.outcome, bus.violations]).toEqual(['compliant', []]);
  });

  it('the register is asked for the day of the passage: a change counts from its day', async () => {
    const vehicle = madeOf<{ id: string; plate: string }>(
      await officer.post('/vehicles', lorry({ emissionStage: '5' })),
    );
    const change = { emissionStage: '6', effectiveOn: '2022-02-01' };
    expect((await officer.patch(`/vehicles/${vehicle.id}`, change)).status).toBe(200);
    const outcomeAt = async (passedAt: string) => (await pass(coking, { plate: vehicle.plate, passedAt })).outcome;
    expect(await outcomeAt('2022-01-31T23:00:00+08:00')).toBe('violation');
    expect(await outcomeAt('2022-02-01T00:00:00+08:00')).toBe('compliant');
  });

  it.each<[string, object]>([
    ['petrol, stage V, non-operating', { fuel: 'petrol', emissionStage: '5', usage: 'non_operating' }],
    [
      'stage V, non-operating, registered that day',
      { emissionStage: '5', usage: 'non_operating', registeredOn: '2022-01-03' },
    ],
    [
      'petrol, non-operating, registered that day',
      { fuel: 'petrol', usage: 'non_operating', registeredOn: '2022-01-03', emissionStage: '6' },
    ],
    ['petrol for a heavy lorry', { fuel: 'petrol', emissionStage: '6', vehicleType: 'H11' }],
    ['petrol for a tractor unit', { fuel: 'petrol', emissionStage: '4', vehicleType: 'Q11' }],
  ])('suspect defaults – %s – say nothing: unverified, and a finding', async (_name, vehicle) => {
    const answer = await pass(coking, { vehicle });
    expect([answer.outcome, answer.basis]).toEqual(['unverified', 'unknown']);
    expect([kinds(answer.violations), kinds(answer.findings)]).toEqual([[], ['suspect_defaults']]);
  });

  it.each<[string, object, string]>([
    ['two of them', { fuel: 'petrol', emissionStage: '5', usage: 'operating' }, 'violation'],
    [
      'registered the day before',
      { emissionStage: '5', usage: 'non_operating', registeredOn: '2022-01-02' },
      'violation',
    ],
    ['petrol for a light lorry', { fuel: 'petrol', emissionStage: '6', vehicleType: 'H31' }, 'compliant'],
  ])('no suspect defaults: %s', async (_name, vehicle, outcome) => {
    const answer = await pass(coking, { vehicle });
    expect([answer.outcome, answer.basis, answer.findings]).toEqual([outcome, 'asserted', []]);
  });

  it('suspect defaults leave the register’s facts alone', async () => {
    const plate = await registered({ emissionStage: '6' });
    const answer = await pass(coking, {
      plate,
      vehicle: { fuel: 'petrol', emissionStage: '5', usage: 'non_operating' },
    });
    expect([answer.outcome, answer.basis, kinds(answer.findings)]).toEqual([
      'compliant',
      'verified',
      ['suspect_defaults'],
    ]);
  });

  it('another VIN and another colour than the register’s are findings, and no more than that', async () => {
    const plate = await registered({ emissionStage: '6', vin: 'LFWSRXSJ3KAD57951' });
    const vehicle = { ...diesel('6'), vin: 'LZGJDGBX1KX000001' };
    expect(kinds((await pass(coking, { plate, vehicle })).findings)).toEqual(['vin_conflict']);
    const blue = await pass(coking, { plate, plateColour: 'blue', passedAt: '2022-01-04T08:00:00+08:00' });
    expect(kinds(blue.findings)).toContain('plate_colour_mismatch');
  });

  it('an overdue China III truck at a gate is for review from 2022 on: outcome and advice stay', async () => {
    await small.caller.patch(`/gates/${small.gate.id}`, { mode: 'enforce' });
    const plate = await registered({ emissionStage: '3', registeredDivision: '140302' });
    const at = (passedAt: string) => pass(small, { plate, passedAt, vehicle: diesel('3') });
    const before = await at('2021-12-31T23:59:59+08:00');
    expect([before.outcome, before.findings]).toEqual(['compliant', []]);
    const after = await at('2022-01-01T00:10:00+08:00');
    expect([after.outcome, after.gateAction, after.violations]).toEqual(['compliant', 'open', []]);
    expect(kinds(after.findings)).toEqual(['china_iii_access']);
  });

  describe('an access is more than a reading', () => {
    const day = (time: string) => `2022-01-03T${time}+08:00`;
    const flagsOf = async (plate: string) => itemsOf(await officer.post('/violations/search', { plate }));
    const visitOf = async (id: string) =>
      (await officer.get(`/passages/${id}`)).body as { accessId: string; visitId: string; outcome: string };

    it('readings up to 300 seconds apart are one, later ones another', async () => {
      const plate = freshPlate();
      const first = await pass(coking, { plate, passedAt: day('08:00:00') });
      const other = { id: coking.id, gate: await gate(service, coking.id) };
      const repeat = await pass(other, { plate, passedAt: day('08:05:00') });
      expect([repeat.outcome, repeat.violations]).toEqual(['violation', []]);
      expect((await visitOf(repeat.id)).accessId).toBe(first.id);
      const next = await pass(coking, { plate, passedAt: day('08:10:00.001') });
      expect(kinds(next.violations)).toEqual([BELOW_VI]);
      expect(await flagsOf(plate)).toHaveLength(2);
    });

    it('an exit repeats the outcome of its entry and adds no violation', async () => {
      const plate = freshPlate();
      const entry = await pass(coking, { plate, passedAt: '2021-12-31T23:50:00+08:00' });
      const exit = await pass(coking, { plate, direction: 'out', passedAt: '2022-01-01T00:20:00+08:00' });
      expect([entry.outcome, exit.outcome, exit.violations]).toEqual(['compliant', 'compliant', []]);
      expect((await visitOf(exit.id)).visitId).toBe(entry.id);
      expect(await flagsOf(plate)).toEqual([]);
    });

    it('an exit without an entry is judged by its own time', async () => {
      const plate = freshPlate();
      const exit = await pass(coking, { plate, direction: 'out', passedAt: '2022-01-01T00:20:00+08:00' });
      expect([exit.outcome, kinds(exit.violations)]).toEqual(['violation', [BELOW_VI]]);
    });

    it('an entry that arrives after its exit takes the exit into its visit, and the violation goes with the law', async () => {
      const plate = freshPlate();
      const exit = await pass(coking, { plate, direction: 'out', passedAt: '2022-01-01T00:20:00+08:00' });
      const entry = await pass(coking, { plate, passedAt: '2021-12-31T23:50:00+08:00' });
      expect([entry.outcome, entry.violations]).toEqual(['compliant', []]);
      expect(await visitOf(exit.id)).toMatchObject({ visitId: entry.id, outcome: 'compliant' });
      expect(await flagsOf(plate)).toEqual([]);
    });

    it('the same truck at another enterprise made another access', async () => {
      const plate = freshPlate();
      const neighbour = await plant(service, COKING);
      await pass(coking, { plate });
      expect(kinds((await pass(neighbour, { plate })).violations)).toEqual([BELOW_VI]);
    });

    it('a truck refused at once keeps its outcome and raises nothing; a forced opening raises what it broke', async () => {
      const refused = await pass(coking, { barrier: 'refused' });
      expect([refused.outcome, refused.violations]).toEqual(['violation', []]);
      const forced = await pass(coking, { barrier: 'forced', barrierReason: '救护车通道' });
      expect([forced.outcome, kinds(forced.violations)]).toEqual(['violation', [BELOW_VI]]);
    });
  });
});

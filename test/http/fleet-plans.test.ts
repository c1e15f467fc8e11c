import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PolicyDocument } from '../../src/domain/policy/document.ts';
import { shippedPolicies } from '../../src/domain/policy/shipped.ts';
import { type Cast, openCast } from '../support/cast.ts';
import { databases } from '../support/database.ts';
import { freshPlate } from '../support/world.ts';

type Span = { readonly from: string; readonly until: string | null; readonly rule: string };
type Planned = {
  readonly vehicleId: string;
  readonly fallsOut: { readonly on: string; readonly clause: string; readonly enterpriseId: string | null } | null;
  readonly vehicle: readonly Span[];
  readonly access: readonly { readonly enterpriseId: string; readonly spans: readonly Span[] }[];
};
type Plan = { readonly policies: readonly string[]; readonly vehicles: readonly Planned[] };

/** A clearly made-up law of 2030: all that retires is a stage newer. */
const fictional = () => {
  const shipped = shippedPolicies[0] as PolicyDocument;
  const rules = JSON.stringify(shipped.rules).replaceAll(
    '"fact":"vehicle.emissionStage","atMost":3',
    '"fact":"vehicle.emissionStage","atMost":5',
  );
  return { ...shipped, id: 'fictional-2030', version: 1, from: '2030-01-01', rules: JSON.parse(rules) as unknown };
};

describe.each(databases)('plans for fleets on $name', ({ open }) => {
  let cast: Cast;
  let plant: string;
  beforeAll(async () => {
    cast = await openCast(open);
    plant = cast.people.enterprise.organisationId ?? '';
    await cast.must('admin', 'POST', `/enterprises/${plant}/facts`, {
      ...{ validFrom: '2021-01-01', sector: 'coking', inPlanningArea: false, annualFreightTonnes: 2_000_000 },
      ...{ railLineCompletedOn: '2024-06-01', keyVehicleUser: true },
    });
  });
  afterAll(() => cast.close());

  const vehicle = (who: 'admin' | 'enterprise', more: object = {}) =>
    cast.must<{ id: string; plate: string }>(who, 'POST', '/vehicles', {
      ...{ plate: freshPlate(), plateColour: 'yellow', fuel: 'diesel', emissionStage: '5', usage: 'operating' },
      ...{ vehicleType: 'H11', status: 'active', ...(who === 'admin' ? { stageBasis: 'vehicle_list' } : {}), ...more },
    });
  const plan = (who: keyof Cast['people'], body: object) => cast.must<Plan>(who, 'POST', '/fleets/plan', body);

  it('an enterprise sees which of its own trucks falls out when, and why', async () => {
    const [five, six] = [await vehicle('enterprise'), await vehicle('enterprise', { emissionStage: '6' })];
    const { vehicles, policies } = await plan('colleague of the enterprise', { bulkCargo: true });
    expect(policies).toEqual(['yangquan-2021@1']);
    expect(vehicles.map(({ vehicleId }) => vehicleId)).toEqual([six.id, five.id]);
    const [ofSix, ofFive] = vehicles;
    expect(ofSix).toMatchObject({ fallsOut: null, access: [{ enterpriseId: plant, spans: [] }] });
    expect(ofFive).toMatchObject({
      fallsOut: { on: '2022-01-01', clause: '2.4.2b', enterpriseId: plant },
      access: [{ spans: [{ rule: 'bulk-freight-china-vi', from: '2022-01-01', until: '2024-06-01' }] }],
    });
    const one = await plan('enterprise', { vehicleIds: [six.id] });
    expect(one.vehicles).toHaveLength(1);
  });

  it('officers plan for any vehicle, for those that declared it or for another enterprise', async () => {
    const { id, plate } = await vehicle('admin', { emissionStage: '3', registeredDivision: '140302' });
    const body = { plate, plateColour: 'yellow', fuel: 'diesel', emissionStage: '3', usage: 'operating' };
    await cast.must('enterprise', 'POST', '/vehicles', { ...body, vehicleType: 'H11', status: 'active' });
    const [alone] = (await plan('county officer', { vehicleIds: [id] })).vehicles;
    expect(alone).toMatchObject({
      fallsOut: { on: '2022-01-01', enterpriseId: null },
      vehicle: [
        { rule: 'china-iii-retirement', from: '2022-01-01', until: null, kind: 'china_iii_retirement_overdue' },
      ],
      access: [{ enterpriseId: plant }],
    });
    const other = cast.people['another enterprise'].organisationId ?? '';
    const [there] = (await plan('city officer', { vehicleIds: [id], enterpriseId: other })).vehicles;
    expect(there?.access.map(({ enterpriseId }) => enterpriseId)).toEqual([other]);
    expect(
      (await cast.ask('county officer', 'POST', '/fleets/plan', { vehicleIds: [id], enterpriseId: other })).status,
    ).toBe(404);
  });

  it('a draft to come is planned under, by officers who may see it, and changes nothing', async () => {
    const { id } = await vehicle('admin', { registeredDivision: '140302' });
    const draft = await cast.must('city officer', 'POST', '/policies', { document: fictional() });
    const under = { vehicleIds: [id], policy: draft.id };
    const { vehicles, policies } = await plan('county officer', under);
    expect(policies).toEqual(['fictional-2030@1', 'yangquan-2021@1']);
    expect(vehicles[0]).toMatchObject({
      fallsOut: { on: '2030-01-01', clause: '2.4.4' },
      vehicle: [{ from: '2030-01-01', decision: { policy: 'fictional-2030@1', outcome: 'review' } }],
    });
    const [today] = (await plan('county officer', { vehicleIds: [id] })).vehicles;
    expect(today).toMatchObject({ fallsOut: null, vehicle: [] });
    const known = await plan('county officer', { vehicleIds: [id], policy: 'yangquan-2021' });
    expect(known.vehicles).toEqual([today]);
    const pointer = async (who: keyof Cast['people'], body: object) => {
      const answer = await cast.ask(who, 'POST', '/fleets/plan', body);
      return [answer.status, (answer.body as { errors: { pointer: string }[] }).errors[0]?.pointer];
    };
    expect(await pointer('enterprise', { policy: draft.id })).toEqual([404, '#/policy']);
    const faulty = await cast.must('city officer', 'POST', '/policies', { document: { ...fictional(), rules: [] } });
    expect(await pointer('city officer', { ...under, policy: faulty.id })).toEqual([400, '#/policy']);
    expect(await pointer('city officer', { ...under, policy: 'no-such' })).toEqual([404, '#/policy']);
    expect(await pointer('city officer', {})).toEqual([400, '#/vehicleIds']);
  });

  it('strangers’ vehicles are not found, and who plans no fleet is turned away', async () => {
    const { id } = await vehicle('admin');
    const answer = await cast.ask('enterprise', 'POST', '/fleets/plan', { vehicleIds: [id] });
    const missing = await cast.ask('enterprise', 'POST', '/fleets/plan', {
      vehicleIds: ['019a0000-0000-7000-8000-000000000000'],
    });
    expect([answer.status, missing.status]).toEqual([404, 404]);
    expect((answer.body as { errors: object[] }).errors).toEqual((missing.body as { errors: object[] }).errors);
    const other = cast.people['another enterprise'].organisationId;
    expect((await cast.ask('enterprise', 'POST', '/fleets/plan', { enterpriseId: other })).status).toBe(404);
    for (const who of ['department', 'contractor', 'gate'] as const)
      expect((await cast.ask(who, 'POST', '/fleets/plan', { vehicleIds: [id] })).status).toBe(403);
  });
});

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Caller } from '../support/client.ts';
import { databases } from '../support/database.ts';
import { startTest, type TestService } from '../support/server.ts';
import { freshPlate, user } from '../support/world.ts';
import { declaredLorry, lorry } from './fleet-world.ts';
import { COKING, diesel, itemsOf, madeOf, type Plant, pass, plant } from './gate-world.ts';

type Waiting = {
  readonly plate: string;
  readonly passages: number;
  readonly onRegister: boolean;
  readonly vehicles: readonly {
    vehicle: { id: string };
    declarants: string[];
    impliedStage: string | null;
    contradictions: { code: string; inferred: boolean }[];
  }[];
};

describe.each(databases)('verifying trucks on $name', ({ open }) => {
  let service: TestService;
  let city: Caller;
  let county: Caller;
  let department: Caller;
  let home: Plant;
  beforeAll(async () => {
    service = await startTest(open);
    service.clock.set('2022-03-05T12:00:00+08:00');
    city = await user(service, 'city_officer');
    county = await user(service, 'county_officer', { countyCode: '140302' });
    department = await user(service, 'department');
    home = await plant(service, COKING);
  });
  afterAll(() => service.close());

  const queue = async (query: Record<string, string> = {}, who = city) => {
    const answer = await who.get(`/vehicles/verification-queue?${new URLSearchParams(query).toString()}`);
    expect(answer.status).toBe(200);
    return itemsOf<Waiting>(answer);
  };
  const declare = async (at: Plant, more: object = {}) =>
    madeOf<{ id: string; plate: string }>(await at.caller.post('/vehicles', declaredLorry(more)));
  const day = (hour: number, on = '2022-03-02') => `${on}T${String(hour).padStart(2, '0')}:00:00+08:00`;
  const times = async (at: Plant, plate: string, count: number, more: object = {}) => {
    for (let hour = 0; hour < count; hour += 1)
      await pass(at, { plate, passedAt: day(hour), vehicle: null, cargo: null, ...more });
  };
  const outcomesOf = async (plate: string) =>
    itemsOf<{ outcome: string }>(await city.post('/passages/search', { plate })).map(({ outcome }) => outcome);

  describe('the queue', () => {
    it('what most passages hang on first, then what was declared and never passed', async () => {
      const yard = await plant(service, COKING);
      const [rare, often] = [await declare(yard), await declare(yard)];
      const idle = await declare(yard);
      const [stranger, verified] = [freshPlate(), freshPlate()];
      madeOf(await city.post('/vehicles', lorry({ plate: verified })));
      await times(yard, rare.plate, 1);
      await times(yard, often.plate, 4);
      await times(yard, stranger, 2);
      await times(yard, verified, 5);
      await pass(yard, { plate: stranger, passedAt: day(8, '2022-01-20'), vehicle: null });
      const shape = (items: Waiting[]) => items.map((item) => [item.plate, item.passages, item.onRegister]);
      const whole = [
        [often.plate, 4, true],
        [stranger, 2, false],
        [rare.plate, 1, true],
        [idle.plate, 0, true],
      ];
      expect(shape(await queue({ enterpriseId: yard.id }))).toEqual(whole);
      expect(shape(await queue({ enterpriseId: yard.id, days: '60' }))[1]).toEqual([stranger, 3, false]);
      for (const limit of ['1', '2', '3']) {
        const pages: Waiting[] = [];
        for (let cursor: string | undefined, turn = 0; turn < 9; turn += 1) {
          const query = new URLSearchParams({ enterpriseId: yard.id, limit, ...(cursor ? { cursor } : {}) });
          const answer = await city.get(`/vehicles/verification-queue?${query.toString()}`);
          pages.push(...itemsOf<Waiting>(answer));
          cursor = (answer.body as { next?: string }).next;
          if (!cursor) break;
        }
        expect(shape(pages)).toEqual(whole);
      }
    });

    it('shows beside each what speaks against it, and its papers', async () => {
      const yard = await plant(service, COKING);
      const { plate, id } = await declare(yard, {
        vin: 'LFWSRXSJ4KAD57951',
        registeredOn: '2022-01-10',
        emissionStage: '5',
      });
      await pass(yard, { plate, passedAt: day(9), vehicle: diesel('4') });
      const [item] = await queue({ enterpriseId: yard.id });
      expect(item).toMatchObject({
        plate,
        plateColours: ['yellow'],
        assertedStages: [{ emissionStage: '4', times: 1 }],
        vehicles: [{ vehicle: { id, emissionStage: '5' }, declarants: [yard.id], impliedStage: '6', evidence: [] }],
      });
      expect(item?.vehicles[0]?.contradictions.map(({ code, inferred }) => [code, inferred])).toEqual([
        ['vin_check_digit', false],
        ['stage_asserted_otherwise', false],
        ['stage_older_than_registration', true],
      ]);
    });

    it('of a county counts what passed in the county and what its enterprises declared', async () => {
      const away = await plant(service, COKING, '140322');
      const [here, there] = [freshPlate(), freshPlate()];
      const idle = await declare(away);
      await times(home, here, 2);
      await times(away, here, 1);
      await times(away, there, 1);
      const seen = async (who: Caller) =>
        new Map((await queue({ limit: '200' }, who)).map(({ plate, passages }) => [plate, passages]));
      const ours = await seen(county);
      expect([ours.get(here), ours.has(there), ours.has(idle.plate)]).toEqual([2, false, false]);
      const all = await seen(city);
      expect([all.get(here), all.get(there), all.get(idle.plate)]).toEqual([3, 1, 0]);
    });

    it('is for officers', async () => {
      const statuses = await Promise.all(
        [department, home.caller, home.gate.caller, service.nobody].map(
          async (who) => (await who.get('/vehicles/verification-queue')).status,
        ),
      );
      expect(statuses).toEqual([403, 403, 403, 401]);
      expect((await city.get('/vehicles/verification-queue?days=0')).status).toBe(400);
    });
  });

  describe('POST /vehicles/{id}/verify', () => {
    it('takes what was declared and judges what hung on it again', async () => {
      const { id, plate } = await declare(home, { emissionStage: '6', brandModel: '解放J6P' });
      await times(home, plate, 2);
      expect(await outcomesOf(plate)).toEqual(['unverified', 'unverified']);
      const answer = await county.post(`/vehicles/${id}/verify`, { stageBasis: 'vehicle_list' });
      expect(answer.status).toBe(200);
      expect(answer.body).toMatchObject({
        ...{ verified: true, emissionStage: '6', stageBasis: 'vehicle_list', brandModel: '解放J6P' },
        origins: { emissionStage: 'verified', brandModel: 'verified' },
        history: [{ source: 'enterprise' }, { source: 'officer', basis: 'vehicle_list', effectiveOn: null }],
        rejudging: { jobId: expect.any(String) },
      });
      await service.settled();
      expect(await outcomesOf(plate)).toEqual(['compliant', 'compliant']);
      expect((await queue({ limit: '200' })).map((item) => item.plate)).not.toContain(plate);
    });

    it('puts right what the papers say otherwise', async () => {
      const { id, plate } = await declare(home, { emissionStage: '国六b' });
      await times(home, plate, 1);
      const corrections = { emissionStage: '5', vin: 'LFWSRXSJ3KAD57951' };
      const answer = await city.post(`/vehicles/${id}/verify`, { stageBasis: 'national_platform', corrections });
      expect(answer.body).toMatchObject({ emissionStage: '5', emissionSubstage: null, vin: 'LFWSRXSJ3KAD57951' });
      await service.settled();
      expect(await outcomesOf(plate)).toEqual(['violation']);
    });

    it('409 where it is verified, 400 without a verified basis or a stage, 403 and 404 for others', async () => {
      const { id } = await declare(home);
      const verify = (who: Caller, body: object = { stageBasis: 'inspection' }) =>
        who.post(`/vehicles/${id}/verify`, body);
      expect((await verify(city, {})).status).toBe(400);
      expect((await verify(city, { stageBasis: 'declared' })).status).toBe(400);
      const dated = { stageBasis: 'inspection', corrections: { emissionStage: '6', effectiveOn: '2022-01-01' } };
      expect((await verify(city, dated)).status).toBe(400);
      const unknown = { stageBasis: 'inspection', corrections: { emissionStage: 'X' } };
      expect((await verify(city, unknown)).status).toBe(400);
      expect((await verify(home.caller)).status).toBe(403);
      expect((await verify(department)).status).toBe(403);
      expect((await verify((await plant(service)).caller)).status).toBe(404);
      expect((await verify(city)).status).toBe(200);
      expect((await verify(city)).status).toBe(409);
    });

    it('of a plate that another vehicle carries is a conflict', async () => {
      const taken = madeOf<{ id: string; plate: string }>(await city.post('/vehicles', lorry()));
      const { id } = await declare(home);
      const answer = await city.post(`/vehicles/${id}/verify`, {
        stageBasis: 'vehicle_list',
        corrections: { plate: taken.plate },
      });
      expect([answer.status, (answer.body as { existing?: string }).existing]).toEqual([409, taken.id]);
    });
  });

  describe('POST /vehicles/{id}/refuse', () => {
    it('takes it from the queue, tells who declared it why, and a new word brings it back', async () => {
      const { id, plate } = await declare(home);
      const refused = await city.post(`/vehicles/${id}/refuse`, { reason: '随车清单不清晰' });
      expect(refused.status).toBe(200);
      const waiting = async () => (await queue({ limit: '200' })).some((item) => item.plate === plate);
      expect(await waiting()).toBe(false);
      const seen = (await home.caller.get(`/vehicles/${id}`)).body as { verified: boolean; history: object[] };
      expect(seen).toMatchObject({ verified: false, emissionStage: '5' });
      expect(seen.history.at(-1)).toMatchObject({ source: 'refusal', facts: { reason: '随车清单不清晰' } });
      expect((await city.post(`/vehicles/${id}/refuse`, { reason: '同上' })).status).toBe(409);
      await home.caller.patch(`/vehicles/${id}`, { brandModel: '解放J7' });
      expect(await waiting()).toBe(true);
      expect((await city.post(`/vehicles/${id}/verify`, { stageBasis: 'vehicle_list' })).status).toBe(200);
      expect((await city.post(`/vehicles/${id}/refuse`, { reason: '晚了' })).status).toBe(409);
      expect((await home.caller.post(`/vehicles/${id}/refuse`, { reason: '不' })).status).toBe(403);
    });
  });
});

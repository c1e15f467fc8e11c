import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { watchGates } from '../../src/actions/gates/watch-gates.ts';
import type { Caller } from '../support/client.ts';
import { databases } from '../support/database.ts';
import { startTest, type TestService } from '../support/server.ts';
import { enterprise, freshPlate, gate, user } from '../support/world.ts';
import { problem } from './fleet-world.ts';
import { freshEvent, itemsOf, madeOf, type Plant, plant } from './gate-world.ts';

const NOW = '2026-03-10T09:00:00+08:00';
const DAY = '2026-03-09';

type Row = Readonly<Record<string, unknown>> & { readonly id: string; readonly devices: readonly object[] };

describe.each(databases)('what arrives of what gates counted, on $name', ({ open }) => {
  let service: TestService;
  let county: Caller;
  let otherCounty: Caller;
  let department: Caller;
  beforeAll(async () => {
    service = await startTest(open);
    service.clock.set(NOW);
    county = await user(service, 'county_officer', { countyCode: '140302' });
    otherCounty = await user(service, 'county_officer', { countyCode: '140322' });
    department = await user(service, 'department');
  });
  afterAll(() => service.close());

  /** Passages of a plant's gate on a day, one a minute from 08:00. */
  const send = async ({ gate: at }: Pick<Plant, 'gate'>, count: number, day = DAY, from = 0) => {
    const passages = Array.from({ length: count }, (_, index) => ({
      eventId: freshEvent(),
      passedAt: `${day}T08:${String(from + index).padStart(2, '0')}:00+08:00`,
      direction: 'in',
      plate: freshPlate(),
      plateColour: 'blue',
    }));
    const answer = await at.caller.post('/passages/batch', { passages });
    expect(answer.status).toBe(200);
  };
  const findings = async (enterpriseId: string, status = '') =>
    itemsOf<{ id: string; legalDay: string; evidence: object }>(
      await (await service.admin()).get(
        `/violations?kind=low_transmission&enterpriseId=${enterpriseId}${status ? `&status=${status}` : ''}`,
      ),
    );
  const watch = () =>
    watchGates(
      service.store,
      () => ({
        policies: service.app.env.policies.current(),
        now: service.clock.now(),
        newId: service.app.env.newId,
      }),
      2,
    );

  describe('POST /gates/{id}/counts', () => {
    it('201 with what arrived, then 200 for a later word; the earlier one stays in the trail', async () => {
      const one = await plant(service);
      await send(one, 19);
      const path = `/gates/${one.gate.id}/counts`;
      const first = await one.gate.caller.post(path, { day: DAY, passages: 20, cargo: 3, checks: 0 });
      expect(first.status).toBe(201);
      expect(first.body).toMatchObject({ day: DAY, passages: 20, cargo: 3, final: true, received: 19, rate: 0.95 });
      expect(first.headers['location']).toBe(`/api/v1${path}/${madeOf(first).id}`);
      const later = await one.caller.post(path, { day: DAY, passages: 19 });
      expect(later.status).toBe(200);
      expect(later.body).toMatchObject({ id: madeOf(first).id, passages: 19, cargo: null, rate: 1 });
      expect((await county.get(`${path}/${madeOf(first).id}`)).body).toEqual(later.body);
      expect(itemsOf(await department.get(path))).toMatchObject([{ day: DAY, passages: 19 }]);
      const trail = await service.store.read.audit.page(
        { subjectType: 'gate_counts', subjectId: madeOf(first).id },
        { limit: 5 },
      );
      expect(trail.map(({ detail }) => detail)).toMatchObject([
        { before: { passages: 20 }, after: { passages: 19 } },
        { after: { passages: 20, cargo: 3 } },
      ]);
    });

    it.each([
      ['a day that has not begun', { day: '2026-03-11', passages: 1 }, '#/day'],
      ['a day before gates were networked at all', { day: '2014-12-31', passages: 1 }, '#/day'],
      ['no day', { passages: 1 }, '#/day'],
      ['less than nothing', { day: DAY, passages: -1 }, '#/passages'],
      ['no number', { day: DAY, passages: '3' }, '#/passages'],
      ['something else', { day: DAY, passages: 1, weighed: 2 }, '#/weighed'],
    ])('400: %s', async (_, body, pointer) => {
      const one = await plant(service);
      expect(problem(await one.gate.caller.post(`/gates/${one.gate.id}/counts`, body))).toEqual([400, pointer]);
    });

    it('403 to who may only see the gate, 404 to strangers and other gates, 401 to nobody', async () => {
      const [one, stranger] = [await plant(service), await plant(service)];
      const path = `/gates/${one.gate.id}/counts`;
      const statuses: number[] = [];
      for (const who of [county, department, stranger.caller, stranger.gate.caller, otherCounty, service.nobody])
        statuses.push((await who.post(path, { day: DAY, passages: 1 })).status);
      expect(statuses).toEqual([403, 403, 404, 404, 404, 401]);
    });
  });

  describe('the rate of a day', () => {
    it('is too low under 95 %, by the policy, with why; a corrected count lifts it', async () => {
      const one = await plant(service);
      await send(one, 18);
      const path = `/gates/${one.gate.id}/counts`;
      await one.gate.caller.post(path, { day: DAY, passages: 19 });
      const [low] = await findings(one.id);
      expect(low).toMatchObject({
        legalDay: DAY,
        effect: 'review',
        rule: 'transmission-rate',
        evidence: { declared: 19, received: 18, permille: 947, gates: [{ gateId: one.gate.id }] },
      });
      const detail = await one.caller.get(`/violations/${low?.id}`);
      expect(detail.body).toMatchObject({ subject: { type: 'enterprise', enterpriseId: one.id } });
      await one.gate.caller.post(path, { day: DAY, passages: 18 });
      expect(await findings(one.id)).toEqual([]);
      expect((await findings(one.id, 'withdrawn')).map(({ id }) => id)).toEqual([low?.id]);
      await one.gate.caller.post(path, { day: DAY, passages: 19 });
      expect((await findings(one.id)).map(({ id }) => id)).toEqual([low?.id]);
    });

    it('is judged again when the backlog arrives', async () => {
      const one = await plant(service);
      await send(one, 5);
      await one.gate.caller.post(`/gates/${one.gate.id}/counts`, { day: DAY, passages: 10 });
      expect(await findings(one.id)).toHaveLength(1);
      await send(one, 3, DAY, 20);
      await send(one, 2, DAY, 30);
      service.clock.advance(11_000);
      await expect.poll(() => findings(one.id), { timeout: 5_000 }).toEqual([]);
      expect(await findings(one.id, 'withdrawn')).toHaveLength(1);
    });

    it('counts every gate that declared, and no more of one than it declared', async () => {
      const one = await plant(service);
      const second = { gate: await gate(service, one.id) };
      const third = { gate: await gate(service, one.id) };
      await send(one, 12);
      await send(second, 8);
      await send(third, 5);
      await one.gate.caller.post(`/gates/${one.gate.id}/counts`, { day: DAY, passages: 10 });
      await second.gate.caller.post(`/gates/${second.gate.id}/counts`, { day: DAY, passages: 10 });
      expect(await findings(one.id)).toMatchObject([{ evidence: { declared: 20, received: 18, permille: 900 } }]);
    });
  });

  describe('GET /connectivity', () => {
    it('tells state, lateness, skew and rate of each gate, and of its devices', async () => {
      const one = await plant(service);
      const device = madeOf<{ id: string }>(
        await one.caller.post(`/gates/${one.gate.id}/devices`, {
          name: '南相机',
          protocol: 'hikvision',
          direction: 'in',
        }),
      );
      const quiet = await gate(service, one.id);
      const passed = (seconds: number) => new Date(service.clock.now() + seconds * 1000).toISOString();
      const told = [passed(-3_600), passed(-601), passed(-30), passed(90)];
      for (const passedAt of told)
        await one.gate.caller.post('/passages', {
          ...{ eventId: freshEvent(), passedAt, direction: 'in', plate: freshPlate(), plateColour: 'blue' },
        });
      await one.gate.caller.post(`/gates/${one.gate.id}/counts`, { day: '2026-03-10', passages: 5 });
      const rows = itemsOf<Row>(await one.caller.get(`/connectivity?enterpriseId=${one.id}`));
      expect(rows.map(({ id }) => id)).toEqual([quiet.id, one.gate.id]);
      expect(rows[0]).toMatchObject({ state: 'never', lastHeardAt: null, received: 0, lateShare: null, rate: null });
      expect(rows[1]).toMatchObject({
        ...{ state: 'heard', silentSince: null, day: '2026-03-10', final: false },
        ...{ received: 4, late: 2, lateShare: 0.5, declared: 5, rate: 0.8 },
        devices: [{ id: device.id, state: 'never', received: 0, skewSeconds: null }],
      });
      expect(Math.abs(Number(rows[1]?.['skewSeconds']) - 90)).toBeLessThanOrEqual(5);
      const yesterday = itemsOf<Row>(await county.get(`/connectivity?enterpriseId=${one.id}&day=${DAY}`));
      expect(yesterday[1]).toMatchObject({ day: DAY, final: true, received: 0, declared: null });
    });

    it('shows officers their county, enterprises their own, departments all; 403 to others, 401 to nobody', async () => {
      const [one, far] = [await plant(service), await plant(service, {}, '140322')];
      const seen = async (who: Caller, of: string) =>
        itemsOf<Row>(await who.get(`/connectivity?enterpriseId=${of}`)).length;
      expect([await seen(county, one.id), await seen(county, far.id)]).toEqual([1, 0]);
      expect([await seen(otherCounty, one.id), await seen(otherCounty, far.id)]).toEqual([0, 1]);
      expect([await seen(one.caller, one.id), await seen(one.caller, far.id)]).toEqual([1, 0]);
      expect([await seen(department, one.id), await seen(department, far.id)]).toEqual([1, 1]);
      for (const path of ['/connectivity', '/connectivity/summary']) {
        expect((await one.gate.caller.get(path)).status).toBe(403);
        expect((await service.nobody.get(path)).status).toBe(401);
      }
      expect(problem(await county.get('/connectivity?day=2026-02-30'))).toEqual([400, '#/day']);
    });
  });

  describe('GET /connectivity/summary', () => {
    it('sums days and gates of an enterprise and of a county, each gate and day for itself', async () => {
      const one = await plant(service, {}, '140371');
      const two = await plant(service, {}, '140371');
      const second = { gate: await gate(service, one.id) };
      await send(one, 10, '2026-03-08');
      await send(one, 12, DAY);
      await send(second, 4, DAY);
      await send(two, 5, DAY);
      const declare = (at: Pick<Plant, 'gate'>, day: string, passages: number) =>
        at.gate.caller.post(`/gates/${at.gate.id}/counts`, { day, passages });
      await declare(one, '2026-03-08', 20);
      await declare(one, DAY, 10);
      await declare(second, DAY, 5);
      await declare(second, '2026-03-01', 1);
      const range = 'from=2026-03-08&to=2026-03-09';
      const [sum] = itemsOf(await department.get(`/connectivity/summary?enterpriseId=${one.id}&${range}`));
      expect(sum).toMatchObject({
        ...{ enterpriseId: one.id, countyCode: '140371', from: '2026-03-08', to: '2026-03-09' },
        ...{ gates: 2, heard: 2, silent: 0, never: 0, received: 26, late: 26, lateShare: 1 },
        ...{ daysDeclared: 3, declared: 35, rate: 0.685 },
      });
      const [idle] = itemsOf(await department.get(`/connectivity/summary?enterpriseId=${two.id}&${range}`));
      expect(idle).toMatchObject({ received: 5, declared: 0, rate: null });
      const [whole, ...more] = itemsOf(
        await department.get(`/connectivity/summary?by=county&countyCode=140371&${range}`),
      );
      expect(more).toEqual([]);
      expect(whole).toMatchObject({ countyCode: '140371', gates: 3, received: 31, declared: 35, rate: 0.685 });
    });

    it('goes on page by page, and keeps to who may see what', async () => {
      await enterprise(service, {}, '140302');
      const seen: unknown[] = [];
      for (let cursor = ''; ; ) {
        const answer = await county.get(`/connectivity/summary?limit=2${cursor}`);
        seen.push(...itemsOf(answer).map(({ enterpriseId }) => enterpriseId));
        const { next } = answer.body as { next?: string };
        if (!next) break;
        cursor = `&cursor=${next}`;
      }
      const whole = itemsOf(await county.get('/connectivity/summary?limit=200'));
      expect(seen).toEqual(whole.map(({ enterpriseId }) => enterpriseId));
      expect(new Set(whole.map(({ countyCode }) => countyCode))).toEqual(new Set(['140302']));
      const byCounty = itemsOf(await county.get('/connectivity/summary?by=county'));
      expect(byCounty.map(({ countyCode }) => countyCode)).toEqual(['140302']);
    });

    it.each([
      ['ends before it begins', 'from=2026-03-02&to=2026-03-01', '#/to'],
      ['too long', 'from=2020-01-01&to=2026-01-01', '#/from'],
      ['no such grouping', 'by=gate', '#/by'],
    ])('400: %s', async (_, query, pointer) => {
      expect(problem(await county.get(`/connectivity/summary?${query}`))).toEqual([400, pointer]);
    });
  });

  // The last: it leaves the day of the others.
  it('is not judged before the day is over, and then without anyone asking, missed days too', async () => {
    const one = await plant(service);
    const path = `/gates/${one.gate.id}/counts`;
    const early = await one.gate.caller.post(path, { day: '2026-03-10', passages: 4 });
    expect(early.body).toMatchObject({ final: false, received: 0, rate: 0 });
    await watch();
    expect(await findings(one.id)).toEqual([]);
    service.clock.set('2026-03-13T00:00:01+08:00');
    await watch();
    const low = itemsOf<{ legalDay: string }>(
      await (await service.admin()).get(`/violations?kind=low_transmission&enterpriseId=${one.id}`),
    );
    expect(low.map(({ legalDay }) => legalDay)).toEqual(['2026-03-10']);
  });
});

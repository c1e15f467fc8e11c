import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Caller } from '../support/client.ts';
import { databases } from '../support/database.ts';
import { startTest, type TestService } from '../support/server.ts';
import { user } from '../support/world.ts';
import { declaredLorry, lorry } from './fleet-world.ts';
import { COKING, coal, diesel, itemsOf, madeOf, type PassageAnswer, type Plant, pass, plant } from './gate-world.ts';

type Candidates = {
  readonly registered: boolean;
  readonly shape: string | null;
  readonly candidates: readonly { plate: string; vehicleId: string; colourAgrees: boolean | null }[];
};
type Doubtful = { readonly id: string; readonly doubts: readonly string[]; readonly candidates: readonly object[] };

let serial = 0;
/** A plate of digits that stand for no other sign, so that only what a test writes is alike. */
const clearPlate = (): string => {
  serial += 1;
  const digits = serial.toString(5).padStart(5, '0');
  return `晋C${digits.replace(/./g, (digit) => '34679'[Number(digit)] ?? '')}`;
};
/** The same with one sign that cameras mistake: as it is, and as it is read. */
const mistaken = (): { readonly meant: string; readonly read: string } => {
  const plate = clearPlate();
  return { meant: `晋C8${plate.slice(3)}`, read: `晋CB${plate.slice(3)}` };
};

describe.each(databases)('plates as read on $name', ({ open }) => {
  let service: TestService;
  let city: Caller;
  let county: Caller;
  let otherCounty: Caller;
  let department: Caller;
  let home: Plant;
  beforeAll(async () => {
    service = await startTest(open);
    service.clock.set('2022-03-05T12:00:00+08:00');
    city = await user(service, 'city_officer');
    county = await user(service, 'county_officer', { countyCode: '140302' });
    otherCounty = await user(service, 'county_officer', { countyCode: '140322' });
    department = await user(service, 'department');
    home = await plant(service, COKING);
  });
  afterAll(() => service.close());

  const register = async (plate: string, more: object = {}) =>
    madeOf(await city.post('/vehicles', lorry({ plate, ...more }))).id;
  const candidates = async (id: string, who = county) => {
    const answer = await who.get(`/passages/${id}/candidates`);
    expect(answer.status).toBe(200);
    return answer.body as Candidates;
  };
  const correct = (id: string, body: object, who = county, headers: Record<string, string> = { 'If-Match': '*' }) =>
    who.post(`/passages/${id}/plate`, { reason: '照片所见', ...body }, { headers });
  const violationsOf = async (plate: string) =>
    (
      await Promise.all(
        ['open', 'withdrawn'].map(async (status) =>
          itemsOf<{ kind: string; status: string }>(await city.post('/violations/search', { plate, status })),
        ),
      )
    )
      .flat()
      .map(({ kind, status }) => [kind, status]);
  const doubtful = async (query: Record<string, string>, who = county) => {
    const answer = await who.get(`/passages/doubtful?${new URLSearchParams(query).toString()}`);
    expect(answer.status).toBe(200);
    return itemsOf<Doubtful>(answer);
  };

  describe('candidates', () => {
    it('registered look-alikes, of the colour read first; nothing is applied', async () => {
      const { meant, read } = mistaken();
      const vehicleId = await register(meant);
      const blue = await register(meant, { plateColour: 'blue' });
      const { id } = await pass(home, { plate: read });
      expect(await candidates(id)).toMatchObject({
        plate: read,
        shape: 'ordinary',
        registered: false,
        candidates: [
          { plate: meant, vehicleId, colourAgrees: true, differences: [{ at: 2, read: 'B', instead: '8' }] },
          { vehicleId: blue, colourAgrees: false },
        ],
      });
      expect((await county.get(`/passages/${id}`)).body).toMatchObject({ plate: read, basis: 'asserted' });
    });

    it('only vehicles that carried the plate on the day of the passage', async () => {
      const { meant, read } = mistaken();
      const old = await register(meant, { status: 'scrapped' });
      const heir = await register(meant, { registeredOn: '2022-02-01' });
      const before = await pass(home, { plate: read, passedAt: '2022-01-10T08:00:00+08:00' });
      const after = await pass(home, { plate: read, passedAt: '2022-02-10T08:00:00+08:00' });
      const found = async ({ id }: PassageAnswer) =>
        (await candidates(id)).candidates.map(({ vehicleId }) => vehicleId);
      expect(await found(before)).toEqual([old]);
      expect(await found(after)).toEqual([heir]);
    });

    it('an enterprise is shown those it declared, and no other', async () => {
      const [own, foreign] = [mistaken(), mistaken()];
      madeOf(await home.caller.post('/vehicles', declaredLorry({ plate: own.meant })));
      await register(foreign.meant);
      const passages = [await pass(home, { plate: own.read }), await pass(home, { plate: foreign.read })];
      const counts = async (who: Caller) =>
        Promise.all(passages.map(async ({ id }) => (await candidates(id, who)).candidates.length));
      expect(await counts(home.caller)).toEqual([1, 0]);
      expect(await counts(county)).toEqual([1, 1]);
    });
  });

  describe('a correction', () => {
    it('judges both plates again: withdrawn for the one, opened for the other; the raw reading stays', async () => {
      const { meant, read } = mistaken();
      await register(meant, { emissionStage: '4' });
      const { id, violations } = await pass(home, { plate: read, vehicle: diesel('5') });
      expect(await violationsOf(read)).toEqual([['non_china_vi_access', 'open']]);
      const corrected = await correct(id, { plate: meant });
      expect(corrected.status).toBe(200);
      expect(corrected.body).toMatchObject({ plate: meant, plateRaw: read, basis: 'verified', outcome: 'violation' });
      expect((corrected.body as PassageAnswer).violations[0]?.id).not.toBe(violations[0]?.id);
      expect(await violationsOf(read)).toEqual([['non_china_vi_access', 'withdrawn']]);
      expect(await violationsOf(meant)).toEqual([['non_china_vi_access', 'open']]);
      const { superseded } = (await county.get(`/passages/${id}`)).body as { superseded: { cause: string }[] };
      expect(superseded).toMatchObject([{ cause: 'correction', basis: 'asserted' }]);
      const trail = await county.get(`/passages/${id}/corrections`);
      expect(itemsOf(trail)).toMatchObject([
        { status: 'made', plateBefore: read, plateAfter: meant, colourAfter: 'yellow', reason: '照片所见' },
      ]);
    });

    it('clears a truck of the register that was never there', async () => {
      const { meant, read } = mistaken();
      await register(meant, { emissionStage: '6' });
      const { id } = await pass(home, { plate: read, vehicle: diesel('5') });
      expect((await correct(id, { plate: meant })).body).toMatchObject({ outcome: 'compliant', violations: [] });
      expect(await violationsOf(meant)).toEqual([]);
    });

    it('pairs an exit with the entry that it belongs to, and parts it from the one it does not', async () => {
      const { meant, read } = mistaken();
      const at = (time: string) => ({ passedAt: `2022-03-01T${time}+08:00`, vehicle: diesel('6') });
      const entry = await pass(home, { plate: meant, ...at('08:00:00') });
      const other = await pass(home, { plate: read, ...at('08:30:00') });
      const exit = await pass(home, { plate: read, direction: 'out', ...at('09:00:00'), cargo: { empty: true } });
      const visitOf = async ({ id }: PassageAnswer) => (await county.get(`/visits/${id}`)).body as { state: string };
      expect(await visitOf(other)).toMatchObject({ state: 'closed' });
      await correct(exit.id, { plate: meant });
      expect(await visitOf(other)).toMatchObject({ state: 'overstayed', exit: null });
      expect(await visitOf(entry)).toMatchObject({ state: 'closed', exit: { passageId: exit.id }, netTonnes: 32.5 });
    });

    it('of the first reading hands the visit and its violation to the next', async () => {
      const { meant, read } = mistaken();
      const at = (time: string) => ({ passedAt: `2022-03-01T${time}+08:00`, vehicle: diesel('5') });
      const first = await pass(home, { plate: read, ...at('08:00:00') });
      const second = await pass(home, { plate: read, ...at('08:02:00') });
      const [flag] = first.violations;
      await correct(first.id, { plate: meant });
      const found = await city.post('/violations/search', { plate: read });
      expect(itemsOf(found)).toMatchObject([{ id: flag?.id, status: 'open', evidence: { passageIds: [second.id] } }]);
      expect(await violationsOf(meant)).toEqual([['non_china_vi_access', 'open']]);
      expect((await county.get(`/visits/${second.id}`)).body).toMatchObject({ entry: { passageId: second.id } });
    });

    it('of a plate that could not be read judges the vehicle for the first time', async () => {
      const { meant } = mistaken();
      await register(meant, { emissionStage: '5' });
      const { id, outcome } = await pass(home, { plate: null });
      expect(outcome).toBe('unverified');
      const corrected = await correct(id, { plate: meant });
      expect(corrected.body).toMatchObject({ plate: meant, plateRaw: null, outcome: 'violation' });
    });

    it('of the colour alone is of another vehicle', async () => {
      const plate = clearPlate();
      await register(plate, { emissionStage: '6' });
      const { id } = await pass(home, { plate, plateColour: 'blue', vehicle: { ...diesel('5'), vehicleType: 'Q11' } });
      const corrected = await correct(id, { plate, plateColour: 'yellow' });
      expect(corrected.body).toMatchObject({ plateColour: 'yellow', outcome: 'compliant', violations: [] });
    });

    it('does not undo what the gate sends again: that is still the same event', async () => {
      const { meant, read } = mistaken();
      const event = { eventId: `again-${read}`, plate: read, passedAt: '2022-01-20T08:00:00+08:00' };
      const { id } = await pass(home, event);
      await correct(id, { plate: meant });
      const again = await home.gate.caller.post('/passages', {
        ...event,
        ...{ direction: 'in', plateColour: 'yellow', vehicle: diesel('5'), cargo: coal },
      });
      expect([again.status, (again.body as PassageAnswer).id]).toEqual([200, id]);
      expect((await county.get(`/passages/${id}`)).body).toMatchObject({ plate: meant });
    });

    it('of two at once one wins, and the other is told to look again', async () => {
      const { meant, read } = mistaken();
      const { id } = await pass(home, { plate: read });
      const etag = String((await county.get(`/passages/${id}`)).headers.etag);
      const first = await correct(id, { plate: meant }, county, { 'If-Match': etag });
      const second = await correct(id, { plate: clearPlate() }, city, { 'If-Match': etag });
      expect([first.status, second.status]).toEqual([200, 412]);
      expect(first.headers.etag).toBe((await county.get(`/passages/${id}`)).headers.etag);
      expect((await correct(id, { plate: meant }, county, {})).status).toBe(428);
    });

    it('is made by officers of the county; enterprises propose, departments read', async () => {
      const { meant, read } = mistaken();
      const { id } = await pass(home, { plate: read });
      const status = async (who: Caller) => (await correct(id, { plate: meant }, who)).status;
      expect(await status(otherCounty)).toBe(404);
      expect(await status(home.caller)).toBe(403);
      expect(await status(department)).toBe(403);
      expect(await status(home.gate.caller)).toBe(403);
      expect((await correct(id, { plate: '' })).status).toBe(400);
      expect((await correct(id, { plate: meant, reason: ' ' })).status).toBe(400);
      const proposed = await home.caller.post(`/passages/${id}/plate-proposals`, { plate: meant, reason: '尾部照片' });
      expect(proposed.status).toBe(201);
      expect((await county.get(proposed.headers.location ?? '')).body).toMatchObject({ status: 'proposed' });
      expect((await county.get(`/passages/${id}`)).body).toMatchObject({ plate: read });
      expect((await county.post(`/passages/${id}/plate-proposals`, { plate: meant, reason: '照片' })).status).toBe(403);
      expect(await doubtful({ doubt: 'proposed', enterpriseId: home.id })).toMatchObject([{ id }]);
      expect(await status(county)).toBe(200);
      expect(await doubtful({ doubt: 'proposed', enterpriseId: home.id })).toEqual([]);
    });
  });

  describe('the queue of doubtful plates', () => {
    it('holds each sort of doubt, newest first, and what is settled leaves it', async () => {
      const yard = await plant(service, COKING);
      const { meant, read } = mistaken();
      await register(meant);
      const at = (hour: number, more: object) =>
        pass(yard, { passedAt: `2022-03-02T${String(hour).padStart(2, '0')}:00:00+08:00`, confidence: 0.99, ...more });
      await at(1, { plate: clearPlate() });
      const unsure = await at(2, { plate: clearPlate(), confidence: 0.849 });
      const shape = await at(3, { plate: '晋COOO1' });
      const near = await at(4, { plate: read });
      const none = await at(5, { plate: null });
      const queue = async (more: Record<string, string> = {}) =>
        (await doubtful({ enterpriseId: yard.id, ...more })).map(({ id, doubts }) => [id, doubts]);
      const whole = [
        [none.id, ['unreadable']],
        [near.id, ['candidates']],
        [shape.id, ['unknown_shape']],
        [unsure.id, ['low_confidence']],
      ];
      expect(await queue()).toEqual(whole);
      expect(await queue({ below: '0.5' })).toEqual(whole.slice(0, 3));
      expect(await queue({ doubt: 'unknown_shape' })).toEqual([whole[2]]);
      expect(await queue({ to: '2022-03-02T02:30:00+08:00' })).toEqual([whole[3]]);
      const pages: string[] = [];
      for (let cursor: string | undefined, turn = 0; turn < 10; turn += 1) {
        const query = new URLSearchParams({ enterpriseId: yard.id, limit: '3', ...(cursor ? { cursor } : {}) });
        const answer = await county.get(`/passages/doubtful?${query.toString()}`);
        pages.push(...itemsOf<Doubtful>(answer).map(({ id }) => id));
        cursor = (answer.body as { next?: string }).next;
        if (!cursor) break;
      }
      expect(pages).toEqual(whole.map(([id]) => id));
      await correct(unsure.id, { plate: (await county.get(`/passages/${unsure.id}`)).body.plate as string });
      await correct(near.id, { plate: meant });
      expect(await queue()).toEqual([whole[0], whole[2]]);
    });

    it('stays within the county or the own enterprise', async () => {
      const away = await plant(service, COKING, '140322');
      const { id } = await pass(away, { plate: '晋COOO2' });
      expect((await doubtful({}, otherCounty)).map((one) => one.id)).toEqual([id]);
      expect((await doubtful({}, away.caller)).map((one) => one.id)).toEqual([id]);
      expect((await doubtful({ limit: '200' })).map((one) => one.id)).not.toContain(id);
      expect((await away.gate.caller.get('/passages/doubtful')).status).toBe(403);
      expect((await service.nobody.get('/passages/doubtful')).status).toBe(401);
      expect((await county.get('/passages/doubtful?below=2')).status).toBe(400);
    });
  });
});

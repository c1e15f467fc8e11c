import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Caller } from '../support/client.ts';
import { databases } from '../support/database.ts';
import { startTest, type TestService } from '../support/server.ts';
import { freshPlate, gate, user } from '../support/world.ts';
import { COKING, coal, diesel, itemsOf, madeOf, type Plant, pass, passage, plant } from './gate-world.ts';

type Visit = {
  readonly id: string;
  readonly plate: string | null;
  readonly state: string;
  readonly trailer: boolean;
  readonly entry: { passageId: string; at: string; tonnes: number | null } | null;
  readonly exit: { passageId: string; at: string; tonnes: number | null } | null;
  readonly dwellSeconds: number | null;
  readonly netTonnes: number | null;
};
type Detail = Visit & {
  readonly passages: readonly { part: string; passage: { id: string } }[];
  readonly more: boolean;
  readonly drawnBy: { visitId: string; plate: string } | null;
};

const at = (time: string, day = '2022-03-02') => `${day}T${time}+08:00`;

describe.each(databases)('visits on $name', ({ open }) => {
  let service: TestService;
  let officer: Caller;
  let home: Plant;
  beforeAll(async () => {
    service = await startTest(open);
    service.clock.set('2022-03-05T12:00:00+08:00');
    officer = await user(service, 'county_officer', { countyCode: '140302' });
    home = await plant(service, COKING);
  });
  afterAll(() => service.close());

  const read = async (plate: string | null, direction: string, time: string, more: object = {}, where = home) =>
    (await pass(where, { plate, direction, passedAt: at(time), cargo: null, ...more })).id;
  const list = async (query: Record<string, string>, who = officer) => {
    const answer = await who.get(`/visits?${new URLSearchParams(query).toString()}`);
    expect(answer.status).toBe(200);
    return itemsOf<Visit>(answer);
  };
  const detail = async (id: string, who = officer) => (await who.get(`/visits/${id}`)).body as Detail;
  const of = async (plate: string, more: Record<string, string> = {}) =>
    (await list({ enterpriseId: home.id, limit: '200', ...more })).filter((visit) => visit.plate === plate);
  const parts = ({ passages }: Detail) => passages.map(({ part, passage: { id } }) => [part, id]);

  it('entry and exit make one visit, with dwell time and net tonnes', async () => {
    const plate = freshPlate();
    const entry = await read(plate, 'in', '08:00:00', { cargo: coal });
    const exit = await read(plate, 'out', '09:30:00', { cargo: { empty: true } });
    expect(await of(plate)).toMatchObject([
      {
        ...{ id: entry, state: 'closed', dwellSeconds: 5_400, netTonnes: 32.5, trailer: false, emissionStage: '5' },
        entry: { passageId: entry, tonnes: 32.5 },
        exit: { passageId: exit, at: '2022-03-02T09:30:00.000+08:00', tonnes: 0 },
      },
    ]);
    expect(parts(await detail(entry))).toEqual([
      ['entry', entry],
      ['exit', exit],
    ]);
  });

  it('a load of which no mass was told leaves the net unknown', async () => {
    const plate = freshPlate();
    await read(plate, 'in', '08:00:00', { cargo: { name: '煤炭' } });
    await read(plate, 'out', '09:00:00', { cargo: { empty: true } });
    expect(await of(plate)).toMatchObject([{ netTonnes: null, entry: { tonnes: null }, exit: { tonnes: 0 } }]);
  });

  it('missed reads: a second entry without exit, an exit without entry', async () => {
    const plate = freshPlate();
    const lost = await read(plate, 'in', '07:00:00');
    const second = await read(plate, 'in', '10:00:00');
    const left = await read(plate, 'out', '11:00:00');
    const again = await read(plate, 'out', '13:00:00');
    expect((await of(plate)).map(({ id, state }) => [id, state])).toEqual([
      [again, 'exit_only'],
      [second, 'closed'],
      [lost, 'entry_only'],
    ]);
    expect(await detail(again)).toMatchObject({ entry: null, exit: { passageId: again }, dwellSeconds: null });
    expect((await detail(second)).exit?.passageId).toBe(left);
  });

  it('what arrives late, in any order, gives the same visits', async () => {
    const clean = freshPlate();
    const late = freshPlate();
    const events = [
      ['in', '06:00:00'],
      ['out', '07:00:00'],
      ['in', '08:00:00'],
      ['in', '10:00:00'],
      ['out', '11:00:00'],
      ['in', '14:00:00'],
    ] as const;
    for (const [direction, time] of events) await read(clean, direction, time);
    for (const index of [3, 0, 5, 1, 4, 2]) {
      const [direction, time] = events[index] ?? events[0];
      await read(late, direction, time);
    }
    const shape = (visits: Visit[]) => visits.map(({ state, entry, exit }) => [state, entry?.at, exit?.at]);
    expect(shape(await of(late))).toEqual(shape(await of(clean)));
    expect(shape(await of(late))).toHaveLength(4);
  });

  it('hides no passage: repeats, what was turned away, trailers', async () => {
    const plate = freshPlate();
    const drawn = `${freshPlate().slice(0, 6)}挂`;
    const stranger = freshPlate();
    const turnedAway = await read(plate, 'in', '08:57:00', { barrier: 'refused' });
    const entry = await read(plate, 'in', '09:00:00');
    const trailer = await read(drawn, 'in', '09:00:04', { vehicle: null });
    const repeat = await read(plate, 'in', '09:01:00');
    await read(stranger, 'in', '09:04:00');
    const held = await read(plate, 'out', '10:00:00', { barrier: 'refused' });
    const exit = await read(plate, 'out', '10:20:00');
    const whole = await detail(entry);
    expect(parts(whole)).toEqual([
      ['refused', turnedAway],
      ['entry', entry],
      ['trailer', trailer],
      ['repeat', repeat],
      ['refused', held],
      ['exit', exit],
    ]);
    expect(whole).toMatchObject({ state: 'closed', more: false, drawnBy: null });
    expect(await detail(trailer)).toMatchObject({ trailer: true, drawnBy: { visitId: entry, plate } });
    expect(await detail(turnedAway)).toMatchObject({ state: 'refused' });
    expect((await of(plate)).map(({ id }) => id)).toEqual([entry]);
    expect((await of(plate, { state: 'refused' })).map(({ id }) => id)).toEqual([held, turnedAway]);
  });

  it('a passage without a plate is an entry of which no exit can be told', async () => {
    const id = await read(null, 'in', '05:00:00');
    await read(null, 'out', '05:30:00');
    expect(await detail(id)).toMatchObject({ state: 'entry_only', plate: null, passages: [{ part: 'entry' }] });
  });

  it('another vehicle of the same text in another colour has its own visits', async () => {
    const plate = freshPlate();
    const yellow = await read(plate, 'in', '08:00:00');
    const blue = await read(plate, 'in', '08:30:00', { plateColour: 'blue', vehicle: { ...diesel('6') } });
    expect((await of(plate)).map(({ id, state }) => [id, state])).toEqual([
      [blue, 'overstayed'],
      [yellow, 'overstayed'],
    ]);
    await read(plate, 'out', '09:00:00');
    expect((await of(plate)).map(({ id, state }) => [id, state])).toEqual([
      [blue, 'overstayed'],
      [yellow, 'closed'],
    ]);
  });

  describe('who is inside', () => {
    it('now and as it was at an instant, by states and in pages', async () => {
      const yard = await plant(service, COKING);
      const [long, left, fresh] = [freshPlate(), freshPlate(), freshPlate()];
      await read(long, 'in', '08:00:00', {}, yard);
      await read(left, 'in', '09:00:00', { passedAt: at('09:00:00', '2022-03-05') }, yard);
      await read(left, 'out', '10:00:00', { passedAt: at('10:00:00', '2022-03-05') }, yard);
      await read(fresh, 'in', '11:00:00', { passedAt: at('11:00:00', '2022-03-05') }, yard);
      const inside = async (query = '') => {
        const answer = await officer.get(`/enterprises/${yard.id}/inside${query}`);
        expect(answer.status).toBe(200);
        return itemsOf<Visit>(answer).map(({ plate, state }) => [plate, state]);
      };
      expect(await inside()).toEqual([
        [fresh, 'inside'],
        [long, 'overstayed'],
      ]);
      expect(await inside('?at=2022-03-05T09:30:00%2B08:00')).toEqual([
        [left, 'inside'],
        [long, 'overstayed'],
      ]);
      expect(await inside('?at=2022-03-02T12:00:00%2B08:00')).toEqual([[long, 'inside']]);
      expect(await inside('?at=2022-05-02')).toEqual([]);
      const first = await officer.get(`/enterprises/${yard.id}/inside?limit=1`);
      const { next } = first.body as { next: string };
      const second = await officer.get(`/enterprises/${yard.id}/inside?limit=1&cursor=${next}`);
      expect([...itemsOf<Visit>(first), ...itemsOf<Visit>(second)].map(({ plate }) => plate)).toEqual([fresh, long]);
      for (const [state, plates] of [
        ['inside', [fresh]],
        ['overstayed', [long]],
        ['closed', [left]],
        ['exit_only', []],
      ] as const)
        expect((await list({ enterpriseId: yard.id, state })).map(({ plate }) => plate)).toEqual(plates);
    });

    it('400 for a moment that is none, 404 for an enterprise out of sight', async () => {
      expect((await officer.get(`/enterprises/${home.id}/inside?at=yesterday`)).status).toBe(400);
      const stranger = await plant(service, {}, '140322');
      expect((await officer.get(`/enterprises/${stranger.id}/inside`)).status).toBe(404);
      expect((await stranger.caller.get(`/enterprises/${home.id}/inside`)).status).toBe(404);
    });
  });

  describe('who sees what', () => {
    it('lists stay within the county or the own enterprise, narrowed by gate and period', async () => {
      const [mine, theirs] = [await plant(service, COKING), await plant(service, COKING, '140322')];
      const second: Plant = { ...mine, gate: await gate(service, mine.id) };
      const a = await read(freshPlate(), 'in', '08:00:00', {}, mine);
      const b = await read(freshPlate(), 'in', '09:00:00', {}, second);
      const c = await read(freshPlate(), 'in', '10:00:00', {}, theirs);
      const ids = async (who: Caller, query: Record<string, string> = {}) =>
        (await list({ limit: '200', ...query }, who)).map(({ id }) => id);
      expect(await ids(mine.caller)).toEqual([b, a]);
      expect(await ids(theirs.caller)).toEqual([c]);
      expect(await ids(officer)).not.toContain(c);
      expect(await ids(mine.caller, { gateId: second.gate.id })).toEqual([b]);
      expect(await ids(mine.caller, { to: '2022-03-02T08:30:00+08:00' })).toEqual([a]);
      expect((await theirs.caller.get(`/visits/${a}`)).status).toBe(404);
      expect((await officer.get(`/visits/${c}`)).status).toBe(404);
      expect((await mine.gate.caller.get('/visits')).status).toBe(403);
      expect((await service.nobody.get('/visits')).status).toBe(401);
    });

    it('404 for a passage that begins no visit', async () => {
      const plate = freshPlate();
      await read(plate, 'in', '15:00:00');
      const exit = madeOf(
        await home.gate.caller.post('/passages', passage({ plate, direction: 'out', passedAt: at('16:00:00') })),
      );
      expect((await officer.get(`/visits/${exit.id}`)).status).toBe(404);
    });
  });
});

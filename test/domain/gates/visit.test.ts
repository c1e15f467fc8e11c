import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Reading } from '../../../src/domain/gates/passage.ts';
import { type Access, visitsOf } from '../../../src/domain/gates/visit.ts';
import { reading } from './builders.ts';

const REPEAT = 300_000;
const START = '2022-01-03T08:00:00+08:00';

/** A reading `seconds` after eight o'clock; its id tells both. */
const read = (direction: 'in' | 'out', seconds: number, said: Partial<Reading> = {}): Reading => {
  const passedAt = Date.parse(START) + seconds * 1000;
  return reading(START, { id: `${direction}${seconds}`, direction, passedAt, ...said });
};
const into = (seconds: number, said?: Partial<Reading>) => read('in', seconds, said);
const out = (seconds: number, said?: Partial<Reading>) => read('out', seconds, said);

/** Visits as `in0+in60 → out900`. */
function told(readings: readonly Reading[]): string[] {
  const access = (one: Access | undefined) => one?.readings.map(({ id }) => id).join('+') ?? '';
  return visitsOf(readings, REPEAT).map(({ entry, exit }) => `${access(entry)} → ${access(exit)}`.trim());
}

describe('accesses and visits', () => {
  it.each<[string, Reading[], string[]]>([
    ['nothing read', [], []],
    ['an entry', [into(0)], ['in0 →']],
    ['an entry and its exit', [into(0), out(3600)], ['in0 → out3600']],
    ['two visits', [into(0), out(900), into(3600), out(4500)], ['in0 → out900', 'in3600 → out4500']],
    ['a missed entry', [out(900)], ['→ out900']],
    [
      'a missed exit: a second entry begins another visit',
      [into(0), into(3600), out(4500)],
      ['in0 →', 'in3600 → out4500'],
    ],
    ['two exits: the second has no entry', [into(0), out(900), out(1800)], ['in0 → out900', '→ out1800']],
    ['late arrivals are put in their place', [out(900), into(3600), into(0)], ['in0 → out900', 'in3600 →']],
    ['read again after exactly 300 s: the same access', [into(0), into(300)], ['in0+in300 →']],
    ['after 301 s: another', [into(0), into(301)], ['in0 →', 'in301 →']],
    ['repeats are chained', [into(0), into(300), into(600), into(900)], ['in0+in300+in600+in900 →']],
    ['the chain breaks where a link is missing', [into(0), into(300), into(601)], ['in0+in300 →', 'in601 →']],
    ['a late link joins two chains', [into(0), into(600), into(300)], ['in0+in300+in600 →']],
    ['repeats at the exit', [into(0), out(900), out(1000)], ['in0 → out900+out1000']],
    ['an entry read again after a quick turn', [into(0), out(100), into(200)], ['in0+in200 → out100']],
    ['the same instant: in the order of ids', [into(0), out(0)], ['in0 → out0']],
    ['one instant read twice', [into(0, { id: 'b' }), into(0, { id: 'a' })], ['a+b →']],
  ])('%s', (_, readings, visits) => {
    expect(told(readings)).toEqual(visits);
    expect(told(readings.toReversed())).toEqual(visits);
  });

  it('takes the access and the visit by the id and instant of their first reading', () => {
    const [visit] = visitsOf([into(60), into(0), out(900)], REPEAT);
    expect([visit?.id, visit?.entry?.id, visit?.entry?.startedAt]).toEqual(['in0', 'in0', Date.parse(START)]);
    expect(visit?.exit?.id).toBe('out900');
    expect(visitsOf([out(900)], REPEAT)[0]?.id).toBe('out900');
  });

  it.each<[string, Reading[], string[]]>([
    ['refused: no access', [into(0, { barrier: 'refused' })], []],
    ['refused, then let in', [into(0, { barrier: 'refused' }), into(60)], ['in60 →']],
    ['a refused reading links no chain', [into(0), into(300, { barrier: 'refused' }), into(600)], ['in0 →', 'in600 →']],
    ['refused on the way out', [into(0), out(900, { barrier: 'refused' }), out(1000)], ['in0 → out1000']],
    ['forced open is an access', [into(0, { barrier: 'forced' })], ['in0 →']],
  ])('%s', (_, readings, visits) => {
    expect(told(readings)).toEqual(visits);
  });

  const blue = { plateColour: 'blue' };
  const none = { plateColour: null };
  it.each<[string, Reading[], string[]]>([
    [
      'one text in two colours is two vehicles',
      [into(0), into(10, blue), out(900), out(910, blue)],
      ['in0 → out900', 'in10 → out910'],
    ],
    ['a reading without colour joins the one colour known', [into(0), out(900, none)], ['in0 → out900']],
    ['so does one read as another colour', [into(0), out(900, { plateColour: 'other' })], ['in0 → out900']],
    [
      'but stands apart where there are two',
      [into(0), into(10, blue), out(900, none)],
      ['in0 →', 'in10 →', '→ out900'],
    ],
    [
      'both greens are one',
      [into(0, { plateColour: 'green' }), out(900, { plateColour: 'yellow_green' })],
      ['in0 → out900'],
    ],
    ['no colour at all', [into(0, none), out(900, none)], ['in0 → out900']],
  ])('%s', (_, readings, visits) => {
    expect(told(readings)).toEqual(visits);
  });
});

describe('for any readings', () => {
  const some = fc
    .array(
      fc.record({
        direction: fc.constantFrom('in' as const, 'out' as const),
        seconds: fc.oneof(
          fc.nat({ max: 1200 }),
          fc.nat({ max: 40 }).map((n) => n * 100),
        ),
        plateColour: fc.constantFrom('yellow', 'yellow', 'blue', null),
        barrier: fc.constantFrom('passed' as const, null, 'forced' as const, 'refused' as const),
      }),
      { maxLength: 14 },
    )
    .map((all) =>
      all.map(({ direction, seconds, ...said }, index) => read(direction, seconds, { ...said, id: `r${10 + index}` })),
    );
  const bounded = { seed: 300, numRuns: 500 };
  const accessesOf = (readings: readonly Reading[]) =>
    visitsOf(readings, REPEAT).flatMap(({ entry, exit }) => [entry, exit].filter((access) => access !== undefined));

  it('the order of arrival does not matter', () => {
    const shuffled = some.chain((readings) =>
      fc.tuple(fc.constant(readings), fc.shuffledSubarray(readings, { minLength: readings.length })),
    );
    fc.assert(
      fc.property(shuffled, ([readings, arrived]) => {
        expect(visitsOf(arrived, REPEAT)).toEqual(visitsOf(readings, REPEAT));
      }),
      bounded,
    );
  });

  it('every reading that was not refused is in exactly one access of one visit, and no refused one is', () => {
    fc.assert(
      fc.property(some, (readings) => {
        const placed = accessesOf(readings).flatMap((access) => access.readings.map(({ id }) => id));
        const accessing = readings.filter(({ barrier }) => barrier !== 'refused').map(({ id }) => id);
        expect(placed.sort()).toEqual(accessing.sort());
      }),
      bounded,
    );
  });

  it('readings of one vehicle and direction within 300 s are one access, and no access has a longer pause', () => {
    fc.assert(
      fc.property(some, (readings) => {
        const accesses = accessesOf(readings);
        const accessOf = new Map(accesses.flatMap((access) => access.readings.map(({ id }) => [id, access.id])));
        const accessing = readings.filter(({ barrier }) => barrier !== 'refused');
        for (const one of accessing)
          for (const two of accessing) {
            const alike = one.direction === two.direction && one.plateColour === two.plateColour;
            if (alike && Math.abs(one.passedAt - two.passedAt) <= REPEAT)
              expect(accessOf.get(one.id)).toBe(accessOf.get(two.id));
          }
        for (const { direction, readings: of } of accesses)
          of.forEach((one, index) => {
            const before = of[index - 1];
            expect(one.direction).toBe(direction);
            if (before) expect(one.passedAt - before.passedAt).toBeLessThanOrEqual(REPEAT);
          });
      }),
      bounded,
    );
  });

  it('an exit belongs to the entry before it, and ids are those of first readings', () => {
    fc.assert(
      fc.property(some, (readings) => {
        const visits = visitsOf(readings, REPEAT);
        for (const { id, entry, exit } of visits) {
          expect(id).toBe((entry ?? exit)?.id);
          for (const access of [entry, exit]) expect(access?.id).toBe(access?.readings[0]?.id);
          if (entry && exit) expect(exit.startedAt).toBeGreaterThanOrEqual(entry.startedAt);
        }
        expect(new Set(visits.map(({ id }) => id)).size).toBe(visits.length);
      }),
      bounded,
    );
  });

  it('what it was given is left as it was', () => {
    fc.assert(
      fc.property(some, (readings) => {
        const before = structuredClone(readings);
        visitsOf(readings, REPEAT);
        expect(readings).toEqual(before);
      }),
      { ...bounded, numRuns: 50 },
    );
  });
});

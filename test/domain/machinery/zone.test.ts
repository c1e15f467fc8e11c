import { describe, expect, it } from 'vitest';
import type { ShownClass } from '../../../src/domain/machinery/shown-class.ts';
import {
  inForce,
  liesIn,
  standingIn,
  stepAllowed,
  ZONE_STEPS,
  type Zone,
  zoneFault,
} from '../../../src/domain/machinery/zone.ts';
import { zoneClasses } from '../../../src/domain/machinery/zone-smoke-class.ts';
import type { Ring } from '../../../src/domain/places/ring.ts';

const box = (west: number, south: number, east: number, north: number): Ring => [
  [west, south],
  [east, south],
  [east, north],
  [west, north],
  [west, south],
];
const zone = (more: Partial<Zone> = {}): Zone => ({
  ...{ id: 'z', name: '建成区', document: '通告', citation: '第一条', polygons: [[box(0, 0, 100, 100)]] },
  ...{ from: '2022-01-01', until: null, minStage: '3', smokeClass: null },
  ...{ categories: null, fuels: null, exempted: [] },
  ...more,
});
/** No test tells of any class. */
const untested = (): ShownClass => 'unknown';
const machine = { category: 'excavator', fuel: 'diesel', emissionStage: '2' };

describe('zones', () => {
  it.each([
    ['2021-12-31', '2021-12-31', false],
    ['2021-12-31', '2022-01-01', true],
    ['2022-06-30', '2022-06-30', true],
    ['2022-07-01', '2022-07-02', false],
    ['2021-01-01', '2023-01-01', true],
  ])('one of 2022-01-01 to 2022-06-30 is in force from %s to %s: %s', (from, until, expected) => {
    expect(inForce([zone({ until: '2022-06-30' })], { from, until }).length > 0).toBe(expected);
  });

  it('one without an end stays in force', () => {
    expect(inForce([zone()], { from: '2099-01-01', until: '2099-01-01' })).toHaveLength(1);
  });

  it.each([
    ['below', {}],
    ['meets', { emissionStage: '3' }],
    ['meets', { emissionStage: '4' }],
    ['meets', { emissionStage: 'D', fuel: 'electric' }],
    ['unknown', { emissionStage: 'X' }],
    ['unknown', { emissionStage: 'D' }],
    ['below', { fuel: null }],
  ])('a machine %s: %j', (expected, more) => {
    expect(standingIn(zone(), { ...machine, ...more }, untested)).toBe(expected);
  });

  it.each<[string, Partial<Zone>, object]>([
    ['not_named', { categories: ['loader'] }, {}],
    ['below', { categories: ['loader', 'excavator'] }, {}],
    ['not_named', { fuels: ['diesel'] }, { fuel: 'petrol' }],
    ['unknown', { fuels: ['diesel'] }, { fuel: null }],
    ['meets', { fuels: ['diesel'] }, { fuel: null, emissionStage: '3' }],
    ['meets', { minStage: null, smokeClass: 'III' }, { emissionStage: 'D', fuel: 'electric' }],
  ])('a machine is %s under %j', (expected, more, of) => {
    expect(standingIn(zone(more), { ...machine, ...of }, untested)).toBe(expected);
  });

  it.each<[string, ShownClass, Partial<Zone>]>([
    ['unknown', 'unknown', { minStage: null }],
    ['meets', 'within', { minStage: null }],
    ['below', 'above', { minStage: null }],
    ['unknown', 'unknown', { minStage: '2' }],
    ['below', 'within', { minStage: '3' }],
    ['below', 'above', { minStage: '2' }],
    ['unknown', 'above', { minStage: null, fuels: ['petrol', 'diesel'] }],
  ])('a class of smoke: a machine is %s where tests show %s under %j', (expected, shown, more) => {
    const of = { ...machine, fuel: more.fuels ? null : machine.fuel };
    expect(standingIn(zone({ smokeClass: 'III', ...more }), of, () => shown)).toBe(expected);
  });

  it('a site lies in a zone with any part of its outline, else by its pin; nowhere said is not told', () => {
    const pin = { longitudeE6: 100, latitudeE6: 50, boundary: null };
    const nowhere = { longitudeE6: null, latitudeE6: null, boundary: null };
    expect(liesIn(pin, zone())).toBe(true);
    expect(liesIn({ ...pin, longitudeE6: 101 }, zone())).toBe(false);
    expect(liesIn(nowhere, zone())).toBeUndefined();
    expect(liesIn({ ...nowhere, boundary: box(100, 100, 200, 200) }, zone())).toBe(true);
    expect(liesIn({ ...nowhere, boundary: box(101, 100, 200, 200) }, zone())).toBe(false);
    // The outline tells more than the pin.
    expect(liesIn({ ...pin, boundary: box(101, 100, 200, 200) }, zone())).toBe(false);
  });

  it.each<[string, readonly [Zone['smokeClass'], boolean][], [Zone['smokeClass'], Zone['smokeClass']]]>([
    ['no zone', [], [null, null]],
    ['one that asks for no class', [[null, true]], [null, null]],
    [
      'the strictest that surely binds',
      [
        ['II', true],
        ['III', true],
        [null, true],
      ],
      ['III', null],
    ],
    ['one that may bind', [['III', false]], [null, 'III']],
    [
      'a stricter one that may',
      [
        ['II', true],
        ['III', false],
      ],
      ['II', 'III'],
    ],
    [
      'a laxer one that may',
      [
        ['III', true],
        ['II', false],
      ],
      ['III', null],
    ],
  ])('classes of smoke that zones require: %s', (_name, zones, [leastClass, possibleClass]) => {
    expect(zoneClasses(zones.map(([smokeClass, sure]) => ({ smokeClass, sure })))).toEqual({
      leastClass,
      possibleClass,
    });
  });

  it.each<[state: string, of: { status: string; from?: string; replacesId?: string }, allowed: readonly boolean[]]>([
    ['a draft', { status: 'draft' }, [true, true, false, true]],
    ['a draft of the past', { status: 'draft', from: '2022-03-01' }, [true, true, false, true]],
    ['a draft that would replace one', { status: 'draft', replacesId: 'y' }, [true, true, false, true]],
    ['published, not begun', { status: 'published' }, [false, false, true, true]],
    ['published, not begun, and replaces one', { status: 'published', replacesId: 'y' }, [false, false, true, false]],
    ['published, on its first day', { status: 'published', from: '2022-03-04' }, [false, false, true, false]],
    ['withdrawn', { status: 'withdrawn' }, [false, false, false, false]],
  ])('one that is %s is changed, published, ended, withdrawn: %#', (_state, of, allowed) => {
    const row = { from: '2022-03-05', replacesId: null, ...of };
    expect(ZONE_STEPS.map((step) => stepAllowed(step, row, '2022-03-04'))).toEqual(allowed);
  });

  it('a zone demands something, and does not end before it begins', () => {
    expect(zoneFault(zone({ until: '2021-12-31' }))?.field).toBe('until');
    expect(zoneFault(zone({ until: '2022-01-01' }))).toBeUndefined();
    expect(zoneFault(zone({ minStage: null }))?.field).toBe('minStage');
  });
});

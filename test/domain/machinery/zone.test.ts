import { describe, expect, it } from 'vitest';
import { inForce, liesIn, standingIn, type Zone, zoneFault } from '../../../src/domain/machinery/zone.ts';
import { requiredSmokeClass } from '../../../src/domain/machinery/zone-smoke-class.ts';
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
    expect(standingIn(zone(), { ...machine, ...more })).toBe(expected);
  });

  it.each<[string, Partial<Zone>, object]>([
    ['not_named', { categories: ['loader'] }, {}],
    ['below', { categories: ['loader', 'excavator'] }, {}],
    ['not_named', { fuels: ['diesel'] }, { fuel: 'petrol' }],
    ['unknown', { fuels: ['diesel'] }, { fuel: null }],
    ['meets', { fuels: ['diesel'] }, { fuel: null, emissionStage: '3' }],
    ['meets', { minStage: null, smokeClass: 'III' }, { emissionStage: 'X' }],
  ])('a machine is %s under %j', (expected, more, of) => {
    expect(standingIn(zone(more), { ...machine, ...of })).toBe(expected);
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

  it('the strictest class of smoke counts', () => {
    const zones = (...classes: (Zone['smokeClass'] | null)[]) => classes.map((smokeClass) => zone({ smokeClass }));
    expect(requiredSmokeClass(zones('II', 'III', null))).toBe('III');
    expect(requiredSmokeClass(zones('II', 'I'))).toBe('II');
    expect(requiredSmokeClass(zones(null))).toBeUndefined();
    expect(requiredSmokeClass([])).toBeUndefined();
  });

  it('a zone demands something, and does not end before it begins', () => {
    expect(zoneFault(zone({ until: '2021-12-31' }))?.field).toBe('until');
    expect(zoneFault(zone({ until: '2022-01-01' }))).toBeUndefined();
    expect(zoneFault(zone({ minStage: null }))?.field).toBe('minStage');
  });
});

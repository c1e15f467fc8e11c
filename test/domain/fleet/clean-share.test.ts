import { describe, expect, it } from 'vitest';
import { cleanShareOf } from '../../../src/domain/fleet/clean-share.ts';

const rail = (kg: number) => ({ mode: 'rail', kg });
const byRoad = (kg = 0, newEnergyKg = 0, unweighed = 0) => ({ kg, newEnergyKg, unweighed });
const PLAN = { modes: ['rail', 'water', 'pipe', 'belt'], newEnergyTrucks: false };

describe('the clean share', () => {
  it.each([
    ['nothing moved', [], byRoad(), { cleanKg: 0, totalKg: 0, permille: null, unweighed: 0 }],
    ['all by rail', [rail(1_000)], byRoad(), { cleanKg: 1_000, totalKg: 1_000, permille: 1_000, unweighed: 0 }],
    ['all by road', [], byRoad(500), { cleanKg: 0, totalKg: 500, permille: 0, unweighed: 0 }],
    ['four fifths', [rail(800)], byRoad(200), { cleanKg: 800, totalKg: 1_000, permille: 800, unweighed: 0 }],
    ['just under', [rail(799)], byRoad(201), { cleanKg: 799, totalKg: 1_000, permille: 799, unweighed: 0 }],
    ['rounded down', [rail(2)], byRoad(1), { cleanKg: 2, totalKg: 3, permille: 666, unweighed: 0 }],
    ['not weighed', [rail(10)], byRoad(0, 0, 1), { cleanKg: 10, totalKg: 10, permille: 1_000, unweighed: 1 }],
  ])('%s', (_, moved, road, expected) => {
    expect(cleanShareOf(moved, road, PLAN)).toEqual(expected);
  });

  it('counts what the policy counts: new-energy trucks where it says so, a mode only where it names it', () => {
    const road = byRoad(500, 300);
    expect(cleanShareOf([rail(500)], road, { ...PLAN, newEnergyTrucks: true }).permille).toBe(800);
    expect(cleanShareOf([rail(500)], road, PLAN).permille).toBe(500);
    expect(cleanShareOf([rail(500)], road, { modes: ['pipe'], newEnergyTrucks: false }).permille).toBe(0);
  });
});

import { describe, expect, it } from 'vitest';
import { cargoAfter, isBulk } from '../../../src/domain/gates/cargo.ts';
import { goodsOf, trailerOf } from '../../../src/domain/gates/goods.ts';
import type { Cargo } from '../../../src/domain/gates/passage.ts';
import {
  coal,
  cokingPlant,
  diesel,
  judged,
  judgedVisit,
  kindsOf,
  missingOf,
  parcels,
  policies,
  powerPlant,
  powerPlantByRoad,
  reading,
  registered,
} from './builders.ts';

const at = '2021-10-15T12:00:00+08:00';
const later = '2021-10-15T14:00:00+08:00';

describe('goods vehicles and trailers (point 6)', () => {
  const typed = (value: string | null) => (value === null ? undefined : { value, origin: 'asserted' as const });
  it.each<[string | null, string | null, boolean, boolean | undefined]>([
    // type, colour, cargo given, goods
    ['H11', 'yellow', false, true],
    ['H31', 'blue', false, true],
    ['Q11', null, false, true],
    ['N11', 'green', false, true],
    ['K33', 'yellow', true, false],
    ['M21', null, true, false],
    ['Z51', 'yellow', true, false],
    [null, 'yellow', false, true],
    [null, 'yellow_green', false, true],
    [null, 'blue', false, false],
    [null, 'green', false, false],
    [null, 'black', false, false],
    [null, 'blue', true, true],
    [null, 'green', true, true],
    [null, 'black', true, true],
    [null, 'white', false, undefined],
    [null, 'other', false, undefined],
    [null, null, false, undefined],
    [null, null, true, true],
  ])('type %s, %s plate, cargo given %s: goods %s', (type, plateColour, cargoGiven, goods) => {
    const found = goodsOf({ vehicleType: typed(type), plate: '晋C12345', plateColour, cargoGiven });
    expect(found?.value).toBe(goods);
  });

  it('says where it knows it from', () => {
    const origin = (plateColour: string | null, cargoGiven: boolean, type: string | null = null) =>
      goodsOf({ vehicleType: typed(type), plate: '', plateColour, cargoGiven })?.origin;
    expect([origin('yellow', true), origin('blue', true), origin('blue', false), origin('blue', true, 'H11')]).toEqual([
      'inferred',
      'message',
      'inferred',
      'asserted',
    ]);
  });

  it.each<[string, string | null, boolean]>([
    ['晋C1234挂', null, true],
    ['晋C1234挂', 'Q11', true],
    ['晋C12345', 'B11', true],
    ['晋C12345', 'G19', true],
    ['晋C12345', 'H11', false],
    ['晋C12345', null, false],
  ])('plate %s, type %s: trailer %s', (plate, type, trailer) => {
    expect(trailerOf({ plate, vehicleType: typed(type) })?.value ?? false).toBe(trailer);
  });

  it('records a trailer and judges it by nothing', () => {
    const scene = {
      at: '2022-02-01T12:00:00+08:00',
      enterprise: powerPlantByRoad,
      cargo: coal,
      asserted: { emissionStage: '3' },
    };
    const judgement = judged({ ...scene, plate: '晋C1234挂' });
    expect([judgement.outcome, judgement.hold, kindsOf(judgement)]).toEqual(['compliant', false, []]);
    expect(judgement.facts).toMatchObject({
      'vehicle.trailer': { value: true, origin: 'message' },
      'vehicle.goods': { value: false, origin: 'message' },
    });
    expect(judged({ ...scene, asserted: { emissionStage: '3', vehicleType: 'B11' } }).outcome).toBe('compliant');
  });

  it('takes the registered type before the gate’s', () => {
    const registry = registered({ vehicleType: 'K33', emissionStage: '3' });
    expect(judged({ at, enterprise: cokingPlant, registry, asserted: diesel('3') }).outcome).toBe('compliant');
  });

  it('asks what it is where neither type, plate nor cargo tells', () => {
    const judgement = judged({
      at,
      enterprise: cokingPlant,
      plateColour: null,
      asserted: { emissionStage: '4', fuel: 'diesel' },
    });
    expect([judgement.outcome, missingOf(judgement)]).toEqual(['unverified', ['vehicle.goods']]);
  });

  it('an empty load is no cargo: a blue plate that carries nothing is no goods vehicle', () => {
    expect(judged({ at, enterprise: cokingPlant, plateColour: 'blue', cargo: { empty: true } }).outcome).toBe(
      'compliant',
    );
    expect(judged({ at, enterprise: cokingPlant, plateColour: 'blue', cargo: { kg: 900 } }).outcome).toBe('unverified');
  });
});

describe('bulk cargo (point 7)', () => {
  const names = policies.on('2021-10-15')?.parameter('bulkCargoNames') ?? [];
  it.each<[Cargo | null, boolean | undefined]>([
    [{ bulk: true }, true],
    [{ bulk: false }, false],
    [{ name: '煤炭', bulk: false }, false],
    [{ name: '百货', bulk: true }, true],
    [{ name: '煤炭' }, true],
    [{ name: '洗精煤' }, true],
    [{ name: ' 石灰石粉 ' }, true],
    [{ name: '氧化铝' }, true],
    [{ name: '百货' }, false],
    [{ name: '  ' }, undefined],
    [{ kg: 32_500 }, undefined],
    [{ empty: true }, false],
    [{ empty: true, bulk: true }, false],
    [{ empty: false }, undefined],
    [{ empty: false, name: '煤' }, true],
    [{}, undefined],
    [null, undefined],
  ])('%j: %s', (cargo, bulk) => {
    expect(isBulk(cargo, names)).toBe(bulk);
  });

  const entry = (cargo: Cargo | null) => reading(at, { id: 'in', asserted: diesel('5'), cargo });
  const exit = (cargo: Cargo | null) => reading(later, { id: 'out', direction: 'out', asserted: diesel('5'), cargo });
  const visit = (came: Cargo | null | undefined, left?: Cargo | null) =>
    judgedVisit({ rows: powerPlant }, came === undefined ? [] : [entry(came)], left === undefined ? [] : [exit(left)]);
  const empty = { empty: true };
  it.each<[string, Cargo | null | undefined, Cargo | null | undefined, string]>([
    ['bulk in', coal, undefined, 'violation'],
    ['parcels in', parcels, undefined, 'compliant'],
    ['unknown in', null, undefined, 'unverified'],
    ['empty in, still inside', empty, undefined, 'unverified'],
    ['empty in, bulk out', empty, coal, 'violation'],
    ['empty in, parcels out', empty, parcels, 'compliant'],
    ['empty in, empty out', empty, empty, 'compliant'],
    ['empty in, unknown out', empty, null, 'unverified'],
    ['bulk in, empty out', coal, empty, 'violation'],
    ['parcels in, bulk out: the exit repeats its entry', parcels, coal, 'compliant'],
    ['unknown in, bulk out: the load it came with is still unknown', null, coal, 'unverified'],
    ['bulk out, entry missed', undefined, coal, 'violation'],
    ['empty out, entry missed', undefined, empty, 'compliant'],
    ['unknown out, entry missed', undefined, null, 'unverified'],
  ])('%s', (_, came, left, outcome) => {
    expect(visit(came, left).outcome).toBe(outcome);
  });

  it('lets the exit of a truck that came empty bring the breach to light', () => {
    expect(visit(empty, coal).flags.map(({ kind, raisedBy }) => [kind, raisedBy])).toEqual([
      ['non_china_vi_access', 'out'],
    ]);
    expect(visit(coal, coal).flags.map(({ raisedBy }) => raisedBy)).toEqual(['in']);
  });

  it('but not a breach that stood since the entry, whatever it carries out', () => {
    const old = (cargo: Cargo) => ({ asserted: diesel('4'), cargo });
    const { flags } = judgedVisit(
      { rows: powerPlantByRoad },
      [reading(at, { id: 'in', ...old(empty) })],
      [reading(later, { id: 'out', direction: 'out', ...old(coal) })],
    );
    expect(flags.map(({ kind, raisedBy }) => [kind, raisedBy])).toEqual([
      ['below_china_v_access', 'in'],
      ['non_china_vi_access', 'out'],
    ]);
  });

  it('takes the first reading of the access that tells', () => {
    const two = judgedVisit({ rows: powerPlant }, [entry({ kg: 30_000 }), { ...entry(coal), id: 'in2' }]);
    expect(two.facts['cargo.bulk']).toEqual({ value: true, origin: 'message' });
  });
});

describe('a load of which more is told later (point 7)', () => {
  it.each<[string, Cargo | null, Cargo, Cargo]>([
    ['nothing was known', null, { kg: 31_200 }, { kg: 31_200 }],
    ['the weighbridge tells the mass only', coal, { kg: 31_200 }, { ...coal, kg: 31_200 }],
    ['the name comes after the mass', { kg: 31_200 }, { name: '煤炭' }, { name: '煤炭', kg: 31_200 }],
    ['the same name again', coal, { name: '煤炭' }, coal],
    ['another load', { ...coal, kg: 31_200 }, { name: '百货' }, { name: '百货' }],
    ['bulk after all', parcels, { bulk: true }, { name: '百货', bulk: true }],
    ['it was empty', coal, { empty: true }, { empty: true }],
    ['it was not empty', { empty: true }, { kg: 31_200 }, { kg: 31_200 }],
  ])('%s', (_name, known, told, after) => {
    expect(cargoAfter(known, told)).toEqual(after);
  });
});

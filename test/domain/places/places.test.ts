import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Place, touch, turn } from '../../../src/domain/places/plane.ts';
import { holds, meets, type Polygon, polygonFault } from '../../../src/domain/places/polygon.ts';
import { edgesOf, type Ring, ringFault, roughArea, sideOf, wound } from '../../../src/domain/places/ring.ts';

const SPAN = 180_000_000;
const anywhere = fc.tuple(fc.integer({ min: -SPAN, max: SPAN }), fc.integer({ min: -SPAN / 2, max: SPAN / 2 }));
const nearby = fc.tuple(fc.integer({ min: 0, max: 12 }), fc.integer({ min: 0, max: 12 }));
/** Far out and close together, where products lose digits. */
const crowded = fc.tuple(fc.integer({ min: SPAN - 3, max: SPAN }), fc.integer({ min: 0, max: 3 }));
const place = fc.oneof(anywhere, nearby, crowded) as fc.Arbitrary<Place>;

const exactTurn = ([ax, ay]: Place, [bx, by]: Place, [cx, cy]: Place): number => {
  const big = BigInt;
  const value = (big(bx) - big(ax)) * (big(cy) - big(ay)) - (big(by) - big(ay)) * (big(cx) - big(ax));
  return value > 0n ? 1 : value < 0n ? -1 : 0;
};

const box = (west: number, south: number, east: number, north: number): Ring => [
  [west, south],
  [east, south],
  [east, north],
  [west, north],
  [west, south],
];
/** An outline with a straight edge at every angle: a star around (0, 0) whose rays have these lengths. */
const star = fc.array(fc.integer({ min: 1, max: 1000 }), { minLength: 3, maxLength: 12 }).map((lengths): Ring => {
  const corners = lengths.map((length, index): Place => {
    const angle = (2 * Math.PI * index) / lengths.length;
    return [Math.round(length * 1000 * Math.cos(angle)), Math.round(length * 1000 * Math.sin(angle))];
  });
  return [...corners, corners[0] ?? [0, 0]];
});

describe('turns and lines', () => {
  it('a turn is what exact arithmetic says, and the other way round the opposite', () => {
    fc.assert(
      fc.property(place, place, place, (a, b, c) => {
        expect(turn(a, b, c)).toBe(exactTurn(a, b, c));
        expect(turn(b, a, c)).toBe(turn(a, b, c) === 0 ? 0 : -turn(a, b, c));
      }),
    );
  });

  it('decides what doubles would not: a millionth of a degree beside a line across the world', () => {
    const [a, b]: [Place, Place] = [
      [-180_000_000, -90_000_000],
      [179_999_999, 89_999_999],
    ];
    for (const c of [
      [89_999_999, 45_000_000],
      [90_000_000, 45_000_000],
      [-1, 0],
    ] as Place[])
      expect(turn(a, b, c)).toBe(exactTurn(a, b, c));
  });

  it('lines touch whichever way they are named', () => {
    fc.assert(
      fc.property(nearby, nearby, nearby, nearby, (a, b, c, d) => {
        const once = touch(a, b, c, d);
        expect(touch(c as Place, d as Place, a as Place, b as Place)).toBe(once);
        expect(touch(b as Place, a as Place, d as Place, c as Place)).toBe(once);
      }),
    );
  });

  it.each<[string, Place, Place, Place, Place, boolean]>([
    ['a cross', [0, 0], [2, 2], [0, 2], [2, 0], true],
    ['an end on the other', [0, 0], [2, 0], [1, 0], [1, 5], true],
    ['end to end', [0, 0], [2, 0], [2, 0], [3, 3], true],
    ['on one line, one within the other', [0, 0], [9, 0], [3, 0], [4, 0], true],
    ['on one line, apart', [0, 0], [2, 0], [3, 0], [4, 0], false],
    ['side by side', [0, 0], [2, 0], [0, 1], [2, 1], false],
    ['a place on a line', [1, 1], [1, 1], [0, 0], [2, 2], true],
  ])('%s', (_name, a, b, c, d, expected) => {
    expect(touch(a, b, c, d)).toBe(expected);
  });
});

describe('outlines', () => {
  it.each<[string, Ring, number | undefined]>([
    ['a box', box(0, 0, 2, 2), undefined],
    [
      'a triangle',
      [
        [0, 0],
        [2, 0],
        [0, 2],
        [0, 0],
      ],
      undefined,
    ],
    [
      'one with a corner that is none',
      [
        [0, 0],
        [1, 0],
        [2, 0],
        [2, 2],
        [0, 0],
      ],
      undefined,
    ],
    ['nothing', [], 0],
    [
      'open',
      [
        [0, 0],
        [2, 0],
        [2, 2],
        [0, 2],
      ],
      3,
    ],
    [
      'a line there and back',
      [
        [0, 0],
        [2, 0],
        [0, 0],
      ],
      2,
    ],
    [
      'a flat triangle',
      [
        [0, 0],
        [1, 0],
        [2, 0],
        [0, 0],
      ],
      2,
    ],
    [
      'a place twice',
      [
        [0, 0],
        [0, 0],
        [2, 0],
        [0, 2],
        [0, 0],
      ],
      1,
    ],
    [
      'a spike',
      [
        [0, 0],
        [4, 0],
        [2, 0],
        [2, 2],
        [0, 0],
      ],
      1,
    ],
    [
      'a bow tie',
      [
        [0, 0],
        [2, 2],
        [2, 0],
        [0, 2],
        [0, 0],
      ],
      2,
    ],
    [
      'a waist',
      [
        [0, 0],
        [2, 0],
        [1, 1],
        [2, 2],
        [0, 2],
        [1, 1],
        [0, 0],
      ],
      4,
    ],
  ])('%s', (_name, ring, at) => {
    expect(ringFault(ring)?.at).toBe(at);
  });

  it('stars have no fault, either way round, and winding keeps what is inside', () => {
    fc.assert(
      fc.property(star, nearby, (ring, [x, y]) => {
        fc.pre(ringFault(ring) === undefined);
        const back = [...ring].reverse();
        expect(ringFault(back)).toBeUndefined();
        // They run round (0, 0) to the left.
        expect(wound(ring)).toEqual(ring);
        expect(wound(back)).toEqual(ring);
        expect(roughArea(back)).toBeCloseTo(roughArea(ring), 3);
        const at: Place = [x * 50_000 - 300_000, y * 50_000 - 300_000];
        expect(sideOf(at, back)).toBe(sideOf(at, ring));
      }),
    );
  });

  it('the left is anticlockwise', () => {
    expect(wound(box(0, 0, 2, 2))).toEqual(box(0, 0, 2, 2));
    expect(wound([...box(0, 0, 2, 2)].reverse())).toEqual(box(0, 0, 2, 2));
    expect(wound(box(0, 0, 2, 2), 'right')).toEqual([...box(0, 0, 2, 2)].reverse());
  });

  it('corners and middles of edges are on the line; beside them is in or out', () => {
    fc.assert(
      fc.property(star, (ring) => {
        fc.pre(ringFault(ring) === undefined);
        for (const [a, b] of edgesOf(ring)) {
          expect(sideOf(a, ring)).toBe('line');
          const middle: Place = [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2];
          if (Number.isInteger(middle[0]) && Number.isInteger(middle[1])) expect(sideOf(middle, ring)).toBe('line');
        }
        expect(sideOf([2_000_000, 0], ring)).toBe('outside');
      }),
    );
  });

  it('a box holds what its bounds say', () => {
    fc.assert(
      fc.property(nearby, ([x, y]) => {
        const side = sideOf([x, y], box(3, 4, 8, 9));
        const within = x >= 3 && x <= 8 && y >= 4 && y <= 9;
        const strictly = x > 3 && x < 8 && y > 4 && y < 9;
        expect(side).toBe(strictly ? 'inside' : within ? 'line' : 'outside');
      }),
    );
  });

  it('ways through corners are counted once', () => {
    const teeth: Ring = [
      [0, 0],
      [2, 2],
      [4, 0],
      [6, 2],
      [8, 0],
      [8, 4],
      [0, 4],
      [0, 0],
    ];
    for (const [x, side] of [
      [-1, 'outside'],
      [1, 'outside'],
      [3, 'outside'],
      [5, 'outside'],
      [9, 'outside'],
    ] as const)
      expect(sideOf([x, 0], teeth)).toBe(side);
    for (const x of [1, 3, 5, 7]) expect(sideOf([x, 2], teeth)).toBe('inside');
    expect(sideOf([2, 2], teeth)).toBe('line');
  });
});

describe('polygons', () => {
  const ring: Polygon = [box(0, 0, 100, 100), box(40, 40, 60, 60)];

  it.each<[string, Polygon, number | undefined]>([
    ['a hole inside', ring, undefined],
    ['a hole outside', [box(0, 0, 10, 10), box(20, 20, 30, 30)], 1],
    ['a hole on the outline', [box(0, 0, 10, 10), box(0, 2, 5, 5)], 1],
    ['a hole across the outline', [box(0, 0, 10, 10), box(5, 5, 15, 6)], 1],
    ['holes that meet', [box(0, 0, 99, 99), box(1, 1, 9, 9), box(9, 9, 12, 12)], 2],
    ['a hole in a hole', [box(0, 0, 99, 99), box(1, 1, 9, 9), box(2, 2, 3, 3)], 2],
    [
      'a hole with a fault',
      [
        box(0, 0, 99, 99),
        [
          [1, 1],
          [2, 2],
          [2, 1],
          [1, 2],
          [1, 1],
        ],
      ],
      1,
    ],
  ])('%s', (_name, polygon, at) => {
    expect(polygonFault(polygon)?.ring).toBe(at);
  });

  it.each<[string, Place, boolean]>([
    ['inside', [10, 10], true],
    ['on the outline', [0, 50], true],
    ['a corner', [100, 100], true],
    ['a millionth outside', [101, 50], false],
    ['in the hole', [50, 50], false],
    ['on the line of the hole', [40, 50], true],
  ])('a place %s', (_name, at, expected) => {
    expect(holds(ring, at)).toBe(expected);
  });

  it.each<[string, Ring, boolean]>([
    ['within', box(10, 10, 20, 20), true],
    ['across the outline', box(90, 90, 120, 120), true],
    ['touching a corner', box(100, 100, 120, 120), true],
    ['along an edge', box(100, 0, 120, 100), true],
    ['a millionth away', box(101, 0, 120, 100), false],
    ['around it all', box(-5, -5, 200, 200), true],
    ['in the hole', box(45, 45, 55, 55), false],
    ['in the hole, touching its line', box(40, 45, 55, 55), true],
    ['filling the hole', box(40, 40, 60, 60), true],
    ['around the hole', box(30, 30, 70, 70), true],
    ['far away, in line with it', box(500, 0, 600, 100), false],
  ])('an area %s', (_name, area, expected) => {
    expect(meets(ring, area)).toBe(expected);
  });

  it('two outlines meet either way, and always where one holds a corner of the other', () => {
    fc.assert(
      fc.property(star, star, fc.integer({ min: -1200, max: 1200 }), (one, other, by) => {
        const away = other.map(([x, y]): Place => [x + by * 1000, y]);
        fc.pre(ringFault(one) === undefined && ringFault(away) === undefined);
        const met = meets([one], away);
        expect(meets([away], one)).toBe(met);
        if (away.some((corner) => holds([one], corner))) expect(met).toBe(true);
      }),
    );
  });
});

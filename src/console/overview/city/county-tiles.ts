import type { CountyCode } from '../../../domain/codes/county.ts';

/** Where each county stands on the schematic, in squares: roughly as they lie to one another, and nothing of their borders. */
export type Tile = { readonly code: CountyCode; readonly x: number; readonly y: number; readonly wide: number };

export const TILES: readonly Tile[] = [
  { code: '140322', x: 0, y: 0, wide: 3 },
  { code: '140311', x: 0, y: 1, wide: 1 },
  { code: '140303', x: 1, y: 1, wide: 1 },
  { code: '140302', x: 2, y: 1, wide: 1 },
  { code: '140371', x: 3, y: 1, wide: 1 },
  { code: '140321', x: 1, y: 2, wide: 3 },
];

/** Light to dark, and whether what is written on it is light. */
const STEPS = [
  ['#eef6f4', false],
  ['#cfe6e1', false],
  ['#9ccbc2', false],
  ['#4f9d92', false],
  ['#0b5f57', true],
] as const;
const NONE = ['#f3f4f6', false] as const;

/** The colour of a number among those of all counties, from nothing to the most. */
export function shadeOf(value: number | null, most: number): readonly [string, boolean] {
  if (value === null) return NONE;
  if (value === 0 || most === 0) return STEPS[0];
  const step = Math.min(STEPS.length - 1, Math.ceil((value / most) * (STEPS.length - 1)));
  return STEPS[step] ?? NONE;
}

/** The colours in their order, for the key of the map. */
export const SHADES: readonly string[] = STEPS.map(([colour]) => colour);

import { classifyPlate } from '../codes/plate.ts';
import { tellingColour } from './colour.ts';

/** Signs that cameras take for one another. */
const ALIKE: readonly string[] = ['0OD', '1I', '8B', '5S', '2Z'];
const PROVINCES = '京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼';
/** Signs of plate colours, of which 黑 is a province too. */
const COLOUR_SIGNS = '蓝黄白黑绿';
const MOST_DIFFERENCES = 3;
const MOST_VARIANTS = 400;

/** One sign of a text that may be another; `at` counts from 0, `instead` is empty for a sign too many. */
export type Difference = { readonly at: number; readonly read: string; readonly instead: string };

/** A plate that may have been meant: `alternative` is the place in the camera's list that it starts from, null for the text read. */
export type PlateVariant = {
  readonly plate: string;
  readonly differences: readonly Difference[];
  readonly alternative: number | null;
};

/**
 * The plates that a normalised text may stand for, the nearest first: look-alikes of it, a colour's sign in front of the
 * province or in its place, and what the camera itself thought possible with the look-alikes of that. A sign too few or
 * too many is only believed where such an alternative says so. The text itself is left out.
 */
export function variantsOf(read: string, alternatives: readonly string[]): PlateVariant[] {
  const found = new Map<string, PlateVariant>([[read, { plate: read, differences: [], alternative: null }]]);
  let level: PlateVariant[] = [read, ...alternatives].flatMap((plate, index) =>
    plate === '' ? [] : [{ plate, differences: [], alternative: index === 0 ? null : index - 1 }],
  );
  for (let differences = 0; differences <= MOST_DIFFERENCES && level.length > 0; differences += 1) {
    for (const variant of level) {
      if (found.size > MOST_VARIANTS) return [...found.values()].slice(1);
      if (!found.has(variant.plate)) found.set(variant.plate, variant);
    }
    level = level.flatMap(changedOnce);
  }
  return [...found.values()].slice(1);
}

/** Each way of changing one sign behind the last that was changed. */
function changedOnce(variant: PlateVariant): PlateVariant[] {
  const { plate, differences } = variant;
  const signs = [...plate];
  const from = (differences.at(-1)?.at ?? -1) + 1;
  const put = (at: number, instead: string): PlateVariant => ({
    ...variant,
    plate: [...signs.slice(0, at), instead, ...signs.slice(at + 1)].join(''),
    differences: [...differences, { at, read: signs[at] ?? '', instead }],
  });
  const replaced = signs.flatMap((sign, at) => {
    if (at < from) return [];
    const group = ALIKE.find((alike) => alike.includes(sign));
    return [...(group ?? '')].filter((other) => other !== sign).map((instead) => put(at, instead));
  });
  return differences.length === 0 ? [...firstSigns(signs, put), ...replaced] : replaced;
}

/** A colour's sign goes where a province follows it, and may stand for any province where a city's letter does. */
function firstSigns(signs: readonly string[], put: (at: number, instead: string) => PlateVariant): PlateVariant[] {
  const [first = '', second = ''] = signs;
  if (!COLOUR_SIGNS.includes(first) || first === '') return [];
  if (PROVINCES.includes(second) && second !== '') return [put(0, '')];
  if (!/^[A-Z]$/.test(second)) return [];
  return [...PROVINCES].filter((province) => province !== first).map((province) => put(0, province));
}

/** A vehicle on the register under a plate, on the day in question. */
export type RegisteredPlate = {
  readonly vehicleId: string;
  readonly plate: string;
  readonly plateColour: string;
  readonly verified: boolean;
};

export type PlateCandidate = RegisteredPlate & {
  readonly differences: readonly Difference[];
  readonly alternative: number | null;
  /** Whether it is on the register in the colour that was read; null where the colour read tells nothing. */
  readonly colourAgrees: boolean | null;
};

/**
 * The registered vehicles that a reading may have been of, likeliest first: not of another colour, fewest differences, the
 * text read before the camera's alternatives, verified ones first. It is for a person to choose.
 */
export function candidatesOf(
  variants: readonly PlateVariant[],
  registered: readonly RegisteredPlate[],
  colourRead: string | null,
): PlateCandidate[] {
  const byPlate = new Map(variants.map((variant) => [variant.plate, variant]));
  const colour = tellingColour(colourRead);
  const rankOf = ({ colourAgrees, differences, alternative, verified }: PlateCandidate): number[] => [
    colourAgrees === false ? 1 : 0,
    differences.length,
    alternative === null ? -1 : alternative,
    colourAgrees === true ? 0 : 1,
    verified ? 0 : 1,
  ];
  return registered
    .flatMap((vehicle) => {
      const variant = byPlate.get(vehicle.plate);
      if (!variant) return [];
      const { differences, alternative } = variant;
      const colourAgrees = colour === undefined ? null : tellingColour(vehicle.plateColour) === colour;
      return [{ ...vehicle, differences, alternative, colourAgrees }];
    })
    .sort((a, b) => inOrder(rankOf(a), rankOf(b)) || (a.plate < b.plate ? -1 : a.plate > b.plate ? 1 : 0));
}

function inOrder(a: readonly number[], b: readonly number[]): number {
  const at = a.findIndex((value, index) => value !== b[index]);
  return at === -1 ? 0 : (a[at] ?? 0) - (b[at] ?? 0);
}

/** Why a person should look at a plate as it was read (待核号牌). */
export const DOUBTS = ['unreadable', 'low_confidence', 'unknown_shape', 'candidates', 'proposed'] as const;
export type Doubt = (typeof DOUBTS)[number];

/** The doubts about a reading; none for a plate that is on the register and was read surely. */
export function doubtsOf(
  reading: { readonly plate: string; readonly confidenceE4: number | null },
  known: { readonly registered: boolean; readonly candidates: boolean; readonly proposed: boolean },
  doubtfulBelowE4: number,
): Doubt[] {
  const { plate, confidenceE4 } = reading;
  const doubts: Doubt[] = [];
  if (plate === '') doubts.push('unreadable');
  if (confidenceE4 !== null && confidenceE4 < doubtfulBelowE4) doubts.push('low_confidence');
  if (plate !== '' && !known.registered && classifyPlate(plate) === undefined) doubts.push('unknown_shape');
  if (known.candidates && !known.registered) doubts.push('candidates');
  if (known.proposed) doubts.push('proposed');
  return doubts;
}

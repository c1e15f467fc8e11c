/**
 * A place: [longitude, latitude] in whole millionths of a degree, WGS 84. Lines between places are straight on these numbers, and
 * all that is asked of them is answered exactly.
 */
export type Place = readonly [number, number];

/** Whether the turn a → b → c is to the left (1), to the right (-1) or none (0). */
export function turn(a: Place, b: Place, c: Place): -1 | 0 | 1 {
  const left = (b[0] - a[0]) * (c[1] - a[1]);
  const right = (b[1] - a[1]) * (c[0] - a[0]);
  const difference = left - right;
  // The differences are exact, and so are products below 2⁵³; a rounded one is off by less than 2⁻⁵² of itself.
  const exact = Math.abs(left) <= Number.MAX_SAFE_INTEGER && Math.abs(right) <= Number.MAX_SAFE_INTEGER;
  if (exact || Math.abs(difference) > (Math.abs(left) + Math.abs(right)) * 2 ** -50) return signOf(difference);
  return signOf(BigInt(b[0] - a[0]) * BigInt(c[1] - a[1]) - BigInt(b[1] - a[1]) * BigInt(c[0] - a[0]));
}

/** Whether a place lies on the line from a to b, its ends included. */
export function isOn(place: Place, a: Place, b: Place): boolean {
  return isBetween(place, a, b) && turn(a, b, place) === 0;
}

/** Whether two lines share a place, if only an end. */
export function touch(a: Place, b: Place, c: Place, d: Place): boolean {
  if (apart(a, b, c, d, 0) || apart(a, b, c, d, 1)) return false;
  const [c1, c2] = [turn(a, b, c), turn(a, b, d)];
  const [a1, a2] = [turn(c, d, a), turn(c, d, b)];
  if (c1 * c2 < 0 && a1 * a2 < 0) return true;
  return (
    (c1 === 0 && isBetween(c, a, b)) ||
    (c2 === 0 && isBetween(d, a, b)) ||
    (a1 === 0 && isBetween(a, c, d)) ||
    (a2 === 0 && isBetween(b, c, d))
  );
}

export const isSame = (a: Place, b: Place): boolean => a[0] === b[0] && a[1] === b[1];

/** Whether a place lies in the box of two others, edges included. */
function isBetween([x, y]: Place, a: Place, b: Place): boolean {
  return (
    Math.min(a[0], b[0]) <= x && x <= Math.max(a[0], b[0]) && Math.min(a[1], b[1]) <= y && y <= Math.max(a[1], b[1])
  );
}

function apart(a: Place, b: Place, c: Place, d: Place, axis: 0 | 1): boolean {
  return (
    Math.max(a[axis], b[axis]) < Math.min(c[axis], d[axis]) || Math.max(c[axis], d[axis]) < Math.min(a[axis], b[axis])
  );
}

const signOf = (value: number | bigint): -1 | 0 | 1 => (value > 0 ? 1 : value < 0 ? -1 : 0);

import type { Message } from '../failure.ts';
import { isOn, isSame, type Place, touch, turn } from './plane.ts';

/** An outline as GeoJSON writes it: its first place is repeated as the last. */
export type Ring = readonly Place[];

export type RingFault = { readonly at: number; readonly detail: Message };

/** What is wrong with an outline, if anything, and at which place: it must be closed and must neither cross nor touch itself. */
export function ringFault(ring: Ring): RingFault | undefined {
  const [first] = ring;
  const last = ring.at(-1);
  if (!first || !last || ring.length < 4 || !isSame(first, last))
    return { at: Math.max(ring.length - 1, 0), detail: OPEN };
  const edges = edgesOf(ring);
  for (const [index, [a, b]] of edges.entries()) {
    if (isSame(a, b)) return { at: index + 1, detail: TWICE };
    const [, after] = edges[(index + 1) % edges.length] ?? [b, b];
    if (turnsBack(a, b, after)) return { at: index + 1, detail: CROSSING };
  }
  for (const [index, [a, b]] of edges.entries())
    for (let other = index + 2; other < edges.length; other += 1) {
      if (index === 0 && other === edges.length - 1) continue;
      const [c, d] = edges[other] ?? [a, b];
      if (touch(a, b, c, d)) return { at: other, detail: CROSSING };
    }
  return undefined;
}

/** The lines of an outline. */
export function edgesOf(ring: Ring): (readonly [Place, Place])[] {
  return ring.slice(1).map((place, index) => [ring[index] ?? place, place] as const);
}

/** Where a place lies to an outline without faults. */
export function sideOf(place: Place, ring: Ring): 'inside' | 'line' | 'outside' {
  let inside = false;
  for (const [a, b] of edgesOf(ring)) {
    if (isOn(place, a, b)) return 'line';
    const crosses = a[1] > place[1] !== b[1] > place[1];
    if (crosses && b[1] > a[1] === turn(a, b, place) > 0) inside = !inside;
  }
  return inside ? 'inside' : 'outside';
}

/** The same outline run through to the left (RFC 7946), or to the right as holes are. */
export function wound(ring: Ring, to: 'left' | 'right' = 'left'): Ring {
  return isLeft(ring) === (to === 'left') ? ring : [...ring].reverse();
}

/** At its first place from the west, an outline turns as it does as a whole. */
function isLeft(ring: Ring): boolean {
  const places = ring.slice(1);
  const west = places.reduce((least, place, index) => (isBefore(place, places[least] ?? place) ? index : least), 0);
  const at = (index: number): Place => places[(index + places.length) % places.length] ?? [0, 0];
  return turn(at(west - 1), at(west), at(west + 1)) > 0;
}

const isBefore = (a: Place, b: Place): boolean => a[0] < b[0] || (a[0] === b[0] && a[1] < b[1]);

/** Whether the way goes back on itself at b. */
function turnsBack(a: Place, b: Place, c: Place): boolean {
  if (turn(a, b, c) !== 0) return false;
  return Math.sign(a[0] - b[0]) === Math.sign(c[0] - b[0]) && Math.sign(a[1] - b[1]) === Math.sign(c[1] - b[1]);
}

const METRES_E6 = 0.111_32;

/** How large an outline is, about, in square metres: to refuse what cannot be meant, and for nothing else. */
export function roughArea(ring: Ring): number {
  const [origin] = ring;
  if (!origin) return 0;
  const width = METRES_E6 * Math.cos((origin[1] / 1e6) * (Math.PI / 180));
  const flat = ring.map(([x, y]) => [(x - origin[0]) * width, (y - origin[1]) * METRES_E6] as const);
  const doubled = flat.slice(1).reduce((sum, [x, y], index) => {
    const [px, py] = flat[index] ?? [x, y];
    return sum + px * y - x * py;
  }, 0);
  return Math.abs(doubled) / 2;
}

const OPEN: Message = {
  en: 'An outline has at least four places, the last of them the first again.',
  zh: '边界至少需要四个点，且最后一点须与第一点相同。',
};
const TWICE: Message = { en: 'The same place stands here twice in a row.', zh: '此处连续两次给出同一点。' };
const CROSSING: Message = { en: 'The outline crosses or touches itself here.', zh: '边界在此处自相交或自相接。' };

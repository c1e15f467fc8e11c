import type { Message } from '../failure.ts';
import { type Place, touch } from './plane.ts';
import { edgesOf, type Ring, ringFault, sideOf, wound } from './ring.ts';

/** An outline and the holes in it. */
export type Polygon = readonly [Ring, ...Ring[]];

export type PolygonFault = { readonly ring: number; readonly at: number; readonly detail: Message };

/** What is wrong with a polygon, if anything: each ring for itself, and holes that are not wholly inside or meet each other. */
export function polygonFault(polygon: Polygon): PolygonFault | undefined {
  for (const [ring, places] of polygon.entries()) {
    const fault = ringFault(places);
    if (fault) return { ring, ...fault };
  }
  const [outline, ...holes] = polygon;
  for (const [index, hole] of holes.entries()) {
    const [first] = hole;
    if (!first || sideOf(first, outline) !== 'inside' || linesMeet(hole, outline))
      return { ring: index + 1, at: 0, detail: OUTSIDE };
    if (holes.slice(0, index).some((other) => ringsMeet(hole, other)))
      return { ring: index + 1, at: 0, detail: MEETING };
  }
  return undefined;
}

/** As GeoJSON wants it: the outline to the left, holes to the right. */
export const turned = ([outline, ...holes]: Polygon): Polygon => [
  wound(outline),
  ...holes.map((hole) => wound(hole, 'right')),
];

/** Whether a place is in a polygon. Its lines are part of it, those of its holes as well: on the line is inside. */
export function holds([outline, ...holes]: Polygon, place: Place): boolean {
  return sideOf(place, outline) !== 'outside' && holes.every((hole) => sideOf(place, hole) !== 'inside');
}

/** Whether an area shares a place with a polygon, if only on a line. */
export function meets(polygon: Polygon, area: Ring): boolean {
  const [first] = area;
  const [outline] = polygon;
  const [corner] = outline;
  if (!first || !corner || areApart(outline, area)) return false;
  return polygon.some((ring) => linesMeet(ring, area)) || holds(polygon, first) || sideOf(corner, area) !== 'outside';
}

function ringsMeet(one: Ring, other: Ring): boolean {
  return meets([one], other);
}

function linesMeet(one: Ring, other: Ring): boolean {
  const edges = edgesOf(other);
  return edgesOf(one).some(([a, b]) => edges.some(([c, d]) => touch(a, b, c, d)));
}

function areApart(one: Ring, other: Ring): boolean {
  const [a, b] = [boxOf(one), boxOf(other)];
  return a.east < b.west || b.east < a.west || a.north < b.south || b.north < a.south;
}

function boxOf(ring: Ring) {
  const box = { west: Infinity, south: Infinity, east: -Infinity, north: -Infinity };
  for (const [x, y] of ring) {
    box.west = Math.min(box.west, x);
    box.east = Math.max(box.east, x);
    box.south = Math.min(box.south, y);
    box.north = Math.max(box.north, y);
  }
  return box;
}

const OUTSIDE: Message = {
  en: 'A hole must lie inside the outline and not touch it.',
  zh: '孔洞须完全位于外边界之内且不得与其相接。',
};
const MEETING: Message = { en: 'Holes must not meet.', zh: '孔洞之间不得相交或相接。' };

import { z } from 'zod';
import type { Message } from '../domain/failure.ts';
import type { Place } from '../domain/places/plane.ts';
import { type Polygon, polygonFault, turned } from '../domain/places/polygon.ts';
import { roughArea } from '../domain/places/ring.ts';
import { check, refuse, scaled } from './schemas.ts';

const LATITUDE: Message = {
  en: 'A place is [longitude, latitude]; this latitude lies beyond 90 degrees.',
  zh: '坐标顺序为 [经度, 纬度]；此处纬度超出 90 度。',
};

/** A GeoJSON position; gives a `Place`. */
const place = z
  .array(scaled(6, { min: -180, max: 180 }))
  .length(2)
  .superRefine(check((at) => Math.abs(at[1] ?? 0) <= 90_000_000, LATITUDE))
  .transform((at) => at as unknown as Place);

export const WGS84 =
  'WGS 84 (EPSG:4326) decimal degrees, [longitude, latitude], at most six decimals. Coordinates read off Chinese web maps are GCJ-02 or BD-09, some hundred metres away: convert them first.';

type Bounds = { readonly points: number; readonly holes: number; readonly squareMetres: number };

/** The coordinates of a GeoJSON polygon: an outline and its holes, without faults, turned as RFC 7946 wants. */
function polygonCoordinates({ points, holes, squareMetres }: Bounds) {
  return z
    .array(z.array(place).min(4).max(points))
    .min(1)
    .max(holes + 1)
    .transform((rings, context): Polygon => {
      const polygon = rings as unknown as Polygon;
      const fault = polygonFault(polygon);
      if (fault) refuse(context, fault.detail, [fault.ring, fault.at]);
      else if (roughArea(polygon[0]) > squareMetres) refuse(context, tooLarge(squareMetres), [0]);
      else return turned(polygon);
      return z.NEVER;
    });
}

function tooLarge(squareMetres: number): Message {
  const km2 = squareMetres / 1e6;
  return {
    en: `This is larger than ${km2} km²: are the coordinates right?`,
    zh: `面积超过 ${km2} 平方公里，请核对坐标。`,
  };
}

/** A GeoJSON polygon without holes; gives its ring. */
export const outlineInput = (bounds: Omit<Bounds, 'holes'>) =>
  z
    .strictObject({ type: z.literal('Polygon'), coordinates: polygonCoordinates({ ...bounds, holes: 0 }) })
    .meta({ description: `A GeoJSON Polygon without holes. ${WGS84}` })
    .transform(({ coordinates: [ring] }) => ring);

/** A GeoJSON Polygon or MultiPolygon; gives its polygons. */
export const areaInput = (bounds: Bounds & { readonly polygons: number }) => {
  const coordinates = polygonCoordinates(bounds);
  return z
    .discriminatedUnion('type', [
      z.strictObject({ type: z.literal('Polygon'), coordinates }),
      z.strictObject({
        type: z.literal('MultiPolygon'),
        coordinates: z.array(coordinates).min(1).max(bounds.polygons),
      }),
    ])
    .meta({ description: `A GeoJSON Polygon or MultiPolygon. ${WGS84}` })
    .transform((area): readonly Polygon[] => (area.type === 'Polygon' ? [area.coordinates] : area.coordinates));
};

const positions = z.array(z.array(z.number()).length(2));
export const polygonOut = z.strictObject({ type: z.literal('Polygon'), coordinates: z.array(positions) });
export const areaOut = z.strictObject({ type: z.literal('MultiPolygon'), coordinates: z.array(z.array(positions)) });

const degrees = ([longitude, latitude]: Place) => [longitude / 1_000_000, latitude / 1_000_000];

/** A ring as a GeoJSON polygon. */
export const presentOutline = (ring: readonly Place[]) => ({
  type: 'Polygon' as const,
  coordinates: [ring.map(degrees)],
});

/** Polygons as a GeoJSON multi-polygon. */
export const presentArea = (polygons: readonly Polygon[]) => ({
  type: 'MultiPolygon' as const,
  coordinates: polygons.map((rings) => rings.map((ring) => ring.map(degrees))),
});

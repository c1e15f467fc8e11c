import type { Warning } from '../codes/warning.ts';
import type { Place } from '../places/plane.ts';
import { type Ring, sideOf } from '../places/ring.ts';

/** Where a site lies, as far as anybody said: a pin, an outline, or both. */
export type SitePlace = {
  readonly longitudeE6: number | null;
  readonly latitudeE6: number | null;
  /** A ring of places. */
  readonly boundary: unknown;
};

/** The pin of a site. */
export function pinOf({ longitudeE6, latitudeE6 }: SitePlace): Place | undefined {
  return longitudeE6 === null || latitudeE6 === null ? undefined : [longitudeE6, latitudeE6];
}

/** The outline of a site (工地边界). */
export const boundaryOf = ({ boundary }: SitePlace): Ring | undefined => (boundary as Ring | null) ?? undefined;

/** A pin outside the outline is kept with a warning: one of them is wrong, and nobody but the site knows which. */
export function siteWarnings(site: SitePlace): Warning[] {
  const [pin, boundary] = [pinOf(site), boundaryOf(site)];
  if (!pin || !boundary || sideOf(pin, boundary) !== 'outside') return [];
  return [{ code: 'pin_outside_boundary', pointer: '#/location' }];
}

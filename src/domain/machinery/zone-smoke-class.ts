import { SMOKE_CLASSES, type SmokeClass } from './smoke.ts';
import type { Zone } from './zone.ts';

/**
 * The class of smoke limits (GB 36886) that zones require of machines on a site that lies in them: the strictest that one of them
 * names, undefined where none does. Pass the zones of the site and day of the test (`zonesFor`).
 */
export function requiredSmokeClass(zones: readonly Pick<Zone, 'smokeClass'>[]): SmokeClass | undefined {
  return SMOKE_CLASSES.findLast((smokeClass) => zones.some((zone) => zone.smokeClass === smokeClass));
}

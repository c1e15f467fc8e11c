import { SMOKE_CLASSES, type SmokeClass } from './smoke.ts';

/**
 * The classes of smoke limits (GB 36886) that zones require of a machine on a site: the laxest that those allow which surely
 * bind it, and a stricter one of those that may, null where there is none.
 */
export type ZoneClasses = { readonly leastClass: SmokeClass | null; readonly possibleClass: SmokeClass | null };

/** Pass the zones of the site and day of the test that name the machine or may; `sure`: it lies in it, and it is named. */
export function zoneClasses(
  zones: readonly { readonly smokeClass: SmokeClass | null; readonly sure: boolean }[],
): ZoneClasses {
  const strictest = (some: typeof zones) =>
    SMOKE_CLASSES.findLast((smokeClass) => some.some((zone) => zone.smokeClass === smokeClass)) ?? null;
  const leastClass = strictest(zones.filter(({ sure }) => sure));
  const possibleClass = strictest(zones);
  return { leastClass, possibleClass: possibleClass === leastClass ? null : possibleClass };
}

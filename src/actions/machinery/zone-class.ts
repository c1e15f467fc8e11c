import type { Met } from '../../domain/alerts/exemption.ts';
import type { SmokeClass } from '../../domain/machinery/smoke.ts';
import { standingIn, type ZonedMachine } from '../../domain/machinery/zone.ts';
import { requiredSmokeClass } from '../../domain/machinery/zone-smoke-class.ts';
import { legalDayOf } from '../../domain/time.ts';
import type { SiteRow } from '../../store/sites.ts';
import type { Reader } from '../../store/store.ts';
import { zonesFor } from '../sites/zones-for.ts';

/**
 * The laxest class of smoke limits that the zones of a site allow a machine at an instant (低排放区烟度限值类别); null where
 * none of them sets one for such machines, or an exemption frees the machine or the site from it.
 */
export async function zoneClass(
  reader: Pick<Reader, 'zones' | 'exemptions'>,
  site: SiteRow,
  machine: ZonedMachine & { readonly id: string },
  at: number,
): Promise<SmokeClass | null> {
  const zones = (await zonesFor(reader, site, legalDayOf(at))).filter(
    (zone) => zone.smokeClass !== null && standingIn(zone, machine) !== 'not_named',
  );
  if (zones.length === 0) return null;
  const granted = await reader.exemptions.ofZones(
    zones.map(({ id }) => id),
    [machine.id, site.id],
  );
  const met = { at, countyCode: site.countyCode, machineId: machine.id, siteId: site.id };
  const freed = new Set(granted.filter((row) => held(row, met)).map(({ zoneId }) => zoneId));
  return requiredSmokeClass(zones.filter(({ id }) => !freed.has(id))) ?? null;
}

type Granted = Awaited<ReturnType<Reader['exemptions']['ofZones']>>[number];

function held({ from, until, countyCode }: Granted, met: Met): boolean {
  return from <= met.at && met.at < until && (countyCode === null || countyCode === met.countyCode);
}

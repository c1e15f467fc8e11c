import { namesIn, type ZonedMachine } from '../../domain/machinery/zone.ts';
import { type ZoneClasses, zoneClasses } from '../../domain/machinery/zone-smoke-class.ts';
import { legalDayOf } from '../../domain/time.ts';
import type { SiteRow } from '../../store/sites.ts';
import type { Reader } from '../../store/store.ts';
import { zonesAround } from '../sites/zones-for.ts';

/**
 * The classes of smoke limits that the zones of a site require of a machine at an instant (低排放区烟度限值类别), surely or
 * possibly; none of a zone from which an exemption frees the machine or the site.
 */
export async function zoneClassesAt(
  reader: Pick<Reader, 'zones' | 'exemptions'>,
  site: SiteRow,
  machine: ZonedMachine & { readonly id: string },
  at: number,
): Promise<ZoneClasses> {
  const day = legalDayOf(at);
  const binding = (await zonesAround(reader, site, { from: day, until: day })).flatMap(({ zone, placed }) => {
    const named = namesIn(zone, machine);
    return zone.smokeClass === null || named === false ? [] : [{ zone, sure: placed && named === true }];
  });
  const granted = await reader.exemptions.ofZones(
    binding.map(({ zone }) => zone.seriesId),
    [machine.id, site.id],
  );
  const freed = new Set(
    granted.flatMap(({ seriesId, from, until, countyCode }) =>
      from <= at && at < until && (countyCode === null || countyCode === site.countyCode) ? [seriesId] : [],
    ),
  );
  return zoneClasses(
    binding.flatMap(({ zone, sure }) => (freed.has(zone.seriesId) ? [] : [{ smokeClass: zone.smokeClass, sure }])),
  );
}

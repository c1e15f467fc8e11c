import { type Days, inForce, liesIn } from '../../domain/machinery/zone.ts';
import type { SiteRow } from '../../store/sites.ts';
import type { Reader } from '../../store/store.ts';
import type { ZoneRow } from '../../store/zones.ts';

/** The zones in force on some of these days that a site lies in, or may lie in, as it has neither outline nor pin. */
export async function zonesAround(
  reader: Pick<Reader, 'zones'>,
  site: SiteRow,
  days: Days,
): Promise<{ readonly zone: ZoneRow; readonly placed: boolean }[]> {
  const zones = inForce(await reader.zones.inForce(days), days);
  return zones.flatMap((zone) => {
    const lies = liesIn(site, zone);
    return lies === false ? [] : [{ zone, placed: lies === true }];
  });
}

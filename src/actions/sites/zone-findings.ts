import type { Warning } from '../../domain/codes/warning.ts';
import { type FilingState, isOpen } from '../../domain/machinery/filing.ts';
import { type Days, standingIn, type ZonedMachine, type ZoneStanding } from '../../domain/machinery/zone.ts';
import { exemptDuring, type Term } from '../../domain/machinery/zone-exemption.ts';
import { addDays, startOfDay } from '../../domain/time.ts';
import type { FilingRow } from '../../store/filings.ts';
import type { SiteRow } from '../../store/sites.ts';
import type { Reader } from '../../store/store.ts';
import type { ZoneRow } from '../../store/zones.ts';
import { zonesAround } from './zones-for.ts';

/** How a machine stands to one zone on the planned days. `place_unknown`: it is below it, if the site lies in it. */
export type ZoneFinding = {
  readonly zone: ZoneRow;
  readonly standing: Exclude<ZoneStanding, 'not_named'> | 'place_unknown';
  /** Whether an exemption covers all the days concerned, and until when one holds (ms). */
  readonly exempt: boolean;
  readonly exemptUntil: number | null;
};

/**
 * What the zones of a site ask of a machine on some days (低排放区), with exemptions of the machine or the site from them. Zones
 * whose acts do not name such machines are left out.
 */
export async function zoneFindings(
  reader: Pick<Reader, 'zones' | 'exemptions'>,
  site: SiteRow,
  machine: ZonedMachine & { readonly id: string },
  days: Days,
): Promise<ZoneFinding[]> {
  const concerned = (await zonesAround(reader, site, days)).flatMap(({ zone, placed }) => {
    const standing = standingIn(zone, machine);
    if (standing === 'not_named' || (!placed && standing === 'meets')) return [];
    return [{ zone, standing: placed ? standing : ('place_unknown' as const) }];
  });
  const needing = concerned.filter(({ standing }) => standing !== 'meets').map(({ zone }) => zone.id);
  const exemptions = await reader.exemptions.ofZones(needing, [machine.id, site.id]);
  return concerned.map(({ zone, standing }) => {
    const held = exemptions.filter(
      ({ zoneId, countyCode }) => zoneId === zone.id && (countyCode === null || countyCode === site.countyCode),
    );
    const exempt = exemptDuring(held, daysIn(zone, days));
    return { zone, standing, exempt: exempt?.throughout ?? false, exemptUntil: exempt?.until ?? null };
  });
}

/** The warnings of what was found; an exemption silences them, and is shown. */
export function zoneWarnings(findings: readonly ZoneFinding[]): Warning[] {
  const standing = findings.filter(({ exempt }) => !exempt).map((finding) => finding.standing);
  return [
    ...(standing.includes('below') ? [{ code: 'below_zone_minimum', pointer: '#/machineId' } as const] : []),
    ...(standing.includes('unknown') ? [{ code: 'zone_stage_unknown', pointer: '#/machineId' } as const] : []),
    ...(standing.includes('place_unknown') ? [{ code: 'zone_place_unknown', pointer: '#/siteId' } as const] : []),
  ];
}

/** The instants of the days on which a zone is in force. */
function daysIn({ from, until }: ZoneRow, days: Days): Term {
  const first = from > days.from ? from : days.from;
  const last = until !== null && until < days.until ? until : days.until;
  return { from: startOfDay(first), until: startOfDay(addDays(last, 1)) };
}

/** The same of a filing while it is open, on its planned days. */
export async function zonesOfFiling(
  reader: Pick<Reader, 'zones' | 'exemptions' | 'sites' | 'machines'>,
  filing: FilingRow,
): Promise<ZoneFinding[]> {
  if (!isOpen({ ...filing, status: filing.status as FilingState })) return [];
  const site = await reader.sites.find(filing.siteId);
  const machine = await reader.machines.find(filing.machineId);
  if (!site || !machine) return [];
  return zoneFindings(reader, site, machine, { from: filing.plannedEntryOn, until: filing.plannedExitOn });
}

import type { Warning } from '../../domain/codes/warning.ts';
import { type FilingState, isOpen } from '../../domain/machinery/filing.ts';
import { shownClass } from '../../domain/machinery/shown-class.ts';
import { type Days, standingIn, type ZonedMachine, type ZoneStanding } from '../../domain/machinery/zone.ts';
import { exemptDuring, type Term } from '../../domain/machinery/zone-exemption.ts';
import { addDays, startOfDay } from '../../domain/time.ts';
import type { FilingRow } from '../../store/filings.ts';
import type { SiteRow } from '../../store/sites.ts';
import type { Reader } from '../../store/store.ts';
import type { ZoneRow } from '../../store/zones.ts';
import type { Judging } from '../machinery/context.ts';
import { countingTests } from '../machinery/counting-tests.ts';
import { zonesAround } from './zones-for.ts';

/** How a machine stands to one zone on the planned days. `place_unknown`: it is not known to meet it, if the site lies in it. */
export type ZoneFinding = {
  readonly zone: ZoneRow;
  readonly standing: Exclude<ZoneStanding, 'not_named'> | 'place_unknown';
  /** Whether an exemption covers all the time concerned, and until when one holds (ms). */
  readonly exempt: boolean;
  readonly exemptUntil: number | null;
};

/**
 * What the zones of a site ask of a machine on some days (低排放区), with exemptions of the machine or the site from them, for
 * all of these days or `at` one instant of them (ms). A class of smoke is met only where a test that counts shows it. Zones
 * whose acts do not name such machines are left out.
 */
export async function zoneFindings(
  reader: Pick<Reader, 'zones' | 'exemptions' | 'inspections'>,
  site: SiteRow,
  machine: ZonedMachine & { readonly id: string },
  days: Days,
  { policies }: Pick<Judging, 'policies'>,
  at?: number,
): Promise<ZoneFinding[]> {
  const around = await zonesAround(reader, site, days);
  const asksForTests = around.some(({ zone }) => zone.smokeClass !== null);
  const tests = asksForTests ? await countingTests(reader, machine.id, policies) : [];
  const concerned = around.flatMap(({ zone, placed }) => {
    const standing = standingIn(zone, machine, (smokeClass) => shownClass(tests, smokeClass));
    if (standing === 'not_named' || (!placed && standing === 'meets')) return [];
    return [{ zone, standing: placed ? standing : ('place_unknown' as const) }];
  });
  const needing = concerned.filter(({ standing }) => standing !== 'meets').map(({ zone }) => zone.seriesId);
  const exemptions = await reader.exemptions.ofZones(needing, [machine.id, site.id]);
  return concerned.map(({ zone, standing }) => {
    const held = exemptions.filter(
      ({ seriesId, countyCode }) =>
        seriesId === zone.seriesId && (countyCode === null || countyCode === site.countyCode),
    );
    const exempt = exemptDuring(held, at === undefined ? daysIn(zone, days) : { from: at, until: at + 1 });
    return { zone, standing, exempt: exempt?.throughout ?? false, exemptUntil: exempt?.until ?? null };
  });
}

/** The warnings of what was found; an exemption silences them, and is shown. */
export function zoneWarnings(findings: readonly ZoneFinding[]): Warning[] {
  const standing = findings.filter(({ exempt }) => !exempt).map((finding) => finding.standing);
  return [
    ...(standing.includes('below') ? [{ code: 'below_zone_minimum', pointer: '#/machineId' } as const] : []),
    ...(standing.includes('unknown') ? [{ code: 'zone_unknown', pointer: '#/machineId' } as const] : []),
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
  reader: Pick<Reader, 'zones' | 'exemptions' | 'inspections' | 'sites' | 'machines'>,
  filing: FilingRow,
  judging: Pick<Judging, 'policies'>,
): Promise<ZoneFinding[]> {
  if (!isOpen({ ...filing, status: filing.status as FilingState })) return [];
  const site = await reader.sites.find(filing.siteId);
  const machine = await reader.machines.find(filing.machineId);
  if (!site || !machine) return [];
  return zoneFindings(reader, site, machine, { from: filing.plannedEntryOn, until: filing.plannedExitOn }, judging);
}

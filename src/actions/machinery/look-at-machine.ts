import type { Exemption, Met } from '../../domain/alerts/exemption.ts';
import { holding } from '../../domain/alerts/exemption.ts';
import { underOrders } from '../../domain/alerts/judge.ts';
import { type Finding, type Verdict, verdictOn } from '../../domain/machinery/field-check.ts';
import { type FiledHere, filedHere, filingFindings } from '../../domain/machinery/filed-here.ts';
import { type FilingState, isOpen } from '../../domain/machinery/filing.ts';
import { filedSpans } from '../../domain/machinery/filing-validity.ts';
import { knownStage } from '../../domain/machinery/known-stage.ts';
import { photosOf } from '../../domain/machinery/machine-photos.ts';
import { machineFacts } from '../../domain/machinery/machine-work.ts';
import { prohibitionAt } from '../../domain/machinery/prohibition.ts';
import type { SmokeClass } from '../../domain/machinery/smoke.ts';
import { exitOf } from '../../domain/machinery/stay.ts';
import type { OrderNote } from '../../domain/policy/kernel.ts';
import { legalDayOf } from '../../domain/time.ts';
import type { FilingRow } from '../../store/filings.ts';
import type { InspectionRow } from '../../store/inspections.ts';
import type { MachineRow } from '../../store/machines.ts';
import type { ProhibitionRow } from '../../store/prohibitions.ts';
import type { SiteRow } from '../../store/sites.ts';
import type { Reader } from '../../store/store.ts';
import { type ZoneFinding, zoneFindings } from '../sites/zone-findings.ts';
import type { Judging } from './context.ts';
import { eventOf, machineCase } from './machine-case.ts';
import { photosOnFile } from './photos-on-file.ts';
import { zoneClassesAt } from './zone-class.ts';

/** Where and when a machine is looked at; `county` also where no site is given; `said`: what its slip came to. */
type Looked = {
  readonly site: SiteRow | null;
  readonly county: string | null;
  readonly at: number;
  readonly said: readonly Finding[];
};

/** A filing that is open, with its site and unit by name. */
export type OpenFiling = {
  readonly row: FilingRow;
  readonly site: SiteRow | undefined;
  readonly unit: string | undefined;
  readonly here: boolean;
};

/** A machine as a check on the spot finds it on file. */
export type CheckedMachine = {
  readonly row: MachineRow;
  readonly holder: string | undefined;
  readonly photos: ReturnType<typeof photosOf>['present'];
  readonly filings: readonly OpenFiling[];
  /** Null without a site. */
  readonly filed: FiledHere | null;
  readonly enteredAt: number | null;
  readonly prohibition: { readonly row: ProhibitionRow; readonly site: SiteRow | undefined } | null;
  readonly exemptions: readonly Exemption[];
  readonly orders: readonly OrderNote[];
  readonly inspections: readonly InspectionRow[];
  readonly zones: readonly ZoneFinding[];
  readonly requiredSmokeClass: SmokeClass | null;
  readonly verdict: Verdict;
  readonly findings: readonly Finding[];
};

const LAST_INSPECTIONS = 3;

/** Gathers what is on file about a machine and holds it against the place and the instant. */
export async function lookAtMachine(
  reader: Reader,
  row: MachineRow,
  { site, county, at, said }: Looked,
  judging: Judging,
): Promise<CheckedMachine> {
  const found = await machineCase(reader, row.id, judging);
  const today = legalDayOf(at);
  const stay = site && found.record.stays.findLast((one) => one.siteId === site.id && covers(one, at));
  const events = await reader.filings.eventsOfMachine(row.id);
  const checked = found.filings.map((filing) => ({
    ...filing,
    spans: filedSpans(
      events.flatMap((event) => (event.filingId === filing.id ? eventOf(event) : [])),
      today,
    ),
    endedAt:
      filing.enteredAt === null || filing.exitedAt === null
        ? undefined
        : exitOf({ ...filing, enteredAt: filing.enteredAt }),
  }));
  const here = site && filedHere(checked, site.id, stay?.enteredAt ?? at, today);
  const prohibition = await prohibitionNow(reader, row.id, found.record.prohibitions, at);
  const met: Met = { at, countyCode: county ?? '', machineId: row.id, ...(site ? { siteId: site.id } : {}) };
  const ids = [row.id, ...(site ? [site.id] : [])];
  const exemptions = holding(await reader.exemptions.touching({ ids, plates: [] }, at, at + 1), met);
  const orders = county === null ? [] : await ordersOn(reader, row, met, exemptions, judging);
  const zones = site ? await zoneFindings(reader, site, row, { from: today, until: today }, judging, at) : [];
  const { verdict, findings } = verdictOn([
    ...said,
    ...(prohibition ? (['prohibited'] as const) : []),
    ...orderFindings(orders),
    ...zoneFound(zones),
    ...(here ? filingFindings(here.filed, here.by, today) : (['no_site'] as const)),
    ...recordFindings(row),
  ]);
  return {
    row,
    holder: row.organisationId === null ? undefined : (await reader.organisations.find(row.organisationId))?.name,
    photos: photosOf(await photosOnFile(reader, row.id, found), row.fuel).present,
    filings: await openFilings(reader, found.filings, site),
    filed: here?.filed ?? null,
    enteredAt: stay?.enteredAt ?? null,
    ...{ prohibition, exemptions, orders: orders ?? [], zones },
    inspections: [...found.inspections].sort((a, b) => b.inspectedAt - a.inspectedAt).slice(0, LAST_INSPECTIONS),
    requiredSmokeClass: site ? (await zoneClassesAt(reader, site, row, at)).leastClass : null,
    ...{ verdict, findings },
  };
}

const covers = ({ enteredAt, exitedAt }: { enteredAt: number; exitedAt?: number }, at: number): boolean =>
  enteredAt <= at && (exitedAt === undefined || at <= exitedAt);

async function openFilings(reader: Reader, filings: readonly FilingRow[], site: SiteRow | null): Promise<OpenFiling[]> {
  const open = filings.filter((filing) => isOpen({ ...filing, status: filing.status as FilingState }));
  const names = await reader.organisations.namesOf(open.map(({ organisationId }) => organisationId));
  const told: OpenFiling[] = [];
  for (const row of open)
    told.push({
      row,
      site: await reader.sites.find(row.siteId),
      unit: names.get(row.organisationId),
      here: row.siteId === site?.id,
    });
  return told;
}

async function prohibitionNow(
  reader: Reader,
  machineId: string,
  prohibitions: Parameters<typeof prohibitionAt>[0],
  at: number,
): Promise<CheckedMachine['prohibition']> {
  const standing = prohibitionAt(prohibitions, at);
  if (!standing) return null;
  const rows = await reader.prohibitions.ofMachine(machineId);
  const row = rows.find(({ inspectionId }) => inspectionId === standing.inspectionId);
  return row ? { row, site: await reader.sites.find(row.siteId) } : null;
}

/** Undefined where no law of that day is on record, so that nothing can be told. */
async function ordersOn(
  reader: Reader,
  machine: MachineRow,
  met: Met,
  exemptions: readonly Exemption[],
  { policies }: Judging,
): Promise<readonly OrderNote[] | undefined> {
  const policy = policies.on(legalDayOf(met.at));
  if (!policy) return undefined;
  const revisions = await reader.alerts.touching(met.at, met.at + 1);
  const known = { revisions, exemptions, missed: new Map<number, undefined>() };
  return underOrders(policy, known, met, 'machine', machineFacts(machine))?.barring ?? [];
}

function orderFindings(orders: readonly OrderNote[] | undefined): Finding[] {
  if (!orders) return ['order_unknown'];
  const bearings = orders.map(({ bearing }) => bearing);
  if (bearings.includes('barred')) return ['order_bars'];
  return bearings.includes('unknown') ? ['order_unknown'] : [];
}

function zoneFound(zones: readonly ZoneFinding[]): Finding[] {
  const standings = zones.filter(({ exempt }) => !exempt).map(({ standing }) => standing);
  if (standings.includes('below')) return ['below_zone'];
  return standings.some((standing) => standing !== 'meets') ? ['zone_unknown'] : [];
}

function recordFindings(row: MachineRow): Finding[] {
  return [
    ...(row.status === 'active' ? [] : (['out_of_use'] as const)),
    ...(knownStage(row) === undefined
      ? (['stage_unknown'] as const)
      : row.stageVerifiedAt === null
        ? (['stage_unverified'] as const)
        : []),
  ];
}

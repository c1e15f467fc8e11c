import { filedBefore, filedLate, filedSpans } from '../../domain/machinery/filing-validity.ts';
import { exitOf, type Sighting, type Stay, staysOf } from '../../domain/machinery/stay.ts';
import { legalDayOf } from '../../domain/time.ts';
import type { ReturnFiling, ReturnInspection, ReturnRange, ReturnSighting } from '../../store/machinery-returns.ts';
import type { PageRequest } from '../../store/page.ts';
import type { Reader } from '../../store/store.ts';
import { eventOf } from '../machinery/machine-case.ts';

/** Rows, and sites, read at a time. */
const CHUNK = 200;
const SITES = 50;

type Page<Row> = (request: PageRequest) => Promise<Row[]>;

/** Every row of something that is read page by page. */
export async function* everyRow<Row>(page: Page<Row>, idOf: (row: Row) => string): AsyncGenerator<Row[]> {
  let after: string | undefined;
  for (;;) {
    const rows = await page({ limit: CHUNK, ...(after === undefined ? {} : { after: { id: after } }) });
    if (rows.length > 0) yield rows;
    const last = rows.at(-1);
    if (rows.length < CHUNK || !last) return;
    after = idOf(last);
  }
}

/** A stay of a machine on a site in the month: by a filing with a reported entry, by being met there, or both. */
export type MachineOnSite = Omit<ReturnFiling, 'filing'> & {
  readonly countyCode: string;
  /** The one by which it entered, else one by which it was filed for the stay. */
  readonly filing: ReturnFiling['filing'] | undefined;
  readonly enteredAt: number;
  readonly exitedAt: number | undefined;
  /** How often it was met in the month. */
  readonly sightings: number;
  readonly inspections: number;
};

/** What was filed and met: on some sites, or of one machine on one of them. */
type OnFile = {
  readonly filed: readonly ReturnFiling[];
  readonly seen: readonly ReturnSighting[];
  readonly inspected: readonly ReturnInspection[];
};

/**
 * The machines on the sites of a county in a month (在场机械), a row for each stay. A stay without a reported entry counts only
 * in the months in which it was met, since nobody reports when such a machine leaves.
 */
export async function* machinesOnSites(bulk: Reader, range: ReturnRange, now: number): AsyncGenerator<MachineOnSite[]> {
  let after: string | undefined;
  for (;;) {
    const request = { limit: SITES, ...(after === undefined ? {} : { after: { id: after } }) };
    const sites = await bulk.sites.page(range.scope, { countyCode: range.countyCode }, request);
    const last = sites.at(-1);
    if (!last) return;
    const ids = sites.map(({ id }) => id);
    const filed = await bulk.machineryReturns.filedOnSites(ids, range);
    const seen = await bulk.machineryReturns.seenOnSites(ids, range);
    const inspected = await bulk.machineryReturns.inspectedOnSites(ids, range);
    const rows: MachineOnSite[] = [];
    for (const onFile of byMachine(ids, { filed, seen, inspected }))
      rows.push(...(await stays(bulk, onFile, range, now)));
    if (rows.length > 0) yield rows;
    if (sites.length < SITES) return;
    after = last.id;
  }
}

/** In the order of the sites. */
function byMachine(siteIds: readonly string[], { filed, seen, inspected }: OnFile): OnFile[] {
  type Pair = { readonly siteId: string; readonly machineId: string };
  type Own = { filed: ReturnFiling[]; seen: ReturnSighting[]; inspected: ReturnInspection[] };
  const sites = new Map(siteIds.map((id) => [id, new Map<string, Own>()]));
  const of = ({ siteId, machineId }: Pair): Own => {
    const machines = sites.get(siteId);
    const own = machines?.get(machineId) ?? { filed: [], seen: [], inspected: [] };
    machines?.set(machineId, own);
    return own;
  };
  for (const row of filed) of(row.filing).filed.push(row);
  for (const row of seen) of(row.entry).seen.push(row);
  for (const row of inspected) of(row.inspection).inspected.push(row);
  return [...sites.values()].flatMap((machines) => [...machines.values()]);
}

async function stays(
  bulk: Reader,
  onFile: OnFile,
  { from, until }: ReturnRange,
  now: number,
): Promise<MachineOnSite[]> {
  const { filed, seen, inspected } = onFile;
  const entries = filed.flatMap(({ filing: { id, siteId, enteredAt, exitedAt } }) =>
    enteredAt === null || enteredAt >= until ? [] : [{ id, siteId, enteredAt, exitedAt }],
  );
  const sightings: Sighting[] = [
    ...seen.map(({ entry: { id, siteId, enteredAt: at, working } }) => ({
      ...{ kind: 'site_entry' as const, id, siteId, at, working },
    })),
    ...inspected.map(({ inspection: { id, siteId, inspectedAt: at, working } }) => ({
      ...{ kind: 'inspection' as const, id, siteId, at, working },
    })),
  ];
  const rows: MachineOnSite[] = [];
  for (const stay of staysOf(entries, sightings)) {
    if (stay.exitedAt !== undefined && stay.exitedAt < from) continue;
    const called = namesOf(stay, onFile);
    if (!called) continue;
    const met = (kind: Sighting['kind']) => stay.sightings.filter((one) => one.kind === kind).length;
    rows.push({
      ...called,
      filing: await filingOf(bulk, stay, filed, until, now),
      ...{ enteredAt: stay.enteredAt, exitedAt: stay.exitedAt },
      ...{ sightings: met('site_entry'), inspections: met('inspection') },
    });
  }
  return rows;
}

/** Names as the filing has them, else as it was met. */
function namesOf({ key }: Stay, { filed, seen, inspected }: OnFile) {
  for (const { filing, ...row } of filed) if (filing.id === key) return { ...row, countyCode: filing.countyCode };
  for (const { entry, ...row } of seen) if (entry.id === key) return { ...row, countyCode: entry.countyCode };
  for (const { inspection, ...row } of inspected)
    if (inspection.id === key) return { ...row, countyCode: inspection.countyCode };
  return undefined;
}

/** As clause 2.4.6a is judged, by what was submitted in time for the return: before the stay, else afterwards. */
async function filingOf(
  bulk: Reader,
  stay: Stay,
  filed: readonly ReturnFiling[],
  until: number,
  now: number,
): Promise<ReturnFiling['filing'] | undefined> {
  const filings = filed.map(({ filing }) => filing);
  if (stay.filingId !== undefined) return filings.find(({ id }) => id === stay.filingId);
  const [machine] = filings;
  if (!machine) return undefined;
  const events = await bulk.filings.eventsOfMachine(machine.machineId);
  const possible = filings
    .filter(({ enteredAt, exitedAt }) => enteredAt === null || exitOf({ enteredAt, exitedAt }) >= stay.enteredAt)
    .map((filing) => {
      const own = events.filter(({ filingId }) => filingId === filing.id).flatMap(eventOf);
      return { filing, spans: filedSpans(own, legalDayOf(now)).filter((span) => span.from < until) };
    });
  const found =
    possible.find(({ spans }) => filedBefore(spans, stay.enteredAt)) ??
    possible.find(({ spans }) => filedLate(spans, stay.enteredAt));
  return found?.filing;
}

import type { ReturnFiling, ReturnRange, ReturnSighting } from '../../store/machinery-returns.ts';
import type { PageRequest } from '../../store/page.ts';
import type { Reader } from '../../store/store.ts';

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

/** A machine that was on a site in the month: by a filing with a reported entry, by being seen, or both. */
export type MachineOnSite = Pick<
  ReturnFiling,
  'site' | 'organisation' | 'machine' | 'category' | 'environmentalCode' | 'emissionStage' | 'origin'
> & {
  readonly countyCode: string;
  readonly filing: ReturnFiling['filing'] | undefined;
  readonly enteredAt: number;
  readonly exitedAt: number | null;
  readonly sightings: number;
};

/**
 * The machines on the sites of a county in a month (在场机械), once for each site. Seen counts only in the month of the
 * sighting, since nobody reports when a machine that was never filed leaves.
 */
export async function* machinesOnSites(bulk: Reader, range: ReturnRange): AsyncGenerator<MachineOnSite[]> {
  let after: string | undefined;
  for (;;) {
    const request = { limit: SITES, ...(after === undefined ? {} : { after: { id: after } }) };
    const sites = await bulk.sites.page(range.scope, { countyCode: range.countyCode }, request);
    const last = sites.at(-1);
    if (!last) return;
    const ids = sites.map(({ id }) => id);
    const filed = await bulk.machineryReturns.filedOnSites(ids, range);
    const seen = await bulk.machineryReturns.seenOnSites(ids, range);
    const rows = ids.flatMap((id) =>
      onSite(
        filed.filter(({ filing }) => filing.siteId === id),
        seen.filter(({ entry }) => entry.siteId === id),
      ),
    );
    if (rows.length > 0) yield rows;
    if (sites.length < SITES) return;
    after = last.id;
  }
}

function onSite(filed: readonly ReturnFiling[], seen: readonly ReturnSighting[]): MachineOnSite[] {
  const sightingsOf = (machineId: string) => seen.filter(({ entry }) => entry.machineId === machineId);
  const known = new Set(filed.map(({ filing }) => filing.machineId));
  const unfiled = [...new Set(seen.map(({ entry }) => entry.machineId))].filter((id) => !known.has(id));
  return [
    ...filed.map(({ filing, ...row }) => ({
      ...row,
      countyCode: filing.countyCode,
      filing,
      enteredAt: filing.enteredAt ?? 0,
      exitedAt: filing.exitedAt,
      sightings: sightingsOf(filing.machineId).length,
    })),
    ...unfiled.flatMap((machineId) => {
      const sightings = sightingsOf(machineId);
      const [newest] = sightings;
      if (!newest) return [];
      const { entry, ...row } = newest;
      const enteredAt = Math.min(...sightings.map((one) => one.entry.enteredAt));
      const { countyCode } = entry;
      return [{ ...row, countyCode, filing: undefined, enteredAt, exitedAt: null, sightings: sightings.length }];
    }),
  ];
}

import { chronological, compareIds } from './chronology.ts';

/** A machine seen on a site: a site entry, or an inspection there. */
export type Sighting = {
  readonly kind: 'site_entry' | 'inspection';
  readonly id: string;
  readonly siteId: string;
  readonly at: number;
  readonly working: boolean | null;
};

/** A filing's reported entry, and exit where it was reported. */
export type FiledEntry = {
  /** The filing's id. */
  readonly id: string;
  readonly siteId: string;
  readonly enteredAt: number;
  readonly exitedAt: number | null;
};

/**
 * One stay (一次进场) of a machine on a site. `key` is the filing's id, else the smallest id among its sightings; `aliases` are all
 * ids that could have been its key before other evidence came, or some turned out void, so that a flag raised under one of them is
 * found again.
 */
export type Stay = {
  readonly key: string;
  readonly aliases: readonly string[];
  readonly siteId: string;
  readonly filingId?: string;
  readonly enteredAt: number;
  readonly exitedAt?: number;
  /** Oldest first. */
  readonly sightings: readonly Sighting[];
};

/**
 * Sorts what is known of one machine into stays, oldest first. Each reported entry of a filing is a stay up to its exit (both
 * ends included), and what was seen meanwhile belongs to it; of two such stays the later entered. Other sightings of a site form
 * one stay as long as no filed stay ended between them. What is void makes no stay, and lends its id to the one it would belong to.
 * The order of arrival does not matter.
 */
export function staysOf(
  entries: readonly FiledEntry[],
  sightings: readonly Sighting[],
  voided: readonly Sighting[] = [],
): Stay[] {
  const filed = chronological(entries, (entry) => entry.enteredAt);
  const groups = new Map<string, Sighting[]>();
  for (const sighting of chronological(sightings, (seen) => seen.at)) {
    const name = groupOf(sighting, filed);
    const group = groups.get(name);
    if (group) group.push(sighting);
    else groups.set(name, [sighting]);
  }
  const formerly = (name: string) => idsOf(voided.filter((sighting) => groupOf(sighting, filed) === name));
  const stays: Stay[] = [];
  for (const entry of filed) {
    const seen = groups.get(`filing ${entry.id}`) ?? [];
    groups.delete(`filing ${entry.id}`);
    stays.push({
      key: entry.id,
      aliases: [entry.id, ...idsOf(seen), ...formerly(`filing ${entry.id}`)],
      siteId: entry.siteId,
      filingId: entry.id,
      enteredAt: entry.enteredAt,
      ...(entry.exitedAt === null ? {} : { exitedAt: exitOf(entry) }),
      sightings: seen,
    });
  }
  for (const [name, seen] of groups) {
    const ids = idsOf(seen);
    const [first] = seen;
    const [key] = ids;
    const aliases = [...ids, ...formerly(name)];
    if (first && key) stays.push({ key, aliases, siteId: first.siteId, enteredAt: first.at, sightings: seen });
  }
  return stays.sort((a, b) => a.enteredAt - b.enteredAt || compareIds(a.key, b.key));
}

function groupOf(sighting: Sighting, filed: readonly FiledEntry[]): string {
  const here = filed.filter(({ siteId }) => siteId === sighting.siteId);
  const during = here.filter((entry) => entry.enteredAt <= sighting.at && sighting.at <= exitOf(entry)).at(-1);
  if (during) return `filing ${during.id}`;
  const ended = here.filter((entry) => exitOf(entry) < sighting.at).length;
  return `site ${sighting.siteId} after ${ended}`;
}

/** When a filed stay ended, infinite where no exit was reported. An exit reported earlier than its entry ends it where it began. */
export function exitOf({ enteredAt, exitedAt }: Pick<FiledEntry, 'enteredAt' | 'exitedAt'>): number {
  return exitedAt === null ? Number.POSITIVE_INFINITY : Math.max(enteredAt, exitedAt);
}

function idsOf(sightings: readonly Sighting[]): string[] {
  return sightings.map(({ id }) => id).sort(compareIds);
}

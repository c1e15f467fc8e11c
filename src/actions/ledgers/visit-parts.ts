import { DAY_MS } from '../../domain/time.ts';
import type { LedgerPhoto, LedgerReading } from '../../store/ledgers.ts';
import type { Reader } from '../../store/store.ts';

export type FoundPhoto = Pick<LedgerPhoto, 'id' | 'kind' | 'sha256' | 'bytes' | 'mediaType' | 'folder'>;
type Photo = FoundPhoto & { readonly direction: string };

/** How long after they began most visits have ended: those that have not are looked up one by one. */
const MOST_END_WITHIN_MS = 3 * DAY_MS;
/** A clock may be a little ahead. */
const AHEAD_MS = 5 * 60_000;
/** Questions put to the database together. */
const AT_ONCE = 8;

/** The telling readings of each visit by its id, in their order; a visit of an unread plate is its one reading. */
export async function readingsOfVisits(
  reader: Reader,
  visits: readonly LedgerReading[],
  now: number,
): Promise<ReadonlyMap<string, readonly LedgerReading[]>> {
  const readable = visits.filter(({ plate }) => plate !== '');
  const until = untilOf(visits);
  const found = byVisit(await reader.ledgers.readingsOf(readable, until));
  if (until > now) return found;
  const open = readable.filter(
    ({ id, direction }) => direction === 'in' && !found.get(id)?.some((reading) => reading.direction === 'out'),
  );
  for (let at = 0; at < open.length; at += AT_ONCE) {
    const some = open.slice(at, at + AT_ONCE);
    const later = await Promise.all(some.map((visit) => reader.ledgers.laterReadings(visit, until, now + AHEAD_MS)));
    for (const [index, { id }] of some.entries()) found.set(id, [...(found.get(id) ?? []), ...(later[index] ?? [])]);
  }
  return found;
}

/** The pictures of each visit by its id, those of the entry before those of the exit. */
export async function photosOfVisits(
  reader: Reader,
  visits: readonly LedgerReading[],
  readings: ReadonlyMap<string, readonly LedgerReading[]>,
): Promise<ReadonlyMap<string, readonly Photo[]>> {
  const until = untilOf(visits);
  const readable = visits.filter(({ plate }) => plate !== '');
  const found = await reader.ledgers.photosOf(readable, until);
  // What lies outside the window by which the others were found.
  const apart = [
    ...visits.filter(({ plate }) => plate === ''),
    ...[...readings.values()].flat().filter(({ passedAt }) => passedAt > until),
  ];
  const ofReading = new Map(apart.map((reading) => [reading.id, reading]));
  const others = await reader.evidence.ofSubjects('passage', [...ofReading.keys()]);
  const placed = others.map((row): LedgerPhoto => {
    const { visitId = '', direction = '' } = ofReading.get(row.subjectId) ?? {};
    return { ...row, visitId, direction };
  });
  return byVisit<Photo & { readonly visitId: string }>([...found, ...placed]);
}

const untilOf = (visits: readonly LedgerReading[]): number =>
  Math.max(0, ...visits.map(({ passedAt }) => passedAt)) + MOST_END_WITHIN_MS;

function byVisit<T extends { readonly visitId: string }>(members: readonly T[]): Map<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const member of members) {
    const group = groups.get(member.visitId);
    if (group) group.push(member);
    else groups.set(member.visitId, [member]);
  }
  return groups;
}

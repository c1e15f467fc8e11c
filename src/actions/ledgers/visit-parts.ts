import { DAY_MS } from '../../domain/time.ts';
import type { LedgerPhoto, LedgerReading } from '../../store/ledgers.ts';
import type { Reader } from '../../store/store.ts';

export type FoundPhoto = Pick<LedgerPhoto, 'id' | 'kind' | 'sha256' | 'bytes' | 'mediaType' | 'folder'>;
export type VisitPhoto = FoundPhoto & { readonly direction: string };

/**
 * A visit: its first reading, the readings of it that tell something, oldest first, and its pictures, those of the entry
 * before those of the exit. A visit of an unread plate is its one reading.
 */
export type VisitParts = {
  readonly visit: LedgerReading;
  readonly readings: readonly LedgerReading[];
  readonly photos: readonly VisitPhoto[];
};

/** How long after they began most visits have ended: those that have not are looked up one by one. */
const MOST_END_WITHIN_MS = 3 * DAY_MS;
/** A clock may be a little ahead. */
const AHEAD_MS = 5 * 60_000;
/** Questions put to the database together. */
const AT_ONCE = 8;

/** The parts of visits given by their first readings, in the same order. */
export async function partsOf(reader: Reader, visits: readonly LedgerReading[], now: number): Promise<VisitParts[]> {
  const readings = await readingsOfVisits(reader, visits, now);
  const photos = await photosOfVisits(reader, visits, readings);
  return visits.map((visit) => ({
    visit,
    readings: readings.get(visit.id) ?? [visit],
    photos: photos.get(visit.id) ?? [],
  }));
}

async function readingsOfVisits(
  reader: Reader,
  visits: readonly LedgerReading[],
  now: number,
): Promise<ReadonlyMap<string, readonly LedgerReading[]>> {
  const readable = visits.filter(({ plate }) => plate !== '');
  const found = byVisit(await reader.ledgers.readingsOf(idsOf(readable), MOST_END_WITHIN_MS));
  const open = readable.filter(
    ({ id, direction, passedAt }) =>
      direction === 'in' &&
      passedAt + MOST_END_WITHIN_MS <= now &&
      !found.get(id)?.some((reading) => reading.direction === 'out'),
  );
  const laterOf = (visit: LedgerReading) =>
    reader.ledgers.laterReadings(visit, visit.passedAt + MOST_END_WITHIN_MS, now + AHEAD_MS);
  for (let at = 0; at < open.length; at += AT_ONCE) {
    const some = open.slice(at, at + AT_ONCE);
    const later = await Promise.all(some.map(laterOf));
    for (const [index, { id }] of some.entries()) found.set(id, [...(found.get(id) ?? []), ...(later[index] ?? [])]);
  }
  return found;
}

async function photosOfVisits(
  reader: Reader,
  visits: readonly LedgerReading[],
  readings: ReadonlyMap<string, readonly LedgerReading[]>,
): Promise<ReadonlyMap<string, readonly VisitPhoto[]>> {
  const readable = visits.filter(({ plate }) => plate !== '');
  const found = await reader.ledgers.photosOf(idsOf(readable), MOST_END_WITHIN_MS);
  // What lies outside the window by which the others were found.
  const apart: LedgerReading[] = [];
  for (const visit of visits) {
    if (visit.plate === '') apart.push(visit);
    else
      for (const reading of readings.get(visit.id) ?? [])
        if (reading.passedAt > visit.passedAt + MOST_END_WITHIN_MS) apart.push(reading);
  }
  return byVisit<VisitPhoto & { readonly visitId: string }>([...found, ...(await photosOfReadings(reader, apart))]);
}

/** The pictures of some readings, each with the visit and direction of its reading. */
export async function photosOfReadings(reader: Reader, readings: readonly LedgerReading[]): Promise<LedgerPhoto[]> {
  const found = await reader.evidence.ofSubjects('passage', idsOf(readings));
  if (found.length === 0) return [];
  const ofReading = new Map(readings.map((reading) => [reading.id, reading]));
  return found.map((row) => {
    const { visitId = '', direction = '' } = ofReading.get(row.subjectId) ?? {};
    return { ...row, visitId, direction };
  });
}

const idsOf = (readings: readonly LedgerReading[]): string[] => readings.map(({ id }) => id);

function byVisit<T extends { readonly visitId: string }>(members: readonly T[]): Map<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const member of members) {
    const group = groups.get(member.visitId);
    if (group) group.push(member);
    else groups.set(member.visitId, [member]);
  }
  return groups;
}

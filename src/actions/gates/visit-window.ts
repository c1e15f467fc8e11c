import { coloursLike, tellingColour } from '../../domain/gates/colour.ts';
import type { Reading } from '../../domain/gates/passage.ts';
import type { PassageRow } from '../../store/passages.ts';
import type { Writer } from '../../store/store.ts';

/** Most trucks come again by an entry, and it takes two of them; others are read for days. */
const PAGES = { first: 4, later: 200 };

/** What judging needs of a stored passage. */
export function readingOf(row: PassageRow): Reading {
  return {
    id: row.id,
    direction: row.direction as Reading['direction'],
    passedAt: row.passedAt,
    receivedAt: row.receivedAt,
    plateColour: row.plateColour,
    asserted: row.asserted as Reading['asserted'],
    guessed: row.deviceId !== null,
    cargo: row.cargo as Reading['cargo'],
    barrier: row.barrier as Reading['barrier'],
  };
}

/** Of which vehicle, where and when a window is asked for; `plateColour` as it was read. */
export type WindowRound = {
  readonly plate: string;
  readonly plateColour: string | null;
  readonly enterpriseId: string;
  readonly passedAt: number;
};

/**
 * The stored readings of a vehicle at an enterprise round an instant that are enough to pair them anew: whole visits, up
 * to a later entry before which nothing was read for longer than the repeat time. What lies outside cannot change.
 */
export async function windowAround(tx: Writer, round: WindowRound, repeatMs: number): Promise<PassageRow[]> {
  const { plate, enterpriseId, passedAt } = round;
  let from = await windowStart(tx, round, repeatMs);
  for (;;) {
    const rows = await tx.passages.between(plate, enterpriseId, from, passedAt);
    const later = await upToNextEntry(tx, round, rows.at(-1), repeatMs);
    const window = ofVehicle([...rows, ...later], round.plateColour);
    // A reading of no colour looks at all colours: the entry of an exit that follows may lie before the last access.
    const whole = await withAnchors(tx, window, from);
    if (whole === from) return window;
    from = await settled(tx, round, whole);
  }
}

/**
 * Without the readings of vehicles that carry the same text in another colour, and without those of no colour that do not
 * stand with this one, so that judging one vehicle leaves the visits of the others alone.
 */
function ofVehicle(rows: readonly PassageRow[], plateColour: string | null): PassageRow[] {
  const colour = tellingColour(plateColour);
  const others = rows.some((row) => (tellingColour(row.plateColour) ?? colour) !== colour);
  if (colour === undefined || !others) return [...rows];
  const own = rows.filter((row) => tellingColour(row.plateColour) === colour);
  const visits = new Set(own.map((row) => row.visitId));
  return rows.filter(
    (row) => own.includes(row) || (tellingColour(row.plateColour) === undefined && visits.has(row.visitId)),
  );
}

/**
 * Goes back to the last access before, which may still be open, and until every reading of the window has the first
 * reading of its visit in the window too. A refused reading in between made no access and hides none.
 */
async function windowStart(tx: Writer, round: WindowRound, repeatMs: number): Promise<number> {
  return settled(tx, round, Math.min(await lastAccessAt(tx, round), round.passedAt - repeatMs));
}

/** The instant at or before `start` from which no reading up to the round's has its access or visit begin earlier. */
async function settled(tx: Writer, { plate, enterpriseId, passedAt }: WindowRound, start: number): Promise<number> {
  let from = start;
  for (;;) {
    const earliest = await withAnchors(tx, await tx.passages.between(plate, enterpriseId, from, passedAt), from);
    if (earliest === from) return from;
    from = earliest;
  }
}

/** The earliest of an instant and the first readings of these rows' accesses and visits. */
async function withAnchors(tx: Writer, rows: readonly PassageRow[], from: number): Promise<number> {
  const known = new Set(rows.map((row) => row.id));
  const anchors = new Set(rows.flatMap((row) => [row.visitId, row.accessId]).filter((id) => !known.has(id)));
  let earliest = from;
  for (const id of anchors) {
    const anchor = await tx.passages.find(id);
    if (anchor && anchor.passedAt < earliest) earliest = anchor.passedAt;
  }
  return earliest;
}

/** The last access of the plate, or the one before it in the colour read where that one was of another colour. */
async function lastAccessAt(tx: Writer, { plate, enterpriseId, passedAt, plateColour }: WindowRound): Promise<number> {
  const last = await tx.passages.lastAccessBefore(plate, enterpriseId, passedAt);
  if (!last) return passedAt;
  if (plateColour === null || tellingColour(plateColour) === undefined || last.plateColour === plateColour)
    return last.passedAt;
  let at: number | undefined;
  for (const colour of coloursLike(plateColour)) {
    const own = await tx.passages.lastColouredAccessBefore(plate, enterpriseId, passedAt, colour);
    if (own) at = Math.max(at ?? own.passedAt, own.passedAt);
  }
  return Math.min(at ?? last.passedAt, last.passedAt);
}

async function upToNextEntry(
  tx: Writer,
  { plate, enterpriseId, passedAt, plateColour }: WindowRound,
  last: PassageRow | undefined,
  repeatMs: number,
): Promise<PassageRow[]> {
  const kept: PassageRow[] = [];
  const colour = tellingColour(plateColour);
  let previous = Math.max(last?.passedAt ?? passedAt, passedAt);
  let after = { at: passedAt, id: 'ffffffff-ffff-ffff-ffff-ffffffffffff' };
  let entries = 0;
  for (let limit = PAGES.first; ; limit = PAGES.later) {
    const rows = await tx.passages.following(plate, enterpriseId, after, limit);
    for (const row of rows) {
      const opens = row.direction === 'in' && row.accessId === row.id && row.visitId === row.id;
      const own = colour === undefined || tellingColour(row.plateColour) === colour;
      if (opens && own && row.barrier !== 'refused' && row.passedAt - previous > repeatMs) {
        entries += 1;
        if (entries > 1) return kept;
      }
      kept.push(row);
      previous = row.passedAt;
    }
    const end = rows.at(-1);
    if (!end || rows.length < limit) return kept;
    after = { at: end.passedAt, id: end.id };
  }
}

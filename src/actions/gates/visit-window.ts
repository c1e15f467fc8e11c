import type { Reading } from '../../domain/gates/passage.ts';
import type { PassageRow } from '../../store/passages.ts';
import type { Writer } from '../../store/store.ts';

const PAGE = 200;

/** What judging needs of a stored passage. */
export function readingOf(row: PassageRow): Reading {
  return {
    id: row.id,
    direction: row.direction as Reading['direction'],
    passedAt: row.passedAt,
    receivedAt: row.receivedAt,
    plateColour: row.plateColour,
    asserted: row.asserted as Reading['asserted'],
    cargo: row.cargo as Reading['cargo'],
    barrier: row.barrier as Reading['barrier'],
  };
}

/**
 * The stored readings of a plate at an enterprise round an instant that are enough to pair them anew: whole visits, up
 * to a later entry before which nothing was read for longer than the repeat time. What lies outside cannot change.
 */
export async function windowAround(
  tx: Writer,
  plate: string,
  enterpriseId: string,
  at: number,
  repeatMs: number,
): Promise<PassageRow[]> {
  const from = await windowStart(tx, plate, enterpriseId, at, repeatMs);
  const rows = await tx.passages.between(plate, enterpriseId, from, at);
  return [...rows, ...(await upToNextEntry(tx, plate, enterpriseId, at, rows.at(-1), repeatMs))];
}

/** Goes back until every reading of the window has the first reading of its visit in the window too. */
async function windowStart(
  tx: Writer,
  plate: string,
  enterpriseId: string,
  at: number,
  repeatMs: number,
): Promise<number> {
  const last = await tx.passages.lastBefore(plate, enterpriseId, at);
  if (!last) return at;
  let from = Math.min(last.passedAt, at - repeatMs);
  for (;;) {
    const rows = await tx.passages.between(plate, enterpriseId, from, at);
    const known = new Set(rows.map((row) => row.id));
    const anchors = new Set(rows.flatMap((row) => [row.visitId, row.accessId]).filter((id) => !known.has(id)));
    let earliest = from;
    for (const id of anchors) {
      const anchor = await tx.passages.find(id);
      if (anchor && anchor.passedAt < earliest) earliest = anchor.passedAt;
    }
    if (earliest === from) return from;
    from = earliest;
  }
}

async function upToNextEntry(
  tx: Writer,
  plate: string,
  enterpriseId: string,
  at: number,
  last: PassageRow | undefined,
  repeatMs: number,
): Promise<PassageRow[]> {
  const kept: PassageRow[] = [];
  let previous = Math.max(last?.passedAt ?? at, at);
  let after = { at, id: 'ffffffff-ffff-ffff-ffff-ffffffffffff' };
  let entries = 0;
  for (;;) {
    const rows = await tx.passages.following(plate, enterpriseId, after, PAGE);
    for (const row of rows) {
      const opens = row.direction === 'in' && row.accessId === row.id && row.visitId === row.id;
      if (opens && row.barrier !== 'refused' && row.passedAt - previous > repeatMs) {
        entries += 1;
        if (entries > 1) return kept;
      }
      kept.push(row);
      previous = row.passedAt;
    }
    const end = rows.at(-1);
    if (!end || rows.length < PAGE) return kept;
    after = { at: end.passedAt, id: end.id };
  }
}

import type { PassageNoteRow } from '../../store/passage-notes.ts';
import type { PassageRow } from '../../store/passages.ts';
import type { PlateCorrectionRow } from '../../store/plate-corrections.ts';
import type { IdRange } from '../../store/sealable.ts';
import type { Reader } from '../../store/store.ts';
import { type Decided, decisionDigest, digestOf, laterDigest } from './digests.ts';
import type { Read } from './streams.ts';

type Replaced = Awaited<ReturnType<Reader['sealable']['decisionsOf']>>[number];
type Trails = {
  readonly corrections: readonly PlateCorrectionRow[];
  readonly notes: readonly PassageNoteRow[];
  readonly decisions: readonly Replaced[];
};

/** How many passages' trails are asked for at once. */
const AT_ONCE = 500;

/**
 * Passages as they were first stored, which is what is sealed: whoever changes one keeps what stood before in a trail, so
 * the first state can be told from any later one, and the present one from the last of the trail.
 */
export async function readPassageLeaves(reader: Reader, range: IdRange, limit: number): Promise<Read[]> {
  const rows = await reader.sealable.passages(range, limit);
  const read: Read[] = [];
  for (let start = 0; start < rows.length; start += AT_ONCE) {
    const some = rows.slice(start, start + AT_ONCE);
    const ids = some.map(({ id }) => id);
    const corrections = (await reader.plateCorrections.ofPassages(ids)).toReversed();
    const notes = await reader.passageNotes.ofPassages(ids);
    const decisions = await reader.sealable.decisionsOf(ids);
    for (const row of some)
      read.push(
        leafOf(row, {
          corrections: corrections.filter(({ passageId }) => passageId === row.id),
          notes: notes.filter(({ passageId }) => passageId === row.id),
          decisions: decisions.filter(({ passageId }) => passageId === row.id),
        }),
      );
  }
  return read;
}

function leafOf(row: PassageRow, trails: Trails): Read {
  const [correction] = trails.corrections;
  const seen = correction
    ? { plate: correction.plateBefore, plateColour: correction.colourBefore }
    : { plate: row.plate, plateColour: row.plateColour };
  const first: Decided = trails.decisions[0] ?? row;
  const { cargo, barrier, barrierReason } = trails.notes[0] ?? row;
  const told = { ...messageOf(row), ...seen, cargo, barrier, barrierReason, decision: decisionDigest(first) };
  const fault = faultOf(row, trails);
  return { id: row.id, digest: digestOf('passage', told), ...(fault === undefined ? {} : { fault }) };
}

/** What of a passage never changes. Which readings make one visit is worked out from these and stands for nothing by itself. */
const messageOf = (row: PassageRow) => ({
  id: row.id,
  gateId: row.gateId,
  enterpriseId: row.enterpriseId,
  countyCode: row.countyCode,
  eventId: row.eventId,
  passedAt: row.passedAt,
  receivedAt: row.receivedAt,
  direction: row.direction,
  plateRaw: row.plateRaw,
  confidenceE4: row.confidenceE4,
  lane: row.lane,
  asserted: row.asserted,
  deviceId: row.deviceId,
  deviceTime: row.deviceTime,
  resent: row.resent,
  alternatives: row.alternatives,
  listVersion: row.listVersion,
});

/** What the end of a trail does not tell of the passage as it stands. */
function faultOf(row: PassageRow, { corrections, notes, decisions }: Trails): string | undefined {
  const corrected = corrections.filter(({ proposed }) => !proposed).at(-1);
  if (corrected && (corrected.plateAfter !== row.plate || corrected.colourAfter !== row.plateColour))
    return 'bears another plate than its trail of corrections ends with';
  const note = notes.at(-1);
  if (note && note.next !== laterDigest(row)) return 'holds other cargo or another barrier than its gate told last';
  const replaced = decisions.at(-1);
  if (replaced?.next && replaced.next !== decisionDigest(row)) return 'bears another decision than the last one made';
  return undefined;
}

import { keptFrom, type RetentionMonths } from '../../domain/ledgers/retention.ts';
import { legalDayOf } from '../../domain/time.ts';
import type { Files } from '../../files/evidence-files.ts';
import type { Keys } from '../../files/keys.ts';
import type { EvidenceRow } from '../../store/evidence.ts';
import type { Store, Writer } from '../../store/store.ts';
import type { At } from '../at.ts';
import { record } from '../audit.ts';
import { eventKey } from '../gates/event-key.ts';
import { noteRemoval } from '../seals/removal-notes.ts';
import { keptVisits } from './kept-visits.ts';

/** What one run removed; `kept` visits were old enough and are held, or evidence of an open case. */
export type Dropped = {
  readonly passages: number;
  readonly videos: number;
  readonly files: number;
  readonly kept: number;
};

const STEP = 100;
const FILES_A_STEP = 200;

type Deps = {
  readonly store: Store;
  readonly files: Files;
  /** Sign the notes that what went did so by law. */
  readonly keys: Keys;
  readonly months: RetentionMonths;
  readonly at: At;
  /** Once given, the run ends after the step it is at. */
  readonly signal?: AbortSignal;
};

/**
 * Drops what is older than it has to be kept: passages with their decisions and pictures, video references of passages, and
 * then the files that no row needs. Goes in small transactions; puts on record how much went, where anything did.
 */
export async function dropExpired({ store, files, keys, months, at, signal }: Deps): Promise<Dropped> {
  const { passages, kept } = await dropPassages({ store, keys, at }, keptFrom(at.now, months.ledger), signal);
  if (passages > 0) await store.write((tx) => tx.accessSums.dropEmpty(legalDayOf(keptFrom(at.now, months.ledger))));
  const videos = await dropVideos(store, keptFrom(at.now, months.video), signal);
  const oldest = Math.max(keptFrom(at.now, months.ledger), keptFrom(at.now, months.video));
  const dropped = { passages, videos, files: await dropFiles(store, files, oldest, signal), kept };
  if (passages + videos + dropped.files > 0) {
    const subject = { type: 'retention', id: legalDayOf(at.now) };
    const detail = { ...dropped, ledgerMonths: months.ledger, videoMonths: months.video };
    await store.write((tx) => record(tx, { kind: 'system', id: 'retention' }, at, 'retention.run', subject, detail));
  }
  return dropped;
}

/** Passages lie in the order in which they arrived, so the first that is young enough ends the walk. */
type Dropping = Pick<Deps, 'store' | 'keys' | 'at'>;

async function dropPassages(
  { store, ...signing }: Dropping,
  before: number,
  signal: AbortSignal | undefined,
): Promise<{ passages: number; kept: number }> {
  let after: string | undefined;
  const keptIds = new Set<string>();
  let passages = 0;
  for (;;) {
    const step = await store.write((tx) => passageStep(tx, before, after, signing));
    passages += step.removed;
    for (const id of step.kept) keptIds.add(id);
    if (step.after === undefined || signal?.aborted) return { passages, kept: keptIds.size };
    after = step.after;
  }
}

type PassageStep = { readonly removed: number; readonly kept: readonly string[]; readonly after: string | undefined };

async function passageStep(
  tx: Writer,
  before: number,
  after: string | undefined,
  { keys, at }: Omit<Dropping, 'store'>,
): Promise<PassageStep> {
  const found = await tx.retention.passagesInOrder(after, STEP);
  const old = found.filter(({ receivedAt }) => receivedAt < before);
  if (old.length === 0) return { removed: 0, kept: [], after: undefined };
  const spans = await tx.retention.spansOf(old);
  const kept = await keptVisits(tx, old, spans);
  // A visit goes as a whole or not at all, so one with a reading that arrived later stays.
  const gone = old.filter(({ visitId }) => !kept.has(visitId) && (spans.get(visitId)?.arrived ?? before) < before);
  const flagged = new Set(await tx.retention.flagged(gone.map(({ visitId }) => `access:${visitId}`)));
  // Sent once more, such an event would raise the violation again that is on record already: it stays known.
  const forgotten = gone.filter(({ visitId }) => !flagged.has(`access:${visitId}`));
  const ids = gone.map(({ id }) => id);
  const { decisions, corrections, notes } = await tx.retention.remove(
    ids,
    forgotten.map(({ gateId, eventId }) => eventKey(gateId, eventId)),
  );
  const went = { passage: ids, decision: decisions, correction: corrections, note: notes } as const;
  for (const stream of ['passage', 'decision', 'correction', 'note'] as const)
    await noteRemoval(tx, keys, { kind: 'dropped', stream, ids: went[stream] }, at);
  const more = old.length === found.length && found.length === STEP;
  return { removed: gone.length, kept: [...kept], after: more ? found.at(-1)?.id : undefined };
}

async function dropVideos(store: Store, before: number, signal: AbortSignal | undefined): Promise<number> {
  let after: string | undefined;
  let removed = 0;
  for (;;) {
    const rows = await store.bulk.evidence.inOrder(after, 1_000);
    const old = rows.filter(({ createdAt }) => createdAt < before);
    const videos = old.filter(isVideoOfPassage);
    for (let at = 0; at < videos.length; at += STEP) {
      const some = videos.slice(at, at + STEP);
      removed += await store.write((tx) => videoStep(tx, some));
    }
    if (old.length < rows.length || rows.length < 1_000 || signal?.aborted) return removed;
    after = rows.at(-1)?.id;
  }
}

const isVideoOfPassage = ({ mediaType, subjectType }: EvidenceRow): boolean =>
  mediaType.startsWith('video/') && subjectType === 'passage';

async function videoStep(tx: Writer, videos: readonly EvidenceRow[]): Promise<number> {
  const passages = await tx.retention.passagesOf(videos.map(({ subjectId }) => subjectId));
  const kept = await keptVisits(tx, passages, await tx.retention.spansOf(passages));
  const held = new Set(passages.filter(({ visitId }) => kept.has(visitId)).map(({ id }) => id));
  const gone = videos.filter(({ subjectId }) => !held.has(subjectId));
  await tx.evidence.remove(gone.map(({ id }) => id));
  return gone.length;
}

/** Of arrival months that are past, so that no file of them can be on its way to a row. */
async function dropFiles(store: Store, files: Files, before: number, signal: AbortSignal | undefined): Promise<number> {
  let removed = 0;
  for (const month of await files.months()) {
    if (month >= legalDayOf(before).slice(0, 7)) break;
    for (const folder of await files.foldersOf(month)) {
      if (signal?.aborted) return removed;
      const hashes = await files.hashesIn(folder);
      const gone = new Set(hashes);
      for (let at = 0; at < hashes.length; at += FILES_A_STEP)
        for (const hash of await store.bulk.retention.needed(folder, hashes.slice(at, at + FILES_A_STEP)))
          gone.delete(hash);
      await files.remove(folder, gone);
      removed += gone.size;
    }
  }
  return removed;
}

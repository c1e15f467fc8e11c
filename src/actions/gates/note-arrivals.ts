import { LOW_TRANSMISSION } from '../../domain/gates/transmission.ts';
import { legalDayOf } from '../../domain/time.ts';
import type { Writer } from '../../store/store.ts';
import { makeLatePassages } from '../urea/late-passages.ts';
import { noteGateHeard } from './gate-heard.ts';
import { transmissionKey } from './judge-transmission.ts';
import type { PassageItem, RecordingContext } from './record-passages.ts';

/** What is noted of the passages of a gate and a legal day that arrived, with when the last of them did, ms. */
export type Arrival = Pick<PassageItem, 'gateId' | 'enterpriseId' | 'receivedAt'> & { readonly day: string };

/** Gathers what is noted of passages one by one: a batch is of one gate and few days. */
export function gatherArrivals(): { add(item: PassageItem): void; all(): readonly Arrival[] } {
  const found = new Map<string, Arrival & { receivedAt: number }>();
  let last: (Arrival & { receivedAt: number }) | undefined;
  return {
    add: ({ gateId, enterpriseId, receivedAt, message }) => {
      const day = legalDayOf(message.passedAt);
      if (last?.gateId !== gateId || last.day !== day) {
        last = found.get(`${gateId} ${day}`) ?? { gateId, enterpriseId, receivedAt, day };
        found.set(`${gateId} ${day}`, last);
      }
      last.receivedAt = Math.max(last.receivedAt, receivedAt);
    },
    all: () => [...found.values()],
  };
}

/** What a `transmission` job judges again. */
export type TransmissionPayload = { readonly enterpriseId: string; readonly day: string };

/** A gate that posts is noted as heard from no more often than this. */
const NOTED_EVERY_MS = 60_000;
/** A backlog comes in many pieces: a day is judged again so long after the first of them. */
const GATHERING_MS = 10_000;
/** Longest time a transaction takes: a piece stored later than this before the job may not be seen by it. */
const LONGEST_MS = 5_000;
const MOST_REMEMBERED = 10_000;

/**
 * What the arrival of passages tells beside themselves: that their gates were heard from, and that a day whose transmission
 * rate was found low may have to be judged again. Keeps in memory what was noted lately, so that most groups write nothing.
 */
export function makeArrivals(): {
  /** Takes all of one transaction at once: what it queues is remembered only when that is kept. */
  note(tx: Writer, arrived: readonly Arrival[], context: RecordingContext): Promise<void>;
} {
  const noted = new Map<string, number>();
  const queued = new Map<string, number>();
  const latePassages = makeLatePassages();
  return {
    note: async (tx, arrived, context) => {
      await latePassages.note(tx, arrived, context);
      for (const [gateId, at] of lastOf(arrived)) {
        if (at - (noted.get(gateId) ?? Number.NEGATIVE_INFINITY) < NOTED_EVERY_MS) continue;
        await noteGateHeard(tx, gateId, at, context);
        tx.afterCommit(() => remember(noted, gateId, at));
      }
      for (const [key, payload] of lateDays(arrived, context.now)) {
        if (context.now < (queued.get(key) ?? 0) - LONGEST_MS) continue;
        const flags = await tx.violations.ofSubjects([key]);
        if (!flags.some(({ kind, status }) => kind === LOW_TRANSMISSION && status !== 'withdrawn')) continue;
        const runAfter = context.now + GATHERING_MS;
        await queue(tx, payload, runAfter, context);
        tx.afterCommit(() => remember(queued, key, runAfter));
      }
    },
  };
}

function lastOf(arrived: readonly Arrival[]): Map<string, number> {
  const last = new Map<string, number>();
  for (const { gateId, receivedAt } of arrived) last.set(gateId, Math.max(last.get(gateId) ?? receivedAt, receivedAt));
  return last;
}

/** The days that were over when passages of them arrived, by the key of their flag. */
function lateDays(arrived: readonly Arrival[], now: number): Map<string, TransmissionPayload> {
  const today = legalDayOf(now);
  const days = new Map<string, TransmissionPayload>();
  for (const { enterpriseId, day } of arrived) {
    if (day < today) days.set(transmissionKey(enterpriseId, day), { enterpriseId, day });
  }
  return days;
}

async function queue(
  tx: Writer,
  payload: TransmissionPayload,
  runAfter: number,
  { now, newId }: RecordingContext,
): Promise<void> {
  await tx.jobs.insert({
    id: newId(),
    kind: 'transmission',
    status: 'queued',
    payload,
    cursor: null,
    done: 0,
    total: 1,
    attempts: 0,
    error: null,
    runAfter,
    createdAt: now,
    finishedAt: null,
    createdBy: 'system',
  });
}

function remember(map: Map<string, number>, key: string, at: number): void {
  if (map.size >= MOST_REMEMBERED) map.clear();
  map.set(key, at);
}

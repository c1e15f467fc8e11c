import { setTimeout as sleep } from 'node:timers/promises';
import type { PassageRow } from '../../store/passages.ts';
import type { Store } from '../../store/store.ts';
import { gatherArrivals, makeArrivals } from './note-arrivals.ts';
import {
  type Flagged,
  type PassageItem,
  type PassageResult,
  type RecordingContext,
  recordPassages,
} from './record-passages.ts';

/** What whoever told of a passage is answered from. */
export type RecordedRow = Pick<
  PassageRow,
  | 'id'
  | 'gateId'
  | 'eventId'
  | 'enterpriseId'
  | 'countyCode'
  | 'plate'
  | 'plateColour'
  | 'outcome'
  | 'basis'
  | 'hold'
  | 'policy'
  | 'lawAt'
  | 'facts'
>;

/** A `PassageResult` without what nobody is told. */
export type Recorded =
  | { readonly status: 'created' | 'duplicate'; readonly row: RecordedRow; readonly flags: readonly Flagged[] }
  | { readonly status: 'conflict'; readonly passageId: string };

/** The one way in for passages: single posts, batches and cameras. Answers only what is durable; plain data in and out. */
export type PassageIntake = {
  /** Results in the order of the items; rejects only for an unexpected failure, and then some of them may be stored. */
  record(items: readonly PassageItem[]): Promise<Recorded[]>;
  /** Rejects while nothing can be recorded. */
  ready(): Promise<void>;
};

/** An intake that lets others write between its groups, since nothing else may write at the same time. */
export type SharedIntake<Results = Recorded[]> = {
  /** As of a `PassageIntake`. */
  record(items: readonly PassageItem[]): Promise<Results>;
  ready(): Promise<void>;
  /** `record` of so many passages that are read only when it is their turn. */
  recordLater(count: number, read: () => readonly PassageItem[]): Promise<Results>;
  /**
   * Does what takes turns with the pieces of batches; before each of them goes what comes singly. `isCalm` where nobody is
   * expected who would wait for it.
   */
  between<T>(work: (isCalm: boolean) => Promise<T>): Promise<T>;
};

export type Grouping = {
  /** The most passages of a group. */
  readonly most: number;
  /** The most of a batch in a group while single passages come in, or another writer waits. */
  readonly hurried: number;
  /** Whether another writer waits. */
  readonly isHurried?: () => boolean;
  /** Whether the disk is behind, so that batches and other work make way while anybody waits. Asked once between two groups. */
  readonly isBehind?: () => boolean;
};

type Asked<Kept> = {
  readonly count: number;
  readonly read: () => readonly PassageItem[];
  /** What was read, while some of it stands in a later group. */
  items: readonly PassageItem[] | undefined;
  /** How many have been taken into groups. */
  taken: number;
  /** Of each of its pieces. */
  readonly kept: Kept[];
  readonly resolve: (kept: Kept[]) => void;
  readonly reject: (error: unknown) => void;
};

/** Those of the passages of one request that stand in one group. */
type Piece<Kept> = { readonly asked: Asked<Kept>; readonly from: number; readonly to: number };

/**
 * How many of those that wait go into one group: half of them, so that the answers of the others are read, and what follows
 * on them is sent, while these are written; few enough go together.
 */
const share = (waiting: number): number => Math.max(HALVED_FROM, Math.ceil(waiting / 2));
const HALVED_FROM = 32;

/** More than these at once are a batch, and make way. */
const FEW = 20;
/** So long after a single passage another is expected. */
const EXPECTED_MS = 1_000;
/** After so long it is looked again whether the disk is still behind. */
const BEHIND_MS = 5;
const IN_PROCESS: Grouping = { most: 200, hurried: 50 };

/** Settles by itself, and never rejects. */
type Work = (isCalm: boolean) => Promise<void>;

/**
 * Group commit: what arrives in one turn of the event loop, and while the last group was being written, is stored in one
 * transaction. Batches are written in pieces, in turns with what comes singly. A group that fails is written again one by
 * one, so that only the culprit fails.
 */
export const createPassageIntake = (
  store: Store,
  context: () => RecordingContext,
  grouping: Grouping = IN_PROCESS,
): SharedIntake => {
  const intake = createIntake(store, context, (results) => results.map(answerable), grouping);
  return {
    ...intake,
    record: async (items) => (await intake.record(items)).flat(),
    recordLater: async (count, read) => (await intake.recordLater(count, read)).flat(),
  };
};

/**
 * The same, with whatever `keep` makes of the results of each piece of a request: those of a group wait for its end, and what
 * is there for longer than some milliseconds is costly to collect.
 */
export function createIntake<Kept>(
  store: Store,
  context: () => RecordingContext,
  keep: (results: readonly PassageResult[]) => Kept,
  { most, hurried, isHurried, isBehind }: Grouping,
): SharedIntake<Kept[]> {
  const singles: Asked<Kept>[] = [];
  const batches: Asked<Kept>[] = [];
  const works: Work[] = [];
  let singleAt = Number.NEGATIVE_INFINITY;
  let running = false;

  const arrivals = makeArrivals();

  const write = (group: readonly Piece<Kept>[]) =>
    store.write(async (tx) => {
      const recording = context();
      const kept: Kept[] = [];
      const arrived = gatherArrivals();
      for (const { items, counts } of portions(group)) {
        const results = await recordPassages(tx, items, recording);
        let start = 0;
        for (const count of counts) {
          kept.push(keep(results.slice(start, start + count)));
          start += count;
        }
        for (const item of items) arrived.add(item);
      }
      await arrivals.note(tx, arrived.all(), recording);
      return kept;
    });

  const settle = async (group: readonly Piece<Kept>[]): Promise<void> => {
    try {
      const written = await write(group);
      for (const [index, { asked, to }] of group.entries()) {
        asked.kept.push(written[index] as Kept);
        if (to === asked.count) asked.resolve(asked.kept);
      }
    } catch (error) {
      if (group.length > 1) for (const one of group) await settle([one]);
      else for (const { asked } of group) fail(asked, error);
    }
  };

  const fail = (asked: Asked<Kept>, error: unknown): void => {
    if (batches[0] === asked) batches.shift();
    asked.reject(error);
  };

  const isCalm = (): boolean => context().now - singleAt > EXPECTED_MS && !isHurried?.();

  const writeSingles = async (): Promise<void> => {
    if (singles.length > 0) await settle(take(singles, Math.min(most, share(singles.length)))).then(turn);
  };

  const run = async (): Promise<void> => {
    while (singles.length + batches.length + works.length > 0) {
      await writeSingles();
      if (isBehind?.() && !isCalm()) {
        if (singles.length === 0 && batches.length + works.length > 0) await sleep(BEHIND_MS);
        continue;
      }
      if (batches.length > 0) await settle(take(batches, isCalm() ? most : hurried)).then(turn);
      const work = works.shift();
      if (!work) continue;
      await writeSingles();
      await work(isCalm()).then(turn);
    }
    running = false;
  };

  const begin = (): void => {
    if (running) return;
    running = true;
    setImmediate(() => void run());
  };

  const recordLater: SharedIntake<Kept[]>['recordLater'] = (count, read) =>
    new Promise((resolve, reject) => {
      if (count === 0) return resolve([]);
      if (count <= FEW) singleAt = context().now;
      (count <= FEW ? singles : batches).push({ count, read, items: undefined, taken: 0, kept: [], resolve, reject });
      begin();
    });

  return {
    ready: () => store.ready(),
    record: (items) => recordLater(items.length, () => items),
    recordLater,
    between: (work) =>
      new Promise((resolve, reject) => {
        works.push((calm) => work(calm).then(resolve, reject));
        begin();
      }),
  };
}

/** The next `most` passages of a queue, which what is taken whole leaves. */
function take<Kept>(queue: Asked<Kept>[], most: number): Piece<Kept>[] {
  const group: Piece<Kept>[] = [];
  let room = most;
  for (let asked = queue[0]; asked && room > 0; asked = queue[0]) {
    const from = asked.taken;
    asked.taken = Math.min(asked.count, from + room);
    group.push({ asked, from, to: asked.taken });
    room -= asked.taken - from;
    if (asked.taken === asked.count) queue.shift();
  }
  return group;
}

/** So many of a group are read at a time: what is there for longer than some milliseconds is costly to collect. */
const READ_AT_ONCE = 100;

/** Whole pieces one after the other, and how many each has. */
type Portion = { readonly items: PassageItem[]; readonly counts: number[] };

/** The passages of a group, some at a time. */
function* portions<Kept>(group: readonly Piece<Kept>[]): Generator<Portion> {
  let portion: Portion = { items: [], counts: [] };
  for (const { asked, from, to } of group) {
    const read = asked.items ?? asked.read();
    asked.items = to < asked.count ? read : undefined;
    for (let index = from; index < to; index += 1) portion.items.push(read[index] as PassageItem);
    portion.counts.push(to - from);
    if (portion.items.length < READ_AT_ONCE) continue;
    yield portion;
    portion = { items: [], counts: [] };
  }
  if (portion.items.length > 0) yield portion;
}

const turn = () => new Promise((resume) => setImmediate(resume));

/** The result without what nobody is told. Member by member: spread together it takes ten times as long. */
export function answerable(result: PassageResult): Recorded {
  if (result.status === 'conflict') return result;
  const { status, row, flags } = result;
  return {
    status,
    row: {
      id: row.id,
      gateId: row.gateId,
      eventId: row.eventId,
      enterpriseId: row.enterpriseId,
      countyCode: row.countyCode,
      plate: row.plate,
      plateColour: row.plateColour,
      outcome: row.outcome,
      basis: row.basis,
      hold: row.hold,
      policy: row.policy,
      lawAt: row.lawAt,
      facts: row.facts,
    },
    flags,
  };
}

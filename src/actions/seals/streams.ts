import type { AuditRow } from '../../store/audit.ts';
import type { IdRange } from '../../store/sealable.ts';
import type { Reader } from '../../store/store.ts';
import { auditDigest } from '../audit.ts';
import { digestOf } from './digests.ts';
import type { Leaf } from './leaves.ts';
import { readPassageLeaves } from './passage-leaves.ts';

/** A row of a stream with its digest, and what is wrong with it whether or not it is sealed. */
export type Read = Leaf & {
  readonly fault?: string;
  /** Set of an erased row: the digest of what is left of it. */
  readonly left?: string;
};

/** Rows of a range in the order of their ids; reads over many rows, for `store.bulk`. */
export type ReadRows = (reader: Reader, range: IdRange, limit: number) => Promise<Read[]>;

type Stream = {
  /** What its rows are called where something is wrong with them. */
  readonly name: string;
  /** How its rows are counted. */
  readonly table: Parameters<Reader['sealable']['countAfter']>[0];
  /** Rows in one seal at most. */
  readonly atMost: number;
  readonly read: ReadRows;
};

/** Everything that is sealed: what was done, what gates said, and each later change of either beside what it replaced. */
export const STREAMS = {
  audit: { name: 'audit row', table: 'audit', atMost: 5_000, read: readAuditLeaves },
  passage: { name: 'passage', table: 'passages', atMost: 2_000, read: readPassageLeaves },
  decision: {
    name: 'replaced decision',
    table: 'decisions',
    atMost: 5_000,
    read: async ({ sealable }, range, limit) => (await sealable.decisions(range, limit)).map(whole('decision-history')),
  },
  correction: {
    name: 'plate correction',
    table: 'corrections',
    atMost: 5_000,
    read: async ({ sealable }, range, limit) => (await sealable.corrections(range, limit)).map(whole('correction')),
  },
  note: {
    name: 'later note',
    table: 'notes',
    atMost: 5_000,
    read: async ({ sealable }, range, limit) => (await sealable.notes(range, limit)).map(whole('note')),
  },
  'violation-event': {
    name: 'change of a violation',
    table: 'violationEvents',
    atMost: 5_000,
    read: async ({ sealable }, range, limit) =>
      (await sealable.violationEvents(range, limit)).map(whole('violation-event')),
  },
} as const satisfies Record<string, Stream>;

export type StreamName = keyof typeof STREAMS;

export const STREAM_NAMES = Object.keys(STREAMS) as StreamName[];

export const isStream = (name: string): name is StreamName => Object.hasOwn(STREAMS, name);

/** A row all of whose columns never change. */
const whole =
  (kind: string) =>
  (row: { readonly id: string }): Read => ({ id: row.id, digest: digestOf(kind, row) });

/**
 * An audit row brings its own digest; with its salt that must be the digest of what the row says. One whose salt is gone
 * tells by `left` what is left of it.
 */
async function readAuditLeaves({ sealable }: Reader, range: IdRange, limit: number): Promise<Read[]> {
  return (await sealable.audit(range, limit)).map((row) => {
    const { id, salt, digest } = row;
    if (salt === null) return { id, digest, left: erasedDigest(row) };
    const told = auditDigest(salt, row);
    return told === digest ? { id, digest } : { id, digest: told, fault: 'does not fit its digest' };
  });
}

/** What an erased audit row still says. */
export const erasedDigest = (row: AuditRow): string => digestOf('erased', { ...row, salt: null });

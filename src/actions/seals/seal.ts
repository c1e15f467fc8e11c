import type { Keys } from '../../files/keys.ts';
import type { IdRange } from '../../store/sealable.ts';
import type { SealRow } from '../../store/seals.ts';
import type { Reader, Store } from '../../store/store.ts';
import { sha256 } from './digests.ts';
import { packLeaves } from './leaves.ts';
import { merkleRoot, NOTHING } from './merkle.ts';
import { STREAM_NAMES, STREAMS, type StreamName } from './streams.ts';

/** What the next seal of a stream is to cover: the rows between two ids that nothing sealed yet. */
export type Sought = { readonly stream: StreamName; readonly range: Pick<IdRange, 'after' | 'before'> };

/** Rows that a seal can cover: the Merkle root over them, and `leaves` as they are kept. Plain data. */
export type Unsealed = Pick<SealRow, 'firstId' | 'lastId' | 'count' | 'root'> & { readonly leaves: Uint8Array };

type Context = {
  readonly store: Store;
  readonly keys: Keys;
  readonly at: { now: number; newId: () => string };
  /** Works out what a seal is to cover; `readUnsealed`, but for where it is done. */
  readonly unsealed: (sought: Sought) => Promise<Unsealed | undefined>;
};

/** What the clocks of processes and database may differ by. */
export const SETTLED_MS = 60_000;

/** Seals whatever has settled in every stream; gives how many rows that were. */
export async function sealAll(context: Context, settledMs = SETTLED_MS): Promise<number> {
  let rows = 0;
  for (const stream of STREAM_NAMES) {
    let sealed: number;
    do {
      sealed = await sealNext(context, stream, settledMs);
      rows += sealed;
    } while (sealed > 0);
  }
  return rows;
}

/** The next rows of a stream that a seal can cover, worked out where they are read: for thousands that takes a tenth of a second. */
export async function readUnsealed(reader: Reader, { stream, range }: Sought): Promise<Unsealed | undefined> {
  const { read, atMost } = STREAMS[stream];
  const rows = await read(reader, range, atMost);
  const [first] = rows;
  const end = rows.at(-1);
  if (!first || !end) return undefined;
  return {
    firstId: first.id,
    lastId: end.id,
    count: rows.length,
    root: merkleRoot(rows.map((row) => row.digest)),
    leaves: packLeaves(rows),
  };
}

/**
 * Seals the next settled range of a stream: the Merkle root over its rows, chained to the seal before of whatever stream,
 * and signed. Rows are read outside the transaction: what is sealed of a row does not change. Gives how many it sealed; 0
 * where none has settled, or another process was first.
 */
async function sealNext(
  { store, keys, at, unsealed }: Context,
  stream: StreamName,
  settledMs: number,
): Promise<number> {
  const before = await store.bulk.live.settledBefore(at.newId(), settledMs);
  const last = await store.bulk.seals.lastOf(stream);
  const range = { ...(last ? { after: last.lastId } : {}), before };
  if (!(await store.bulk.sealable.isAny(STREAMS[stream].table, range))) return 0;
  const found = await unsealed({ stream, range });
  if (!found) return 0;
  const { leaves, ...told } = found;
  return store.write(async (tx) => {
    const [newest, own] = [await tx.seals.last(), await tx.seals.lastOf(stream)];
    const id = at.newId();
    // The chain is read in the order of its ids, so one made by a clock that is behind has to wait.
    if (own?.id !== last?.id || (newest && id <= newest.id)) return 0;
    const row = { ...told, stream, previous: newest?.seal ?? NOTHING, keyId: keys.current.id, sealedAt: at.now };
    const seal = sealOf(row);
    const signature = keys.current.sign(Buffer.from(seal, 'hex')).toString('base64');
    await tx.seals.insert({ ...row, id, seal, signature }, leaves);
    return told.count;
  });
}

/** SHA-256 (hex) over what a seal says; seals of audit rows that are older than the other streams say less. */
export function sealOf(row: Omit<SealRow, 'id' | 'seal' | 'signature'>): string {
  const range = [row.firstId, row.lastId, String(row.count), row.root, row.previous];
  const told =
    row.stream === null ? ['seal', ...range] : ['seal/2', row.stream, ...range, String(row.sealedAt), row.keyId];
  return sha256(told.join('\n'));
}

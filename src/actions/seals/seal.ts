import type { Keys } from '../../files/keys.ts';
import type { SealRow } from '../../store/seals.ts';
import type { Store } from '../../store/store.ts';
import { sha256 } from './digests.ts';
import { packLeaves } from './leaves.ts';
import { merkleRoot, NOTHING } from './merkle.ts';
import { STREAM_NAMES, STREAMS, type StreamName } from './streams.ts';

type Context = { readonly store: Store; readonly keys: Keys; readonly at: { now: number; newId: () => string } };

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

/**
 * Seals the next settled range of a stream: the Merkle root over its rows, chained to the seal before of whatever stream,
 * and signed. Rows are read outside the transaction: what is sealed of a row does not change. Gives how many it sealed; 0
 * where none has settled, or another process was first.
 */
async function sealNext({ store, keys, at }: Context, stream: StreamName, settledMs: number): Promise<number> {
  const before = await store.bulk.live.settledBefore(at.newId(), settledMs);
  const last = await store.bulk.seals.lastOf(stream);
  const { read, atMost } = STREAMS[stream];
  const rows = await read(store.bulk, { ...(last ? { after: last.lastId } : {}), before }, atMost);
  const [first] = rows;
  const end = rows.at(-1);
  if (!first || !end) return 0;
  const leaves = packLeaves(rows);
  const told = {
    firstId: first.id,
    lastId: end.id,
    count: rows.length,
    root: merkleRoot(rows.map((row) => row.digest)),
  };
  return store.write(async (tx) => {
    const [newest, own] = [await tx.seals.last(), await tx.seals.lastOf(stream)];
    const id = at.newId();
    // The chain is read in the order of its ids, so one made by a clock that is behind has to wait.
    if (own?.id !== last?.id || (newest && id <= newest.id)) return 0;
    const row = { ...told, stream, previous: newest?.seal ?? NOTHING, keyId: keys.current.id, sealedAt: at.now };
    const seal = sealOf(row);
    const signature = keys.current.sign(Buffer.from(seal, 'hex')).toString('base64');
    await tx.seals.insert({ ...row, id, seal, signature }, leaves);
    return rows.length;
  });
}

/** SHA-256 (hex) over what a seal says; seals of audit rows that are older than the other streams say less. */
export function sealOf(row: Omit<SealRow, 'id' | 'seal' | 'signature'>): string {
  const range = [row.firstId, row.lastId, String(row.count), row.root, row.previous];
  const told =
    row.stream === null ? ['seal', ...range] : ['seal/2', row.stream, ...range, String(row.sealedAt), row.keyId];
  return sha256(told.join('\n'));
}

import type { Keys } from '../../files/keys.ts';
import type { SealRow } from '../../store/seals.ts';
import type { Reader } from '../../store/store.ts';
import { type Leaf, unpackLeaves } from './leaves.ts';
import { merkleRoot, NOTHING } from './merkle.ts';
import { readRange, type Unreadable } from './read-range.ts';
import { type Removal, removedByLaw } from './removal-notes.ts';
import { sealOf } from './seal.ts';
import { isStream, type Read, STREAM_NAMES, STREAMS, type StreamName } from './streams.ts';

/** The seals of audit rows that are older than the other streams name none. */
const streamNameOf = ({ stream }: SealRow): string => stream ?? 'audit';

/**
 * Everything that is wrong with the chain of seals or with the rows under it, each with the row it is about; nothing where
 * all holds. Long: reads every row.
 */
export async function* verifySeals(reader: Reader, keys: Keys): AsyncGenerator<string> {
  let previous = NOTHING;
  const reached = new Map<string, string>();
  for (const seal of await reader.seals.all()) {
    if (seal.previous !== previous || sealOf(seal) !== seal.seal)
      yield `seal ${seal.id}: it does not follow the one before it, or says something else than was sealed`;
    if (!keys.verify(seal.keyId, Buffer.from(seal.seal, 'hex'), Buffer.from(seal.signature, 'base64')))
      yield `seal ${seal.id}: the signature does not hold`;
    previous = seal.seal;
    const name = streamNameOf(seal);
    if (isStream(name)) yield* verifyRange(reader, keys, seal, name, reached.get(name));
    else yield `seal ${seal.id}: it seals nothing that is known here`;
    reached.set(name, seal.lastId);
  }
  for (const stream of STREAM_NAMES) yield* verifyUnsealed(reader, keys, stream, reached.get(stream));
}

/** How many rows of each stream no seal covers yet, by what they are called. */
export async function countUnsealed(reader: Reader): Promise<Readonly<Record<string, number>>> {
  const counts: Record<string, number> = {};
  for (const stream of STREAM_NAMES) {
    const last = await reader.seals.lastOf(stream);
    counts[STREAMS[stream].name] = await reader.sealable.countAfter(STREAMS[stream].table, last?.lastId);
  }
  return counts;
}

async function* verifyRange(
  reader: Reader,
  keys: Keys,
  seal: SealRow,
  stream: StreamName,
  after: string | undefined,
): AsyncGenerator<string> {
  const { name, read } = STREAMS[stream];
  const sealed = await leavesOf(reader, seal);
  const range = { ...(after === undefined ? {} : { after }), upTo: seal.lastId };
  const { rows, unreadable } = await readRange(reader, read, range, sealed?.map(({ id }) => id) ?? [seal.lastId]);
  yield* faultsOf(reader, keys, stream, rows, unreadable);
  if (!sealed) {
    const holds = rows.length === seal.count && merkleRoot(rows.map(({ digest }) => digest)) === seal.root;
    if (holds && seal.stream === null) return;
    yield holds
      ? `seal ${seal.id}: its list of rows was altered or removed; the ${name}s under it are as they were sealed`
      : `seal ${seal.id}: a ${name} from ${seal.firstId} to ${seal.lastId} was altered, removed or inserted (${rows.length} now, ${seal.count} sealed), and no list of rows tells which`;
    return;
  }
  const known = new Set([...rows.map(({ id }) => id), ...unreadable.map(({ upTo }) => upTo)]);
  const missing = sealed.filter(({ id }) => !known.has(id)).map(({ id }) => id);
  if (missing.length > 0) yield* unlawful(reader, keys, 'dropped', stream, missing);
  const digests = new Map(sealed.map(({ id, digest }) => [id, digest]));
  for (const { id, digest, fault } of rows) {
    const expected = digests.get(id);
    if (expected === undefined) yield `${name} ${id}: inserted among rows that were sealed before`;
    else if (expected !== digest && fault === undefined) yield `${name} ${id}: altered since it was sealed`;
  }
}

/** Rows that no seal covers yet still have to agree with what stands beside them. */
async function* verifyUnsealed(
  reader: Reader,
  keys: Keys,
  stream: StreamName,
  last: string | undefined,
): AsyncGenerator<string> {
  for (let after = last; ; ) {
    const range = after === undefined ? {} : { after };
    const { rows, unreadable } = await readRange(reader, STREAMS[stream].read, range, []);
    yield* faultsOf(reader, keys, stream, rows, unreadable);
    const end = rows.at(-1)?.id;
    if (end === undefined || unreadable.length > 0) return;
    after = end;
  }
}

/** What is wrong with rows whatever the seals say. */
async function* faultsOf(
  reader: Reader,
  keys: Keys,
  stream: StreamName,
  rows: readonly Read[],
  unreadable: readonly Unreadable[],
): AsyncGenerator<string> {
  const { name } = STREAMS[stream];
  for (const { upTo } of unreadable) yield `${name} ${upTo}: can no longer be read`;
  for (const { id, fault } of rows) if (fault !== undefined) yield `${name} ${id}: ${fault}`;
  const erased = rows.filter(({ left }) => left !== undefined);
  if (erased.length > 0)
    yield* unlawful(
      reader,
      keys,
      'erased',
      stream,
      erased.map(({ id }) => id),
      erased,
    );
}

async function* unlawful(
  reader: Reader,
  keys: Keys,
  kind: Removal['kind'],
  stream: StreamName,
  ids: readonly string[],
  erased: readonly Read[] = [],
): AsyncGenerator<string> {
  const { name } = STREAMS[stream];
  const [from = '', to = ''] = [ids[0], ids.at(-1)];
  const { rows, broken } = await removedByLaw(reader, keys, kind, stream, [from, to]);
  for (const id of broken) yield `removal note ${id}: the signature does not hold`;
  for (const id of ids) {
    if (!rows.has(id))
      yield `${name} ${id}: ${kind === 'dropped' ? 'removed' : 'lost its salt'}, and no note says that it was by law`;
  }
  for (const { id, left } of erased)
    if (rows.has(id) && rows.get(id) !== left) yield `${name} ${id}: altered since what was personal in it was erased`;
}

/** Undefined where they are not there, or are not what was sealed. */
async function leavesOf(reader: Reader, seal: SealRow): Promise<Leaf[] | undefined> {
  const packed = await reader.seals.leaves(seal.id);
  const leaves = packed && unpackLeaves(packed);
  return leaves && merkleRoot(leaves.map(({ digest }) => digest)) === seal.root ? leaves : undefined;
}

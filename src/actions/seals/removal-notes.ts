import type { Keys } from '../../files/keys.ts';
import type { RemovalNoteRow } from '../../store/seals.ts';
import type { Reader, Writer } from '../../store/store.ts';
import { sha256 } from './digests.ts';
import { type Leaf, packIds, packLeaves, unpackIds, unpackLeaves } from './leaves.ts';
import type { StreamName } from './streams.ts';

/** Rows that retention dropped, or rows that stand without their salt and what was personal in them. */
export type Removal =
  | { readonly kind: 'dropped'; readonly stream: StreamName; readonly ids: readonly string[] }
  | { readonly kind: 'erased'; readonly stream: 'audit'; readonly left: readonly Leaf[] };

type At = { readonly now: number; readonly newId: () => string };

/** Leaves a signed note, in the transaction in which rows of a stream go by law or give up what is personal. */
export async function noteRemoval(tx: Writer, keys: Keys, removal: Removal, at: At): Promise<void> {
  const { kind, stream } = removal;
  const ids = (kind === 'dropped' ? [...removal.ids] : removal.left.map(({ id }) => id)).sort();
  const [firstId, lastId] = [ids[0], ids.at(-1)];
  if (firstId === undefined || lastId === undefined) return;
  const members = kind === 'dropped' ? packIds(ids) : packLeaves(removal.left);
  const note = { id: at.newId(), kind, stream, at: at.now, firstId, lastId, members, keyId: keys.current.id };
  await tx.seals.insertNote({ ...note, signature: keys.current.sign(signedPart(note)).toString('base64') });
}

/** What signed notes say of the rows of a stream within a range; `broken` names notes whose signature does not hold. */
export async function removedByLaw(
  { seals }: Pick<Reader, 'seals'>,
  keys: Keys,
  kind: Removal['kind'],
  stream: string,
  [from, to]: readonly [string, string],
): Promise<{ readonly rows: ReadonlyMap<string, string>; readonly broken: readonly string[] }> {
  const rows = new Map<string, string>();
  const broken: string[] = [];
  for (const note of await seals.notes(stream, kind, from, to)) {
    if (!keys.verify(note.keyId, signedPart(note), Buffer.from(note.signature, 'base64'))) broken.push(note.id);
    else if (kind === 'dropped') for (const id of unpackIds(note.members)) rows.set(id, '');
    // One person's erasure may leave more of a row than another's after it.
    else for (const { id, digest } of unpackLeaves(note.members)) rows.set(id, digest);
  }
  return { rows, broken };
}

const signedPart = (note: Pick<RemovalNoteRow, 'id' | 'kind' | 'stream' | 'at' | 'members'>): Buffer =>
  Buffer.from(
    ['removal', note.id, note.kind, note.stream, String(note.at), sha256(note.members.toString('hex'))].join('\n'),
  );

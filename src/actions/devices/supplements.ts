import { canonicalJson } from '../../domain/canonical.ts';
import { cargoAfter } from '../../domain/gates/cargo.ts';
import type { Cargo } from '../../domain/gates/passage.ts';
import type { PolicySet } from '../../domain/policy/policy-set.ts';
import type { DeviceRow } from '../../store/devices.ts';
import type { PassageRow } from '../../store/passages.ts';
import type { Store, Writer } from '../../store/store.ts';
import { addPhotos, type StoredPhoto } from '../gates/add-photos.ts';
import { eventKey } from '../gates/event-key.ts';
import { keepNote } from '../gates/keep-note.ts';
import { judgeAround } from '../gates/note-later.ts';

type Context = {
  readonly store: Store;
  /** As they stand when asked: within a transaction, by which it judges. */
  readonly policies: () => PolicySet;
  readonly now: number;
  readonly newId: () => string;
};

type Told = { readonly eventId: string; readonly cargo: Cargo | undefined; readonly photos: readonly StoredPhoto[] };

/** Adds what a gate computer tells of an event to its passage; where that has not come yet, keeps it until it does. */
export async function noteSupplement(context: Context, device: DeviceRow, told: Told): Promise<void> {
  const key = eventKey(device.gateId, told.eventId);
  await context.store.write(async (tx) => {
    const known = await tx.passages.findEvent(key);
    const row = known && (await tx.passages.find(known.passageId));
    if (row) return add(tx, row, told, context);
    // A device that is answered late sends again.
    const waiting = await tx.earlyNotes.ofEvent(key);
    if (waiting.some((note) => contentOf(note.cargo, note.photos) === contentOf(told.cargo, told.photos))) return;
    await tx.earlyNotes.insert({
      id: context.newId(),
      eventKey: key,
      deviceId: device.id,
      cargo: told.cargo ?? null,
      photos: told.photos,
      receivedAt: context.now,
    });
  });
  // On PostgreSQL the passage may have been stored at the same moment, by a transaction that did not see the note.
  const known = await context.store.read.passages.findEvent(key);
  const row = known && (await context.store.read.passages.find(known.passageId));
  if (row) await applyEarlyNotes(context, row);
}

const contentOf = (cargo: unknown, photos: unknown): string =>
  canonicalJson([cargo ?? null, (photos as readonly StoredPhoto[]).map(({ kind, sha256 }) => [kind, sha256])]);

/** Gives a passage what was told of it before it came; gives the passage as it is then. */
export async function applyEarlyNotes<R extends Pick<PassageRow, 'id' | 'gateId' | 'eventId'>>(
  context: Context,
  row: R,
): Promise<R | PassageRow> {
  const key = eventKey(row.gateId, row.eventId);
  if ((await context.store.read.earlyNotes.ofEvent(key)).length === 0) return row;
  return context.store.write(async (tx) => {
    for (const note of await tx.earlyNotes.ofEvent(key)) {
      const current = await tx.passages.find(row.id);
      const photos = note.photos as StoredPhoto[];
      if (current) await add(tx, current, { cargo: (note.cargo as Cargo | null) ?? undefined, photos }, context);
    }
    await tx.earlyNotes.removeOfEvent(key);
    return (await tx.passages.find(row.id)) ?? row;
  });
}

/**
 * Applies notes that stand beside their passage: the process ended between storing the one and looking for the other, and
 * the device did not send again. Gives how many events were put right.
 */
export async function applyStrandedNotes(context: Context, limit: number): Promise<number> {
  const stranded = await context.store.read.earlyNotes.stranded(limit);
  for (const passageId of stranded) {
    const row = await context.store.read.passages.find(passageId);
    if (row) await applyEarlyNotes(context, row);
  }
  return stranded.length;
}

async function add(
  tx: Writer,
  row: PassageRow,
  { cargo, photos }: Omit<Told, 'eventId'>,
  { policies, ...at }: Context,
): Promise<void> {
  const context = { ...at, policies: policies() };
  await addPhotos(tx, row, photos, context);
  if (!cargo) return;
  const before = row.cargo as Cargo | null;
  const after = cargoAfter(before, cargo);
  if (JSON.stringify(before) === JSON.stringify(after)) return;
  await keepNote(tx, row, { cargo: after }, context);
  await tx.passages.setCargo(row.id, after);
  await judgeAround(tx, row, { ...context, cause: 'cargo' });
}

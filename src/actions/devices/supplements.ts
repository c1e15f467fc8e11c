import { cargoAfter } from '../../domain/gates/cargo.ts';
import type { Cargo } from '../../domain/gates/passage.ts';
import type { PolicySet } from '../../domain/policy/policy-set.ts';
import type { DeviceRow } from '../../store/devices.ts';
import type { PassageRow } from '../../store/passages.ts';
import type { Store, Writer } from '../../store/store.ts';
import { addPhotos, type StoredPhoto } from '../gates/add-photos.ts';
import { eventKey } from '../gates/event-key.ts';
import { judgeAround } from '../gates/note-later.ts';

type Context = {
  readonly store: Store;
  readonly policies: PolicySet;
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
    if (row) await add(tx, row, told, context);
    else
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
  if (row) await applyEarlyNotes(context, row, told.eventId);
}

/** Gives a passage what was told of it before it came. */
export async function applyEarlyNotes(context: Context, row: PassageRow, eventId: string): Promise<void> {
  const key = eventKey(row.gateId, eventId);
  if ((await context.store.read.earlyNotes.ofEvent(key)).length === 0) return;
  await context.store.write(async (tx) => {
    for (const note of await tx.earlyNotes.ofEvent(key)) {
      const current = await tx.passages.find(row.id);
      const photos = note.photos as StoredPhoto[];
      if (current)
        await add(tx, current, { eventId, cargo: (note.cargo as Cargo | null) ?? undefined, photos }, context);
    }
    await tx.earlyNotes.removeOfEvent(key);
  });
}

async function add(tx: Writer, row: PassageRow, { cargo, photos }: Told, context: Context): Promise<void> {
  await addPhotos(tx, row, photos, context);
  if (!cargo) return;
  const before = row.cargo as Cargo | null;
  const after = cargoAfter(before, cargo);
  if (JSON.stringify(before) === JSON.stringify(after)) return;
  await tx.passages.setCargo(row.id, after);
  await judgeAround(tx, row, { ...context, cause: 'cargo' });
}

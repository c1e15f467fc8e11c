import type { Heard, Photo, Sighting, Supplement, Verdict } from '../../cameras/protocol.ts';
import { eventTime } from '../../domain/gates/device.ts';
import { opensBarrier } from '../../domain/gates/opening.ts';
import type { Direction } from '../../domain/gates/passage.ts';
import { refusalOf } from '../../domain/gates/refusal.ts';
import type { PolicySet } from '../../domain/policy/policy-set.ts';
import { legalDayOf } from '../../domain/time.ts';
import type { Files } from '../../files/evidence-files.ts';
import { type PlacedPhoto, takePhoto } from '../../files/photo-intake.ts';
import type { DeviceRow } from '../../store/devices.ts';
import type { Store } from '../../store/store.ts';
import type { StoredPhoto } from '../gates/add-photos.ts';
import { contentHash } from '../gates/event-key.ts';
import { noteGateHeard } from '../gates/gate-heard.ts';
import { decisionsOf } from '../gates/passage-answer.ts';
import type { PassageIntake, Recorded } from '../gates/passage-intake.ts';
import type { PassageItem } from '../gates/record-passages.ts';
import { applyEarlyNotes, noteSupplement } from './supplements.ts';

export type Hearing = {
  readonly store: Store;
  readonly files: Files;
  readonly passages: PassageIntake;
  /** As they stand when asked. */
  readonly policies: () => PolicySet;
  readonly newId: () => string;
  /** The arrival, ms. */
  readonly now: number;
};

/** The event id under which a camera's event is known at its gate; that of another device is never the same. */
export const eventIdOf = (device: Pick<DeviceRow, 'id'>, key: string): string => `${device.id}:${key}`;

/**
 * Stores and judges what a camera told, and notes that it was heard from. Gives one verdict per sighting once everything
 * is durable; rejects where nothing could be stored, and then the camera has to send again.
 */
export async function hearCamera(hearing: Hearing, device: DeviceRow, heard: Heard): Promise<Verdict[]> {
  const { verdicts } = await storeHeard(hearing, device, heard);
  await noteHeard(hearing, device, heard);
  return verdicts;
}

/** The same, with the ids of the passages. */
export async function storeHeard(
  hearing: Hearing,
  device: DeviceRow,
  { sightings, supplements }: Pick<Heard, 'sightings' | 'supplements'>,
): Promise<{ readonly verdicts: Verdict[]; readonly passageIds: string[] }> {
  const shelf = new Shelf(hearing, device.id);
  try {
    const items: PassageItem[] = [];
    for (const sighting of sightings) items.push(itemOf(hearing, device, sighting, await shelf.put(sighting.photos)));
    const results = await hearing.passages.record(items);
    const verdicts: Verdict[] = [];
    const passageIds: string[] = [];
    for (const [index, sighting] of sightings.entries()) {
      const settled = await settle(hearing, device, items[index] as PassageItem, results[index] as Recorded);
      passageIds.push(settled.row.id);
      // Only gate computers tell of an event in several messages. What came before counts in the verdict.
      const row = supplements ? await applyEarlyNotes(hearing, settled.row) : settled.row;
      verdicts.push(verdictOf(hearing, device, sighting, { ...settled, row }));
    }
    for (const supplement of supplements ?? []) await noteLater(hearing, device, supplement, shelf);
    shelf.keep();
    return { verdicts, passageIds };
  } catch (error) {
    await shelf.clear();
    throw error;
  }
}

async function noteLater(hearing: Hearing, device: DeviceRow, supplement: Supplement, shelf: Shelf): Promise<void> {
  const photos = await shelf.put(supplement.photos);
  const eventId = eventIdOf(device, supplement.key);
  await noteSupplement(hearing, device, { eventId, cargo: supplement.cargo, photos });
}

function itemOf(hearing: Hearing, device: DeviceRow, sighting: Sighting, photos: StoredPhoto[]): PassageItem {
  const { now } = hearing;
  const { key, deviceTime, vehicleType, resent, alternatives = [] } = sighting;
  return {
    gateId: device.gateId,
    enterpriseId: device.enterpriseId,
    countyCode: device.countyCode,
    receivedAt: now,
    message: {
      eventId: eventIdOf(device, key),
      passedAt: eventTime(deviceTime, now),
      direction: device.direction as Direction,
      plateRaw: sighting.plateRaw?.slice(0, LONGEST_READING) ?? null,
      plate: sighting.plate,
      plateColour: sighting.plateColour,
      confidenceE4: sighting.confidenceE4,
      lane: sighting.lane ?? device.lane,
      vehicle: vehicleType === undefined ? null : { vehicleType },
      cargo: sighting.cargo ?? null,
      barrier: null,
      barrierReason: null,
    },
    camera: { deviceId: device.id, deviceTime, resent, alternatives },
    ...(photos.length > 0 ? { photos } : {}),
  };
}

/** What a camera read is kept as it read it, noise cut off. */
const LONGEST_READING = 60;

type Settled = Pick<Exclude<Recorded, { status: 'conflict' }>, 'status' | 'row'>;

/**
 * One device may use a key twice for different things, or send an event again with more in it. The same vehicle at the
 * same time is the same event; anything else is stored beside it, since no passage may be lost.
 */
async function settle(hearing: Hearing, device: DeviceRow, item: PassageItem, result: Recorded): Promise<Settled> {
  const { message } = item;
  if (result.status !== 'conflict') return result;
  const row = await hearing.store.read.passages.find(result.passageId);
  if (row && row.plate === message.plate && row.deviceTime === item.camera?.deviceTime) {
    const told = { eventId: message.eventId, cargo: message.cargo ?? undefined, photos: item.photos ?? [] };
    await noteSupplement(hearing, device, told);
    return { status: 'duplicate', row: (await hearing.store.read.passages.find(row.id)) ?? row };
  }
  const eventId = `${message.eventId}#${contentHash(message).toString('hex').slice(0, 8)}`;
  const [other] = await hearing.passages.record([{ ...item, message: { ...message, eventId } }]);
  if (!other || other.status === 'conflict') throw new Error('two events of one device under one content hash');
  // Not the first receipt of this key, so never a reason to open.
  return { ...other, status: 'duplicate' };
}

function verdictOf(hearing: Hearing, device: DeviceRow, sighting: Sighting, settled: Settled): Verdict {
  const { now } = hearing;
  const policies = hearing.policies();
  const { row, status } = settled;
  const policy = policies.on(legalDayOf(now)) ?? policies.all[0];
  const outcome = row.outcome as Parameters<typeof opensBarrier>[0]['outcome'];
  const open = opensBarrier({
    mayOpen: device.mayOpen,
    outcome,
    first: status === 'created',
    resent: sighting.resent,
    deviceTime: sighting.deviceTime,
    now,
    freshMs: (policy?.parameter('freshnessSeconds') ?? 0) * 1000,
  });
  const judgedBy = row.policy === null ? undefined : policies.get(row.policy);
  const reason = open ? '' : refusalOf(judgedBy, outcome, decisionsOf(policies, row).decisions);
  return { stored: true, open, reason };
}

/** A device that is heard from stands for its gate; told at most every few seconds, unless something about it changed. */
async function noteHeard(hearing: Hearing, device: DeviceRow, heard: Heard): Promise<void> {
  const { store, now } = hearing;
  const live = heard.sightings.filter(({ resent }) => !resent).at(-1);
  const skew = live && Math.max(-2e9, Math.min(2e9, Math.round((live.deviceTime - now) / 1000)));
  const identity = heard.identity && { ...(device.identity as object | null), ...heard.identity };
  const renamed = identity !== undefined && JSON.stringify(identity) !== JSON.stringify(device.identity);
  const quiet = device.lastSeenAt !== null && now - device.lastSeenAt < NOTED_EVERY_MS;
  if (quiet && !renamed) return;
  await store.write(async (tx) => {
    await tx.devices.update(device.id, {
      lastSeenAt: now,
      ...(skew === undefined ? {} : { lastSkewS: skew }),
      ...(renamed ? { identity } : {}),
    });
    await noteGateHeard(tx, device.gateId, now, { ...hearing, policies: hearing.policies() });
  });
}

const NOTED_EVERY_MS = 5_000;

/** The pictures of one message: each in its place before a row points to it, and gone again where none does. */
class Shelf {
  private readonly photos: PlacedPhoto[] = [];
  private readonly hearing: Hearing;
  private readonly sentBy: string;

  constructor(hearing: Hearing, sentBy: string) {
    this.hearing = hearing;
    this.sentBy = sentBy;
  }

  async put(photos: readonly Photo[]): Promise<StoredPhoto[]> {
    const stored: StoredPhoto[] = [];
    for (const { kind, bytes } of photos) {
      const photo = await takePhoto(this.hearing.files, bytes, this.hearing.now);
      if (!photo) continue;
      this.photos.push(photo);
      const { sha256, bytes: size, mediaType, folder } = photo;
      stored.push({ kind, sha256, bytes: size, mediaType, folder, sentBy: this.sentBy });
    }
    return stored;
  }

  keep(): void {
    for (const { placed } of this.photos) placed.keep();
  }

  async clear(): Promise<void> {
    for (const { placed, folder, sha256 } of this.photos)
      await placed.forget(await this.hearing.store.read.evidence.needs(folder, sha256));
  }
}

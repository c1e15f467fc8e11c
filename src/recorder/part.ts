import { eventDigests } from '../actions/gates/event-key.ts';
import type { PassageItem } from '../actions/gates/record-passages.ts';
import { bytesOf, textOf } from './text-bytes.ts';

/** What the passages of a batch have in common. */
type Common = Pick<PassageItem, 'gateId' | 'enterpriseId' | 'countyCode' | 'receivedAt'>;
type Part = { readonly common: Common; readonly each: readonly Own[] };

/** Whether one gate told of all these at once, so that they can be packed. */
export function isOfOne(items: readonly PassageItem[]): boolean {
  const [first] = items;
  return items.every(
    ({ gateId, enterpriseId, countyCode, receivedAt }) =>
      gateId === first?.gateId &&
      enterpriseId === first.enterpriseId &&
      countyCode === first.countyCode &&
      receivedAt === first.receivedAt,
  );
}

/**
 * Passages of one gate as bytes for another thread, with what can be worked out before it is their turn. What they have in
 * common is said once.
 */
export function packed(items: readonly PassageItem[]): Buffer<ArrayBuffer> {
  const [first] = items;
  if (!first) throw new Error('there is nothing to pack');
  const { gateId, enterpriseId, countyCode, receivedAt } = first;
  const part: Part = { common: { gateId, enterpriseId, countyCode, receivedAt }, each: items.map(ownOf) };
  return bytesOf(JSON.stringify(part));
}

type Own = ReturnType<typeof ownOf>;

/** What a passage has for itself, in a list: names take longer to read than what they name. */
function ownOf({ gateId, message, camera, photos }: PassageItem) {
  const { eventId, passedAt, direction, plateRaw, plate, plateColour, confidenceE4, lane } = message;
  const { vehicle, cargo, barrier, barrierReason, listVersion = null } = message;
  const { key, content } = eventDigests(gateId, message);
  return [
    ...([eventId, passedAt, direction, plateRaw, plate, plateColour, confidenceE4, lane] as const),
    ...([vehicle, cargo, barrier, barrierReason, listVersion] as const),
    ...([key, content, camera ?? null, photos ?? null] as const),
  ] as const;
}

/** The passages that were packed. */
export function unpacked(bytes: Uint8Array): PassageItem[] {
  const { common, each } = JSON.parse(textOf(bytes)) as Part;
  return each.map((own) => itemOf(common, own));
}

function itemOf({ gateId, enterpriseId, countyCode, receivedAt }: Common, own: Own): PassageItem {
  const [
    eventId,
    passedAt,
    direction,
    plateRaw,
    plate,
    plateColour,
    confidenceE4,
    lane,
    vehicle,
    cargo,
    barrier,
    barrierReason,
    listVersion,
    key,
    content,
    camera,
    photos,
  ] = own;
  const item: Writable<PassageItem> = {
    gateId,
    enterpriseId,
    countyCode,
    receivedAt,
    message: {
      eventId,
      passedAt,
      direction,
      plateRaw,
      plate,
      plateColour,
      confidenceE4,
      lane,
      vehicle,
      cargo,
      barrier,
      barrierReason,
      listVersion,
    },
    digests: { key, content },
  };
  if (camera) item.camera = camera;
  if (photos) item.photos = photos;
  return item;
}

type Writable<T> = { -readonly [K in keyof T]: T[K] };

import { eventDigests } from '../actions/gates/event-key.ts';
import type { PassageItem } from '../actions/gates/record-passages.ts';

/** What the passages of a batch have in common. */
type Common = Pick<PassageItem, 'gateId' | 'enterpriseId' | 'countyCode' | 'receivedAt'>;
type Own = Omit<PassageItem, keyof Common>;
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
 * common is said once, and the text is as it lies in memory (UTF-16): UTF-8 takes half as long to read as the JSON in it.
 */
export function packed(items: readonly PassageItem[]): Buffer<ArrayBuffer> {
  const [first] = items;
  if (!first) throw new Error('there is nothing to pack');
  const { gateId, enterpriseId, countyCode, receivedAt } = first;
  const part: Part = { common: { gateId, enterpriseId, countyCode, receivedAt }, each: items.map(ownOf) };
  const text = JSON.stringify(part);
  // Its memory is to be handed over, and so must not be of the pool that small buffers share.
  const bytes = Buffer.allocUnsafeSlow(2 * text.length);
  bytes.write(text, 'utf16le');
  return bytes;
}

function ownOf(item: PassageItem): Own {
  const { gateId: _gate, enterpriseId: _plant, countyCode: _county, receivedAt: _at, ...own } = item;
  return { ...own, digests: eventDigests(item.gateId, item.message) };
}

/** The passages that were packed. */
export function unpacked(bytes: Uint8Array): PassageItem[] {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf16le');
  const { common, each } = JSON.parse(text) as Part;
  return each.map((own) => itemOf(common, own));
}

/** Member by member: spread together it takes ten times as long. */
function itemOf({ gateId, enterpriseId, countyCode, receivedAt }: Common, own: Own): PassageItem {
  const item: Writable<PassageItem> = { gateId, enterpriseId, countyCode, receivedAt, message: own.message };
  if (own.digests) item.digests = own.digests;
  if (own.camera) item.camera = own.camera;
  if (own.photos) item.photos = own.photos;
  return item;
}

type Writable<T> = { -readonly [K in keyof T]: T[K] };

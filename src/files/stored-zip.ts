import { crc32 } from 'node:zlib';

/** An archive that is not just as this service writes one: something was changed, added, or cut off. */
export class ZipFault extends Error {}

/**
 * What is in a ZIP file whose entries are stored as they are, by name, in their order. It is read strictly: every byte of
 * it belongs to an entry or its headings, headings agree with each other and from one entry to the next, and each sum is
 * right. So no byte of it can be changed, and nothing put between or behind, without a fault.
 */
export function readStoredZip(bytes: Buffer): Map<string, Buffer> {
  const end = bytes.length - END.length;
  if (end < 0 || bytes.readUInt32LE(end) !== END.mark) throw new ZipFault('this is no whole ZIP file');
  const count = bytes.readUInt16LE(end + 10);
  const [size, start] = [bytes.readUInt32LE(end + 12), bytes.readUInt32LE(end + 16)];
  const plain = [4, 6, 20].every((at) => bytes.readUInt16LE(end + at) === 0) && bytes.readUInt16LE(end + 8) === count;
  if (!plain || start + size !== end) throw new ZipFault('the directory of the archive was changed');
  const entries = new Map<string, Buffer>();
  let [at, next] = [start, 0];
  let common: Buffer | undefined;
  for (let left = count; left > 0; left -= 1) {
    const entry = readEntry(bytes, at, next, end);
    common ??= entry.common;
    if (!common.equals(entry.common)) throw new ZipFault(`the headings of ${entry.name} were changed`);
    if (entries.has(entry.name)) throw new ZipFault(`${entry.name} stands twice`);
    entries.set(entry.name, entry.content);
    at = entry.nextHeading;
    next = entry.nextContent;
  }
  if (at !== end || next !== start) throw new ZipFault('the archive holds more than its directory tells of');
  return entries;
}

const END = { mark: 0x06054b50, length: 22 };
const CENTRAL = { mark: 0x02014b50, length: 46 };
const LOCAL = { mark: 0x04034b50, length: 30 };

function readEntry(bytes: Buffer, at: number, expectedAt: number, end: number) {
  if (at + CENTRAL.length > end || bytes.readUInt32LE(at) !== CENTRAL.mark)
    throw new ZipFault('the directory of the archive was changed');
  const nameLength = bytes.readUInt16LE(at + 28);
  const name = bytes.subarray(at + CENTRAL.length, at + CENTRAL.length + nameLength);
  const size = bytes.readUInt32LE(at + 20);
  const local = bytes.readUInt32LE(at + 42);
  const from = local + LOCAL.length + nameLength;
  const shown = name.toString('utf8');
  // Stored, with nothing beside the name.
  const stored = [10, 30, 32].every((offset) => bytes.readUInt16LE(at + offset) === 0);
  if (!stored || local !== expectedAt || from + size > end || bytes.readUInt32LE(local) !== LOCAL.mark)
    throw new ZipFault(`the headings of ${shown} were changed`);
  // From the version needed to the length of what stands beside the name, both headings tell the same.
  const same =
    bytes.subarray(at + 6, at + 32).equals(bytes.subarray(local + 4, local + 30)) &&
    name.equals(bytes.subarray(local + LOCAL.length, from)) &&
    bytes.readUInt32LE(at + 24) === size;
  if (!same) throw new ZipFault(`the headings of ${shown} were changed`);
  const content = bytes.subarray(from, from + size);
  if (crc32(content) !== bytes.readUInt32LE(at + 16)) throw new ZipFault(`${shown} was changed`);
  const common = Buffer.concat([bytes.subarray(at + 4, at + 16), bytes.subarray(at + 34, at + 42)]);
  return { name: shown, content, common, nextHeading: at + CENTRAL.length + nameLength, nextContent: from + size };
}

import { type FileHandle, open } from 'node:fs/promises';

const END = 0x06054b50;
const ENTRY = 0x02014b50;
/** The end record is 22 bytes with a comment of at most 65,535 behind it. */
const TAIL = 22 + 65_535;

/** How many bytes a zip file says that it unpacks to, by its directory. Fails where there is none. */
export async function unpackedBytes(path: string): Promise<number> {
  const file = await open(path, 'r');
  try {
    const { size } = await file.stat();
    const tail = await read(file, Math.max(0, size - TAIL), Math.min(size, TAIL));
    const at = tail.lastIndexOf(Buffer.from('PK\u0005\u0006', 'latin1'));
    if (at === -1 || tail.readUInt32LE(at) !== END) throw new TypeError('this is no zip file');
    const directory = await read(file, tail.readUInt32LE(at + 16), tail.readUInt32LE(at + 12));
    let total = 0;
    for (let entry = 0; entry + 46 <= directory.length && directory.readUInt32LE(entry) === ENTRY; ) {
      total += directory.readUInt32LE(entry + 24);
      const lengths = [28, 30, 32].map((offset) => directory.readUInt16LE(entry + offset));
      entry += 46 + lengths.reduce((sum, length) => sum + length, 0);
    }
    return total;
  } finally {
    await file.close();
  }
}

async function read(file: FileHandle, from: number, length: number): Promise<Buffer> {
  if (length > 16 * 1024 * 1024) throw new TypeError('this directory is too large');
  const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, from);
  return buffer.subarray(0, bytesRead);
}

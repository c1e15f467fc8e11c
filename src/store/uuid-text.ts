const DASHES = [8, 13, 18, 23];
/** Where each of the 32 digits stands. */
const PLACES = Uint8Array.from(
  Array.from({ length: 36 }, (_, place) => place).filter((place) => !DASHES.includes(place)),
);
const DIGITS = Buffer.from('0123456789abcdef');
/** Digits and the letters of either case become small ones by it. */
const SMALL = 0x20;

// A text put together of pieces is kept as its pieces, a dozen objects; this one is made whole at once.
const text = Buffer.alloc(36, '-');

/** The UUID of 16 bytes. */
export function uuidOfBytes(bytes: Uint8Array): string {
  for (let index = 0; index < 16; index += 1) {
    const byte = bytes[index] as number;
    text[PLACES[2 * index] as number] = DIGITS[byte >> 4] as number;
    text[PLACES[2 * index + 1] as number] = DIGITS[byte & 15] as number;
  }
  return text.toString('latin1');
}

/** The UUID of 32 hexadecimal digits. */
export function uuidOfDigits(digits: string): string {
  for (let index = 0; index < 32; index += 1) text[PLACES[index] as number] = digits.charCodeAt(index) | SMALL;
  return text.toString('latin1');
}

/** What the characters of a text stand for; `ODD` for what is no digit. */
const VALUES = new Uint8Array(128).fill(255);
const ODD = 255;
for (const [value, digit] of [...'0123456789abcdef'].entries())
  for (const one of [digit, digit.toUpperCase()]) VALUES[one.charCodeAt(0)] = value;

// Memory for many at once: a buffer of its own for each costs three times as much, and so does to remember them.
const SLAB = 8_192;
let slab = new Uint8Array(SLAB);
let used = 0;

/** The 16 bytes of a UUID, in memory that others share; throws on what is none. */
export function bytesOfUuid(uuid: string): Uint8Array {
  if (used === SLAB) {
    slab = new Uint8Array(SLAB);
    used = 0;
  }
  let all = 0;
  for (let index = 0; index < 16; index += 1) {
    const high = VALUES[uuid.charCodeAt(PLACES[2 * index] as number)] ?? ODD;
    const low = VALUES[uuid.charCodeAt(PLACES[2 * index + 1] as number)] ?? ODD;
    all |= high | low;
    slab[used + index] = (high << 4) | low;
  }
  if (all === ODD || uuid.length !== 36 || DASHES.some((place) => uuid[place] !== '-'))
    throw new TypeError(`not a UUID: ${uuid}`);
  used += 16;
  return new Uint8Array(slab.buffer, used - 16, 16);
}

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

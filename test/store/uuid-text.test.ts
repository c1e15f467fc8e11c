import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { bytesOfUuid, uuidOfBytes, uuidOfDigits } from '../../src/store/uuid-text.ts';

const UUID = '01932c07-89ab-7cde-8f00-0123456789ab';

describe('UUIDs and their bytes', () => {
  it('are each other’s, of either case, however many there are', () => {
    expect(Buffer.from(bytesOfUuid(UUID)).toString('hex')).toBe(UUID.replaceAll('-', ''));
    expect(uuidOfBytes(bytesOfUuid(UUID.toUpperCase()))).toBe(UUID);
    expect(uuidOfDigits('01932C0789AB7CDE8F000123456789AB')).toBe(UUID);
    // More than one piece of shared memory holds: none is written over.
    const many = Array.from({ length: 2_000 }, () => randomUUID());
    const bytes = many.map(bytesOfUuid);
    expect(bytes.map(uuidOfBytes)).toEqual(many);
  });

  it.each([
    '',
    'not-a-uuid',
    UUID.slice(0, -1),
    `${UUID}0`,
    UUID.replaceAll('-', ''),
    UUID.replace('-', '0'),
    UUID.replace('8', 'g'),
    UUID.replace('8', '八'),
    UUID.replace('8', '/'),
    `-${UUID.slice(0, 8)}${UUID.slice(9)}`,
  ])('%s is refused', (text) => {
    expect(() => bytesOfUuid(text)).toThrow(new TypeError(`not a UUID: ${text}`));
    // What was refused leaves no trace in the next.
    expect(uuidOfBytes(bytesOfUuid(UUID))).toBe(UUID);
  });
});

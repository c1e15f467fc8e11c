import fc from 'fast-check';
import { expect, it } from 'vitest';
import { newId } from '../../src/store/new-id.ts';
import { uuidOfBytes, uuidOfDigits } from '../../src/store/uuid-text.ts';

const dashed = (hex: string) => hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');

it('writes the same UUID from its bytes and from its digits of either case', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 16, maxLength: 16 }), (bytes) => {
      const hex = Buffer.from(bytes).toString('hex');
      expect(uuidOfBytes(bytes)).toBe(dashed(hex));
      expect(uuidOfDigits(hex)).toBe(dashed(hex));
      expect(uuidOfDigits(hex.toUpperCase())).toBe(dashed(hex));
    }),
  );
});

it('makes ids of version 7 that differ and sort in the order in which they were made', () => {
  const before = Date.now();
  const ids = Array.from({ length: 5_000 }, newId);
  expect(ids.every((id) => /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(id))).toBe(
    true,
  );
  expect(new Set(ids).size).toBe(ids.length);
  expect([...ids].sort()).toEqual(ids);
  const at = Number.parseInt(ids[0]?.replace('-', '').slice(0, 12) ?? '', 16);
  expect(at).toBeGreaterThanOrEqual(before - 1_000);
  expect(at).toBeLessThanOrEqual(Date.now() + 1_000);
});

import { expect, test } from 'vitest';
import { erasedName, isErasedName } from '../../../src/domain/identity/erased-name.ts';

const ID = '019a0000-0000-7000-8000-00000000abcd';

test.each([
  [erasedName(ID), true],
  [`Erased-${ID.toUpperCase()}`, true],
  [`erased-${ID}-2`, false],
  [`un-erased-${ID}`, false],
  ['erased-by-rain', false],
  [ID, false],
])('%s stands for somebody erased: %s', (name, is) => {
  expect(isErasedName(name)).toBe(is);
});

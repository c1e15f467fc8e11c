import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { abridged, unabridged } from '../../src/store/terse.ts';

const ASSERTED =
  '{"vin":"LFWSRXSJ3KAD57951","fuel":"diesel","usage":"operating","vehicleType":"Q11","registeredOn":"2019-05-06","emissionStage":"5"}';

test.each([
  [ASSERTED],
  ['{"usageCode":"A","fuel":"dual_fuel","usage":"non_operating","grossMassKg":31000}'],
  ['{"name":"煤炭","bulk":true,"kg":32500}'],
  ['pm1 ga1 sa5 na0 bm1 xm1 ie1 kecoking ae0 fe1800000 re0'],
  ['{"passageIds":["01a2166c-85d5-7489-bd88-04e39fa42533"],"raisedBy":"01a2166c-85d5-7489-bd88-04e39fa42533"}'],
  ['yangquan-2021@1'],
  ['-----'],
  [''],
  ['a text with \u0001, \u001f, \u001f\u0001 and \n of its own'],
])('%s is given back to the byte', (text) => {
  expect(unabridged(abridged(text))).toBe(text);
  expect(abridged(text).length).toBeLessThanOrEqual(Math.max(text.length, 46));
});

test('texts of before there were short ones are read as they are', () => {
  expect(unabridged(ASSERTED)).toBe(ASSERTED);
});

test('what was made short once is read for ever', () => {
  expect(unabridged('\u0001LFWSRXSJ3KAD57951\u0003Q11\u000819-05-06\u0009')).toBe(ASSERTED);
  expect(unabridged('\u000d\u001032500}')).toBe('{"name":"煤炭","bulk":true,"kg":32500}');
  expect(unabridged('\u0013\u001e=\u001818\u001b00\u001a')).toBe(
    'pm1 ga1 sa5 na0 bm1 xm1 ie1 kecoking ae0 fe1800000 re0',
  );
  expect(unabridged('\u001c')).toBe('yangquan-2021@1');
  const short = Array.from({ length: 53 }, (_, i) =>
    i < 29 ? String.fromCharCode(i + 1) : `\u001e${String.fromCharCode(i + 19)}`,
  );
  const digest = createHash('sha256').update(short.map(unabridged).join('\n')).digest('hex');
  expect(digest).toBe('aa031126f0fbd9edb6b3c3c4bbe46f7367b3c71ceb89b650507f676cc92a7c36');
});

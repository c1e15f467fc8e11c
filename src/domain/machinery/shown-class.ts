import { chronological } from './chronology.ts';
import { judgeByClass, type SmokeClass, type SmokeMeasurement, type SmokeParameters } from './smoke.ts';

/** A test of smoke that counts, with the limits of its own day. */
export type CountingTest = {
  readonly id: string;
  readonly inspectedAt: number;
  readonly parameters: SmokeParameters;
  readonly measured: SmokeMeasurement;
};

/** What tests show of a class of smoke limits (GB 36886): the machine keeps to it, it does not, or none tells. */
export type ShownClass = 'within' | 'above' | 'unknown';

/** What the last test shows that tells of the class at all, whichever class it was judged by. */
export function shownClass(tests: readonly CountingTest[], smokeClass: SmokeClass): ShownClass {
  for (const { parameters, measured } of chronological(tests, (test) => test.inspectedAt).reverse()) {
    const { result } = judgeByClass(parameters, measured, smokeClass);
    if (result !== 'inconclusive') return result === 'pass' ? 'within' : 'above';
  }
  return 'unknown';
}

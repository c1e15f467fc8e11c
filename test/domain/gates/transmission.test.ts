import { describe, expect, it } from 'vitest';
import { judgeTransmission, transmissionOf } from '../../../src/domain/gates/transmission.ts';
import { policies } from './builders.ts';

const day = (declared: number, received: number) => ({ gateId: 'g', declared, received });

describe('the transmission rate of a day', () => {
  it.each([
    ['95 of 100', [day(100, 95)], 950, undefined],
    ['94 of 100', [day(100, 94)], 940, 'review'],
    ['just under: 949.9 is not rounded up', [day(10_000, 9_499)], 949, 'review'],
    ['all', [day(7, 7)], 1000, undefined],
    ['none', [day(7, 0)], 0, 'review'],
    ['nothing to send', [day(0, 0)], 1000, undefined],
    ['more than counted is no more than all', [day(10, 12)], 1000, undefined],
    ['a surplus at one gate makes up for no loss at another', [day(100, 110), day(100, 85)], 925, 'review'],
    ['over two gates', [day(100, 100), day(100, 90)], 950, undefined],
  ] as const)('%s', (_, days, permille, outcome) => {
    const rate = transmissionOf(days);
    expect(rate.permille).toBe(permille);
    const policy = policies.on('2021-06-01');
    if (!policy) throw new Error('a policy is in force');
    expect(judgeTransmission(policy, '2021-06-01', rate).decision?.outcome).toBe(outcome);
  });
});

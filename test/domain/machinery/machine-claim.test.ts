import { describe, expect, test } from 'vitest';
import {
  CLAIM_STATUSES,
  type ClaimAction,
  type ClaimKind,
  type ClaimStatus,
  claimStep,
  passesOn,
  sideOf,
} from '../../../src/domain/machinery/machine-claim.ts';

const ACTIONS: readonly ClaimAction[] = ['agree', 'contest', 'decline', 'grant', 'refuse', 'withdraw'];
const answerBy = '2022-03-18';

/** Every step that is possible once the time to answer has passed, and whose it is; all others are refused. */
const POSSIBLE: Readonly<Record<ClaimKind, Readonly<Record<string, readonly [ClaimStatus, string]>>>> = {
  claim: {
    'open agree': ['agreed', 'holder'],
    'open contest': ['contested', 'holder'],
    'open grant': ['granted', 'officer'],
    'open refuse': ['refused', 'officer'],
    'open withdraw': ['withdrawn', 'claimant'],
    'contested agree': ['agreed', 'holder'],
    'contested grant': ['granted', 'officer'],
    'contested refuse': ['refused', 'officer'],
    'contested withdraw': ['withdrawn', 'claimant'],
  },
  offer: {
    'open agree': ['agreed', 'claimant'],
    'open decline': ['declined', 'claimant'],
    'open refuse': ['refused', 'officer'],
    'open withdraw': ['withdrawn', 'holder'],
  },
};

const cases = (['claim', 'offer'] as const).flatMap((kind) =>
  CLAIM_STATUSES.flatMap((status) => ACTIONS.map((action) => [kind, status, action] as const)),
);

describe('steps in a case about who holds a machine', () => {
  test.each(cases)('%s, %s: %s', (kind, status, action) => {
    const possible = POSSIBLE[kind][`${status} ${action}`];
    const step = claimStep(action, { kind, status, answerBy }, '2022-03-19');
    if (!possible) {
      expect(step).toEqual({ refusal: { en: expect.any(String), zh: expect.any(String) } });
      return;
    }
    expect(step).toEqual({ to: possible[0] });
    expect(sideOf(action, kind)).toBe(possible[1]);
  });

  test.each([
    ['2022-03-18', 'open', false],
    ['2022-03-19', 'open', true],
    ['2022-03-05', 'contested', true],
  ] as const)('on %s an officer may decide a claim that is %s: %s', (today, status, may) => {
    for (const action of ['grant', 'refuse'] as const)
      expect('to' in claimStep(action, { kind: 'claim', status, answerBy }, today)).toBe(may);
  });

  test.each([
    ['2022-03-18', false],
    ['2022-03-19', true],
  ] as const)('on %s an officer may end an offer that is open: %s', (today, may) => {
    expect('to' in claimStep('refuse', { kind: 'offer', status: 'open', answerBy }, today)).toBe(may);
  });

  test('only agreement and a grant pass a machine on', () => {
    expect(CLAIM_STATUSES.filter(passesOn)).toEqual(['agreed', 'granted']);
  });
});

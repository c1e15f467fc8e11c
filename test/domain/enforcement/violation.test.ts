import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type DesiredFlag,
  reconcile,
  VIOLATION_STATUSES,
  VOID_STATUSES,
} from '../../../src/domain/enforcement/violation.ts';

const desired = (kind: string, subjectKey: string, formerKeys?: readonly string[]): DesiredFlag => ({
  kind,
  subjectKey,
  ...(formerKeys ? { formerKeys } : {}),
  effect: 'breach',
  rule: 'rule',
  clause: '2.4.2b',
  alsoRules: [],
  policy: 'yangquan-2021@1',
  occurredAt: 0,
  legalDay: '2022-01-01',
  beforePublication: false,
  countyCode: null,
  evidence: {},
  why: null,
});
const standing = (id: string, kind: string, subjectKey: string, status = 'open') => ({ id, kind, subjectKey, status });
const plan = (...args: Parameters<typeof reconcile>) => {
  const { kept, raised, withdrawn } = reconcile(...args);
  return {
    kept: kept.map(({ flag, standing: { id } }) => `${flag.kind} ${flag.subjectKey} by ${id}`),
    raised: raised.map(({ kind, subjectKey }) => `${kind} ${subjectKey}`),
    withdrawn: withdrawn.map(({ id }) => id),
  };
};

describe('making exactly the desired flags stand', () => {
  it('raises what is new, keeps what stands, withdraws what is desired no more', () => {
    expect(plan([standing('1', 'k', 'a'), standing('2', 'k', 'b')], [desired('k', 'a'), desired('k', 'c')])).toEqual({
      kept: ['k a by 1'],
      raised: ['k c'],
      withdrawn: ['2'],
    });
  });

  it('tells kinds apart', () => {
    expect(plan([standing('1', 'k', 'a')], [desired('l', 'a')])).toMatchObject({ raised: ['l a'], withdrawn: ['1'] });
  });

  it('keeps the id where a late entry gives the visit another key', () => {
    expect(plan([standing('1', 'k', 'exit')], [desired('k', 'entry', ['exit'])])).toEqual({
      kept: ['k entry by 1'],
      raised: [],
      withdrawn: [],
    });
  });

  it('keeps the oldest id where two visits turn out to be one', () => {
    const both = [standing('2', 'k', 'b'), standing('1', 'k', 'a')];
    expect(plan(both, [desired('k', 'b', ['a', 'b'])])).toEqual({ kept: ['k b by 1'], raised: [], withdrawn: ['2'] });
  });

  it('takes nothing from another flag that is still at home', () => {
    const flags = [standing('1', 'k', 'a')];
    const split = [desired('k', 'b', ['a']), desired('k', 'a', ['a'])];
    const expected = { kept: ['k a by 1'], raised: ['k b'], withdrawn: [] };
    expect(plan(flags, split)).toEqual(expected);
    expect(plan(flags, split.toReversed())).toEqual(expected);
  });

  it('prefers what stands to what was withdrawn, and takes the withdrawn one up again before raising a new one', () => {
    expect(plan([standing('1', 'k', 'a', 'withdrawn'), standing('2', 'k', 'b')], [desired('k', 'a', ['b'])])).toEqual({
      kept: ['k a by 2'],
      raised: [],
      withdrawn: [],
    });
    expect(plan([standing('1', 'k', 'a', 'withdrawn')], [desired('k', 'a')]).kept).toEqual(['k a by 1']);
  });

  it('does not raise again what a granted appeal cancelled, and does not withdraw it either', () => {
    const cancelled = [standing('1', 'k', 'a', 'cancelled')];
    expect(plan(cancelled, [desired('k', 'a')])).toEqual({ kept: ['k a by 1'], raised: [], withdrawn: [] });
    expect(plan(cancelled, [])).toEqual({ kept: [], raised: [], withdrawn: [] });
  });

  it('lets an appeal that was granted for a part hold for the whole that late events join', () => {
    const both = [standing('1', 'k', 'b', 'open'), standing('2', 'k', 'a', 'cancelled')];
    expect(plan(both, [desired('k', 'a', ['b'])])).toEqual({ kept: ['k a by 2'], raised: [], withdrawn: ['1'] });
  });

  it.each(VIOLATION_STATUSES.filter((status) => status !== 'cancelled' && status !== 'withdrawn'))(
    'withdraws what is %s and desired no more',
    (status) => {
      expect(plan([standing('1', 'k', 'a', status)], []).withdrawn).toEqual(['1']);
    },
  );
});

describe('for any flags standing and desired', () => {
  const key = fc.constantFrom('a', 'b', 'c', 'd');
  const kind = fc.constantFrom('k', 'l');
  const name = (flag: { kind: string; subjectKey: string }) => `${flag.kind} ${flag.subjectKey}`;
  const someStanding = fc
    .uniqueArray(fc.tuple(kind, key, fc.constantFrom(...VIOLATION_STATUSES), fc.nat()), {
      selector: ([k, s]) => `${k} ${s}`,
    })
    .map((rows) => rows.map(([k, s, status, order], index) => standing(`${order}-${index}`, k, s, status)));
  const someDesired = fc
    .uniqueArray(fc.tuple(kind, key, fc.array(key)), { selector: ([k, s]) => `${k} ${s}` })
    .map((rows) => rows.map(([k, s, former]) => desired(k, s, former)));

  it('leaves exactly the desired ones, each once, and uses no standing one twice', () => {
    fc.assert(
      fc.property(someStanding, someDesired, (flags, wanted) => {
        const { kept, raised, withdrawn } = reconcile(flags, wanted);
        const after = [...kept.map(({ flag }) => flag), ...raised];
        expect(after.map(name).sort()).toEqual(wanted.map(name).sort());
        const used = [...kept.map(({ standing: { id } }) => id), ...withdrawn.map(({ id }) => id)];
        expect(new Set(used).size).toBe(used.length);
        for (const { id, status } of flags)
          if (!used.includes(id)) expect(['withdrawn', 'cancelled']).toContain(status);
      }),
      { seed: 9, numRuns: 500 },
    );
  });

  it('carries each on by the oldest it may take', () => {
    fc.assert(
      fc.property(someStanding, someDesired, (flags, wanted) => {
        const { kept, withdrawn } = reconcile(flags, wanted);
        for (const { flag, standing: carrier } of kept) {
          const keys = [flag.subjectKey, ...(flag.formerKeys ?? [])];
          expect(carrier.kind).toBe(flag.kind);
          expect(keys).toContain(carrier.subjectKey);
          for (const gone of withdrawn) {
            const another = wanted.some((other) => other !== flag && name(other) === name(gone));
            const first = !VOID_STATUSES.some((status) => status === carrier.status);
            if (gone.kind === flag.kind && keys.includes(gone.subjectKey) && !another && first)
              expect(carrier.id < gone.id).toBe(true);
          }
        }
      }),
      { seed: 9, numRuns: 500 },
    );
  });

  it('is settled by one round: judging again to the same end changes nothing', () => {
    fc.assert(
      fc.property(someStanding, someDesired, (flags, wanted) => {
        const { kept, raised } = reconcile(flags, wanted);
        const after = [
          ...kept.map(({ flag, standing: { id } }) => standing(id, flag.kind, flag.subjectKey)),
          ...raised.map((flag, index) => standing(`z${index}`, flag.kind, flag.subjectKey)),
        ];
        const again = reconcile(after, wanted);
        expect([again.raised, again.withdrawn]).toEqual([[], []]);
        for (const { flag, standing: carrier } of again.kept) expect(carrier.subjectKey).toBe(flag.subjectKey);
      }),
      { seed: 9, numRuns: 300 },
    );
  });
});

import { describe, expect, test } from 'vitest';
import { parseAfterTreatment } from '../../../src/domain/codes/after-treatment.ts';
import { suggestedEntryAt } from '../../../src/domain/machinery/arrival.ts';
import {
  filingRefusal,
  lifeRefusal,
  MACHINE_STATUSES,
  type MachineStatus,
  statusForNewHolder,
} from '../../../src/domain/machinery/machine-life.ts';
import { stageBasisOf } from '../../../src/domain/machinery/stage-basis.ts';

describe('the life of a machine', () => {
  const steps = MACHINE_STATUSES.flatMap((from) => MACHINE_STATUSES.map((to) => [from, to] as const));
  test.each(steps)('from %s to %s', (from, to) => {
    const possible = (from === 'active') !== (to === 'active');
    expect(lifeRefusal(from, to) === undefined).toBe(possible);
  });

  test.each<[MachineStatus, boolean, MachineStatus]>([
    ['active', true, 'active'],
    ['sold', false, 'active'],
    ['moved_out', false, 'active'],
    ['scrapped', false, 'scrapped'],
  ])('%s: filed anew %s, with a new holder %s', (status, filed, then) => {
    expect(filingRefusal(status, '2022-03-01') === undefined).toBe(filed);
    expect(statusForNewHolder(status)).toBe(then);
  });
});

describe('when a machine on a truck may have entered its site', () => {
  const arrival = { enterpriseId: 'plant', passedAt: 7 };
  test.each([
    [{ enteredAt: null }, { enterpriseId: 'plant' }, 7],
    [{ enteredAt: 3 }, { enterpriseId: 'plant' }, undefined],
    [{ enteredAt: null }, { enterpriseId: 'other' }, undefined],
    [{ enteredAt: null }, { enterpriseId: null }, undefined],
    [undefined, { enterpriseId: 'plant' }, undefined],
    [{ enteredAt: null }, undefined, undefined],
  ])('filing %j, site %j: %s', (filing, site, at) => {
    expect(suggestedEntryAt(arrival, filing, site)).toBe(at);
  });
});

describe('after-treatment however it is written', () => {
  test.each([
    ['none', 'none'],
    [' 无 ', 'none'],
    ['其它', 'other'],
    ['DPF', 'dpf'],
    ['dpf+doc', 'doc_dpf'],
    ['ＳＣＲ、ＥＧＲ', 'egr_scr'],
    ['EGR/DOC/DPF/SCR', 'egr_doc_dpf_scr'],
    ['egr_doc_dpf_scr', 'egr_doc_dpf_scr'],
    ['doc doc', undefined],
    ['doc+catalyst', undefined],
    ['none+doc', undefined],
    ['', undefined],
  ])('%j is %s', (text, code) => {
    expect(parseAfterTreatment(text)).toBe(code);
  });
});

test.each([
  ['3', null, 'declared'],
  ['3', 'disclosure', 'disclosure'],
  ['X', null, null],
])('stage %s with basis %s rests on %s', (emissionStage, stageBasis, basis) => {
  expect(stageBasisOf({ emissionStage, stageBasis })).toBe(basis);
});

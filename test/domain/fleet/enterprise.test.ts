import { describe, expect, it } from 'vitest';
import { type EnterpriseFacts, enterpriseOn } from '../../../src/domain/fleet/enterprise.ts';

const row = (id: string, validFrom: string): EnterpriseFacts => ({
  id,
  validFrom,
  sector: 'coking',
  inPlanningArea: false,
  annualFreightTonnes: 1_500_000,
  railLineCompletedOn: null,
  keyVehicleUser: true,
  performanceGrade: null,
});

describe('the facts of an enterprise on a day', () => {
  const rows = [row('1', '2021-01-01'), row('2', '2022-01-01'), row('3', '2021-06-01'), row('4', '2021-06-01')];

  it.each([
    ['before the first row nothing is known', '2020-12-31', undefined],
    ['on its first day', '2021-01-01', '1'],
    ['the day before the next', '2021-05-31', '1'],
    ['of one day the last posted wins', '2021-06-01', '4'],
    ['a row posted earlier for a later day comes later', '2022-01-01', '2'],
  ])('%s', (_name, day, id) => {
    expect(enterpriseOn(rows, day)?.id).toBe(id);
  });
});

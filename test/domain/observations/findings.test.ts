import { describe, expect, it } from 'vitest';
import { findingsOf, type SeenVehicle } from '../../../src/domain/observations/findings.ts';
import { policySet } from '../../../src/domain/policy/policy-set.ts';
import { shippedPolicies } from '../../../src/domain/policy/shipped.ts';

const policy = policySet(shippedPolicies).on('2022-03-31');
if (!policy) throw new Error('no policy is shipped');
const rules = policy.parameter('observationFindings');
const stages = policy.parameter('stageByRegistration');

const registered = { fuel: 'diesel', emissionStage: '5', stageBasis: 'vehicle_list', vin: 'LFWSRXSJ3KAD57951' };
const test: SeenVehicle = { kind: 'roadside_test', result: 'pass', vin: null, stageFound: null };

describe('what is found in an observation', () => {
  it.each<[string, Partial<SeenVehicle>, object | undefined, string[]]>([
    ['passed', {}, registered, []],
    ['failed', { result: 'fail' }, registered, ['failed']],
    ['inconclusive', { result: 'inconclusive' }, registered, []],
    ['failed, of a vehicle on no register', { result: 'fail', stageFound: '4' }, undefined, ['failed']],
    ['the same stage', { stageFound: '5' }, registered, []],
    ['another stage', { stageFound: '4' }, registered, ['stage_differs']],
    ['a stage that nobody could tell', { stageFound: 'X' }, registered, []],
    ['another stage than was only declared', { stageFound: '4' }, { ...registered, stageBasis: 'declared' }, []],
    ['another stage by a source that does not look', { kind: 'remote_sensing', stageFound: '4' }, registered, []],
    ['the same VIN', { vin: registered.vin }, registered, []],
    ['another VIN', { vin: 'LFWSRXSJ7M1F48985' }, registered, ['vin_differs']],
    ['a VIN where none is verified', { vin: 'LFWSRXSJ7M1F48985' }, { ...registered, vin: null }, []],
    ['the stage of its first registration', { stageFound: '5' }, { ...registered, registeredOn: '2017-07-01' }, []],
    [
      'an older stage than its first registration allows for',
      { stageFound: '4' },
      { ...registered, emissionStage: '4', registeredOn: '2017-07-01' },
      ['stage_implausible'],
    ],
    [
      'petrol, of which registration tells nothing',
      { stageFound: '4' },
      { ...registered, emissionStage: '4', fuel: 'petrol', registeredOn: '2017-07-01' },
      [],
    ],
  ])('%s', (_what, seen, vehicle, signs) => {
    expect(findingsOf(rules, stages, { ...test, ...seen }, vehicle).map(({ sign }) => sign)).toEqual(signs);
  });

  it('asks for nothing where the policy says nothing', () => {
    expect(findingsOf([], stages, { ...test, result: 'fail', stageFound: '4' }, registered)).toEqual([]);
  });

  it('raises only what the policy names, with what was held against what', () => {
    const [found] = findingsOf(rules, stages, { ...test, stageFound: '4' }, registered);
    expect(found).toEqual({
      ...{ sign: 'stage_differs', flag: 'stage_conflict', followUp: true },
      facts: { registered: '5', found: '4' },
    });
  });
});

import { describe, expect, it } from 'vitest';
import type { VehicleFacts } from '../../../src/domain/fleet/vehicle.ts';
import { vehicleWarnings } from '../../../src/domain/fleet/warnings.ts';

describe('what is odd about a vehicle without being refused', () => {
  it.each<[string, VehicleFacts, string[]]>([
    ['nothing', { plate: '晋C12345', plateColour: 'yellow', emissionStage: '5', fuel: 'diesel' }, []],
    ['a right VIN', { vin: 'LFWSRXSJ3KAD57951' }, []],
    ['a VIN with another check digit', { vin: 'LFWSRXSJ4KAD57951' }, ['vin_check_digit #/vin']],
    [
      'a small new-energy plate in yellow',
      { plate: '晋CD12345', plateColour: 'yellow' },
      ['plate_colour_mismatch #/plateColour'],
    ],
    ['D with a fuel burnt on board', { emissionStage: 'D', fuel: 'diesel' }, ['stage_implausible #/emissionStage']],
    [
      'a China stage of an electric truck',
      { emissionStage: '6', fuel: 'electric' },
      ['stage_implausible #/emissionStage'],
    ],
    ['D and electric', { emissionStage: 'D', fuel: 'electric' }, []],
    ['an unknown stage contradicts nothing', { emissionStage: 'X', fuel: 'electric' }, []],
  ])('%s', (_name, facts, warnings) => {
    expect(vehicleWarnings(facts).map(({ code, pointer }) => `${code} ${pointer}`)).toEqual(warnings);
  });
});

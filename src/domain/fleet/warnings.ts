import { creditCodeWarnings } from '../codes/credit-code.ts';
import { plateColourMismatch } from '../codes/plate.ts';
import { vinWarnings } from '../codes/vin.ts';
import type { Warning } from '../codes/warning.ts';
import type { VehicleFacts } from './vehicle.ts';
import { contradicts } from './verified-stage.ts';

/** What is odd about a vehicle's record without being refused: VIN check digit, plate against colour, stage against fuel, inner organisation digit. */
export function vehicleWarnings(facts: VehicleFacts): Warning[] {
  const { plate, plateColour, emissionStage, fuel, seller, vin } = facts;
  const warnings = vinWarnings(vin, '#/vin');
  if (plate !== undefined && plateColourMismatch(plate, plateColour))
    warnings.push({ code: 'plate_colour_mismatch', pointer: '#/plateColour' });
  if (emissionStage !== undefined && contradicts(emissionStage, fuel))
    warnings.push({ code: 'stage_implausible', pointer: '#/emissionStage' });
  if (seller?.creditCode) warnings.push(...creditCodeWarnings(seller.creditCode, '#/seller/creditCode'));
  return warnings;
}

import type { EnterpriseFacts } from '../../domain/fleet/enterprise.ts';
import type { VehicleFacts } from '../../domain/fleet/vehicle.ts';
import type { Cargo } from '../../domain/gates/passage.ts';
import type { FilingTimes } from '../machinery/correct-filing.ts';
import type { SightingFound } from '../machinery/correct-sighting.ts';
import type { MachineDetails } from '../machinery/register-machine.ts';

/**
 * How a granted appeal puts the fact right at its source (更正). What is not named by its id is what the violation tells: its
 * vehicle, its passages, its enterprise, its machine.
 */
export type Remedy =
  /** Nothing was wrong with the facts: the violation alone is cancelled. */
  | { readonly kind: 'none' }
  | {
      readonly kind: 'vehicle';
      readonly vehicleId?: string | undefined;
      readonly change: { readonly effectiveOn: string | null; readonly facts: VehicleFacts };
    }
  | {
      readonly kind: 'plate';
      readonly passageIds?: readonly string[] | undefined;
      readonly plate: string;
      readonly plateColour?: string | null | undefined;
    }
  | { readonly kind: 'cargo'; readonly passageId?: string | undefined; readonly cargo: Cargo }
  | {
      readonly kind: 'barrier';
      readonly passageId?: string | undefined;
      readonly result: 'passed' | 'refused' | 'forced';
      readonly barrierReason: string | null;
    }
  /** Facts that stay out are those in force on the day of the violation. */
  | {
      readonly kind: 'enterprise';
      readonly validFrom?: string | undefined;
      readonly facts: Partial<Omit<EnterpriseFacts, 'id' | 'validFrom'>>;
    }
  | { readonly kind: 'machine'; readonly machineId?: string | undefined; readonly change: Partial<MachineDetails> }
  | ({ readonly kind: 'filing'; readonly filingId?: string | undefined } & FilingTimes)
  | ({ readonly kind: 'site_entry'; readonly siteEntryId?: string | undefined } & SightingFound)
  | ({ readonly kind: 'inspection'; readonly inspectionId?: string | undefined } & SightingFound)
  | { readonly kind: 'void_inspection'; readonly inspectionId?: string | undefined };

export const REMEDY_KINDS = [
  'none',
  'vehicle',
  'plate',
  'cargo',
  'barrier',
  'enterprise',
  'machine',
  'filing',
  'site_entry',
  'inspection',
  'void_inspection',
] as const satisfies readonly Remedy['kind'][];

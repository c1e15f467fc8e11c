import { z } from 'zod';
import { EMISSION_STAGES } from '../domain/codes/emission-stage.ts';
import { BASES } from '../domain/gates/passage.ts';
import { CHINA_VI, LOADS, NEW_ENERGY, VEHICLE_CLASSES } from '../domain/gates/tally.ts';
import { flagQuery } from './schemas.ts';

/** What reports count of passages, as filters of their list: every number of a report opens one of these. */
export const tallyFilters = {
  counted: flagQuery
    .optional()
    .meta({ description: 'true: accesses alone, without repeated readings and refused vehicles.' }),
  vehicleClass: z
    .enum(VEHICLE_CLASSES)
    .optional()
    .meta({ description: 'As judged: goods vehicle, trailer, other, or unknown.' }),
  emissionStage: z
    .enum(EMISSION_STAGES)
    .optional()
    .meta({ description: 'The stage that judged it; X: nobody knows, or the plate was not read.' }),
  stageBasis: z.enum(BASES).optional().meta({ description: 'Where that stage came from.' }),
  newEnergy: z.enum(NEW_ENERGY).optional().meta({ description: '`verified` and `asserted` are new-energy vehicles.' }),
  load: z
    .enum([...LOADS, 'loaded'])
    .optional()
    .meta({ description: 'What was told of the load of the access; `loaded`: weighed or not.' }),
  chinaVi: z.enum(CHINA_VI).optional().meta({
    description: 'China VI or better, zero-tailpipe or new-energy; `told`: by the gate’s word too.',
  }),
};

export const TALLY_NAMES = Object.keys(tallyFilters) as (keyof typeof tallyFilters)[];

export const narrowsTally = (query: Readonly<Record<string, unknown>>): boolean =>
  TALLY_NAMES.some((name) => query[name] !== undefined);

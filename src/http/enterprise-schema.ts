import { z } from 'zod';
import { PERFORMANCE_GRADES } from '../domain/codes/performance-grade.ts';
import { SECTORS } from '../domain/codes/sector.ts';
import { dayText } from './schemas.ts';

export const sector = z.enum(SECTORS);
export const performanceGrade = z.enum(PERFORMANCE_GRADES);
const MOST_TONNES = 2_000_000_000;

/** What is true of an enterprise from a day on, as posted. */
export const factsIn = z.strictObject({
  validFrom: dayText,
  sector,
  inPlanningArea: z.boolean(),
  annualFreightTonnes: z
    .int()
    .min(0)
    .max(MOST_TONNES)
    .nullable()
    .default(null)
    .meta({ description: 'Null: not known.' }),
  railLineCompletedOn: dayText.nullable().default(null).meta({ description: 'Null: no dedicated rail line.' }),
  keyVehicleUser: z.boolean().default(false).meta({ description: 'On the list of key vehicle users (重点用车单位).' }),
  performanceGrade: performanceGrade.nullable().default(null).meta({ description: 'Absent or null: not known.' }),
});

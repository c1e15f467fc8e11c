import { z } from 'zod';
import type { ZoneFinding } from '../actions/sites/zone-findings.ts';
import { SMOKE_CLASSES } from '../domain/machinery/smoke.ts';
import { idOut, instant, instantOut, known } from './schemas.ts';

/** What a zone asks of a machine on the planned days. */
export const zoneFindingOut = z
  .strictObject({
    id: idOut,
    name: z.string(),
    document: z.string(),
    citation: z.string(),
    minStage: z.string().optional(),
    smokeClass: z.enum(SMOKE_CLASSES).optional(),
    standing: z.enum(['meets', 'below', 'unknown', 'place_unknown']).meta({
      description:
        '`unknown`: the stage or fuel is not known, so it cannot be told; `place_unknown`: nobody said where the site lies.',
    }),
    exempt: z.boolean().meta({ description: 'An exemption covers all of these days: there is no warning.' }),
    exemptUntil: instantOut.optional().meta({ description: 'When the last exemption ends, exclusive.' }),
  })
  .meta({ id: 'ZoneFinding' });

export const presentFinding = ({ zone, standing, exempt, exemptUntil }: ZoneFinding) => ({
  id: zone.id,
  name: zone.name,
  document: zone.document,
  citation: zone.citation,
  ...known({ minStage: zone.minStage, smokeClass: zone.smokeClass }),
  standing,
  exempt,
  ...known({ exemptUntil: instant(exemptUntil) }),
});

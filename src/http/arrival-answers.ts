import { z } from 'zod';
import type { ArrivalSight } from '../actions/machinery/arrivals.ts';
import { cardOut, presentCard } from './machine-answers.ts';
import { idOut, instant, instantOut, known } from './schemas.ts';

/** A machine that came through a gate on a truck. */
export const arrivalOut = z
  .strictObject({
    id: idOut,
    passageId: idOut,
    enterpriseId: idOut,
    gateId: idOut,
    passedAt: instantOut,
    machine: cardOut,
    filingId: idOut.optional(),
    suggestedEntryAt: instantOut.optional().meta({
      description:
        'When it may have entered the site, which lies on the enterprise’s ground. Nothing is reported by this.',
    }),
    linkedAt: instantOut,
    linkedBy: idOut,
  })
  .meta({ id: 'MachineArrival' });

export const presentArrival = ({ row, machine, suggestedEntryAt }: ArrivalSight) => ({
  id: row.id,
  passageId: row.passageId,
  enterpriseId: row.enterpriseId,
  gateId: row.gateId,
  passedAt: instant(row.passedAt),
  machine: presentCard(machine),
  ...known({ filingId: row.filingId, suggestedEntryAt: instant(suggestedEntryAt) }),
  linkedAt: instant(row.linkedAt),
  linkedBy: row.linkedBy,
});

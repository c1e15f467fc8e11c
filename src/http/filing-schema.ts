import { z } from 'zod';
import { dayText, idText, prose } from './schemas.ts';

/** A filing as whoever uses the machine submits it. */
export const newFiling = z
  .strictObject({
    siteId: idText,
    machineId: idText,
    plannedEntryOn: dayText,
    plannedExitOn: dayText,
    remarks: prose(500).optional(),
  })
  .meta({ id: 'NewFiling' });

import { z } from 'zod';
import { numberForm, serialDigits } from '../documents/serial-number.ts';

/** How cases and notices are numbered (文号). */
export const caseNumbering = z.strictObject({
  case: numberForm,
  notice: numberForm,
  /** What stands for the county where it is the city. */
  city: z.string().min(1),
  digits: serialDigits,
});

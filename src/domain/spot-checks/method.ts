import { z } from 'zod';
import { LEDGER_FACTS } from '../ledgers/ledger-vehicle.ts';

const range = z
  .strictObject({ least: z.int().min(1), most: z.int().min(1).max(100) })
  .refine(({ least, most }) => least <= most);

/** How an official spot check (抽查) is made, as a policy has it. */
export const spotCheckMethod = z.strictObject({
  /** Ledger rows, and passages, drawn for one check. */
  samples: range,
  /** Ordinary days that an alert day is held against, and how many days before it they are looked for in. */
  ordinaryDays: range,
  ordinaryWithinDays: z.int().min(1).max(366),
  /** How long one stretch of video is, and by how much its clock and the gate's may differ, minutes. */
  slotMinutes: range,
  clocksMinutes: z.int().min(0).max(60),
  /** The facts of a vehicle without which its row of the ledger is not complete. */
  ledgerFacts: z.array(z.enum(LEDGER_FACTS)),
});
export type SpotCheckMethod = z.output<typeof spotCheckMethod>;
type Range = SpotCheckMethod['samples'];

export const isWithin = ({ least, most }: Range, value: number): boolean => least <= value && value <= most;

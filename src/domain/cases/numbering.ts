import { z } from 'zod';

/** How cases and notices are numbered (文号): the words with {year}, {county} and {serial} in them, and the digits of a serial. */
export const caseNumbering = z.strictObject({
  case: z.string().includes('{year}').includes('{county}').includes('{serial}'),
  notice: z.string().includes('{year}').includes('{county}').includes('{serial}'),
  /** What stands for the county where it is the city. */
  city: z.string().min(1),
  digits: z.int().min(1).max(10),
});
export type CaseNumbering = z.output<typeof caseNumbering>;

/** The number of the `serial`th of a year in a county, such as 阳环移告〔2026〕城区0001号. */
export function numberOf(
  numbering: CaseNumbering,
  what: 'case' | 'notice',
  { year, county, serial }: { readonly year: number; readonly county: string; readonly serial: number },
): string {
  return numbering[what]
    .replaceAll('{year}', String(year))
    .replaceAll('{county}', county)
    .replaceAll('{serial}', String(serial).padStart(numbering.digits, '0'));
}

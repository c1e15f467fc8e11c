import { z } from 'zod';

/** How filings are numbered (登记编号): the words with {year}, {county} and {serial} in them, and the digits of a serial. */
export const filingNumbering = z.strictObject({
  form: z.string().includes('{year}').includes('{county}').includes('{serial}'),
  digits: z.int().min(1).max(10),
});
export type FilingNumbering = z.output<typeof filingNumbering>;

/** The number of the `serial`th filing of a year in a county, such as 阳环机登〔2022〕城区00001号. */
export function filingNumber(
  { form, digits }: FilingNumbering,
  { year, county, serial }: { readonly year: number; readonly county: string; readonly serial: number },
): string {
  return form
    .replaceAll('{year}', String(year))
    .replaceAll('{county}', county)
    .replaceAll('{serial}', String(serial).padStart(digits, '0'));
}

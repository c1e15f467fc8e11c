import { z } from 'zod';

/** How documents are numbered (文号): words with {year}, {county} and {serial} in them. */
export const numberForm = z.string().includes('{year}').includes('{county}').includes('{serial}');

/** The digits of a serial, filled up with zeros. */
export const serialDigits = z.int().min(1).max(10);

/** The number of the `serial`th document of a year in a county, such as 阳环移告〔2026〕城区0001号. */
export function serialNumber(
  form: string,
  digits: number,
  { year, county, serial }: { readonly year: number; readonly county: string; readonly serial: number },
): string {
  return form
    .replaceAll('{year}', String(year))
    .replaceAll('{county}', county)
    .replaceAll('{serial}', String(serial).padStart(digits, '0'));
}

import { legalDayOf } from '../../../domain/time.ts';

const FIRST = 2021 * 12;

/** The months from that in which the first plan came into force until this one, newest first, to choose from. */
export function monthOptions(): { readonly value: string; readonly label: string }[] {
  const [year = 0, month = 0] = legalDayOf(Date.now()).split('-').map(Number);
  const now = year * 12 + month - 1;
  return Array.from({ length: now - FIRST + 1 }, (_, back) => {
    const at = now - back;
    const value = `${Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, '0')}`;
    return { value, label: value };
  });
}

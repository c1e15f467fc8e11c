import type { MachineRow } from '../../store/machines.ts';
import type { Reader } from '../../store/store.ts';
import { searchedNumbers } from './machine-numbers.ts';

/** A number stands for one machine, a serial number alone perhaps for several. */
const MOST = 10;

/**
 * The machines that a text stands for: any of their numbers, as typed or as a label's code says it (环保标签), with words round it.
 * Newest first, at most ten.
 */
export async function findByCode(reader: Pick<Reader, 'machines'>, text: string): Promise<MachineRow[]> {
  const whole = await reader.machines.pageByNumber(searchedNumbers(text), { limit: MOST });
  if (whole.length > 0) return whole;
  const inside = (
    text
      .normalize('NFKC')
      .toUpperCase()
      .match(/[A-Z0-9]+(?:-[A-Z0-9]+)*/g) ?? []
  ).filter((part) => part.length >= 6 && part !== text);
  const numbers = [...new Set(inside.flatMap(searchedNumbers))].slice(0, 50);
  return numbers.length === 0 ? [] : reader.machines.pageByNumber(numbers, { limit: MOST });
}

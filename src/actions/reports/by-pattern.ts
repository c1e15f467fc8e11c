import { type Answer, type Cells, type Detail, jsonOf } from './report.ts';

/** Stands for a key while the pattern is made; no key looks like it, and an address holds it as it is. */
const ANY_KEY = 'any-key';
/** From here on numbers stand for the numbers of a row while the pattern is made; nothing counted is as large. */
const MARKS = 8_000_000_000_000_000;
const MARK = /8\d{15}/;

export type Patterned = {
  readonly keys: readonly string[];
  /** The cells of any row: `next` gives each of its numbers, in the order in which JSON tells them. */
  readonly pattern: (key: string, next: () => number) => Cells;
  /** The numbers of a row in that order. */
  readonly numbers: (key: string) => readonly (number | null)[];
};

/**
 * An answer whose rows differ in their key and their numbers alone: its JSON is put together from pieces. To build the cells
 * of each row, thirty numbers with the calls behind them, takes most of the time of a report otherwise.
 */
export function byPattern({ keys, pattern, numbers }: Patterned): Answer {
  let marked = MARKS;
  const next = () => {
    marked += 1;
    return marked;
  };
  const whole = pattern(ANY_KEY, next);
  const piecesOf = (detail: Detail) => jsonOf(whole, detail).split(MARK);
  const pieces = { linked: piecesOf('linked'), bare: piecesOf('bare') };
  const json = (key: string, detail: Detail): string => {
    const given = numbers(key);
    const [first = '', ...others] = pieces[detail];
    let text = first;
    for (const [place, piece] of others.entries()) text += given[place] + piece;
    return text.split(ANY_KEY).join(key);
  };
  return { keys, json, cells: (key) => JSON.parse(json(key, 'linked')) as Cells };
}

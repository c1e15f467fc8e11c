/** What is printed of names and values: those that are known. */
export const filledPairs = (
  pairs: readonly (readonly [string, string | 0 | null])[],
): [name: string, value: string][] =>
  pairs.flatMap(([name, value]): [string, string][] => (value ? [[name, value]] : []));

const SLICE = 50;

/** What `map` gives for each of a long list; between slices of it other requests get their turn. */
export async function inSlices<T, R>(list: readonly T[], map: (one: T, index: number) => R): Promise<R[]> {
  const mapped: R[] = [];
  for (const [index, one] of list.entries()) {
    if (index > 0 && index % SLICE === 0) await new Promise((resume) => setImmediate(resume));
    mapped.push(map(one, index));
  }
  return mapped;
}

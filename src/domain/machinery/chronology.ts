/** Ids in text order; UUIDv7 ids so stand in the order in which they were made. */
export function compareIds(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** A copy from the earliest to the latest by `at`, equal instants by id, so that the order of arrival does not matter. */
export function chronological<T extends { readonly id: string }>(items: readonly T[], at: (item: T) => number): T[] {
  return [...items].sort((a, b) => at(a) - at(b) || compareIds(a.id, b.id));
}

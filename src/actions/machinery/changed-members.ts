/** The members of a change that differ from what is stored, with their values before and after; undefined changes nothing. */
export function changedMembers<Row extends object>(
  row: Row,
  change: Partial<Row>,
): { readonly before: Partial<Row>; readonly after: Partial<Row> } {
  const before: Partial<Row> = {};
  const after: Partial<Row> = {};
  for (const key of Object.keys(change) as (keyof Row)[]) {
    if (change[key] === undefined || change[key] === row[key]) continue;
    before[key] = row[key];
    after[key] = change[key];
  }
  return { before, after };
}

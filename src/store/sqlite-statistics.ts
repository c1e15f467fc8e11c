import type { Connection } from './sqlite-connection.ts';

/**
 * What a registry of ten million passages looks like, in the form of ANALYZE: rows of the table, then how many share the
 * first column of the index, the first two, and so on. SQLite plans by these from the first row on; without them it takes
 * every index for equally good and walks all passages of an enterprise to find one truck's.
 */
const STATISTICS: readonly (readonly [table: string, index: string, shape: string])[] = [
  ['passages', 'passages_plate', '10000000 200 1 1'],
  ['passages', 'passages_enterprise', '10000000 100000 1'],
  ['passages', 'passages_time', '10000000 4'],
  ['violations', 'violations_subject', '1000000 1 1'],
  ['violations', 'violations_time', '1000000 2'],
  ['violations', 'violations_county', '1000000 160000 1'],
  ['violations', 'violations_enterprise', '1000000 10000 1'],
  ['violations', 'violations_organisation', '1000000 10000 1'],
  ['violations', 'violations_plate', '1000000 20 1'],
  ['violations', 'violations_machine', '10000 5'],
  ['violations', 'violations_vehicle', '500000 20'],
  ['violation_rules', 'violation_rules_pair', '1200000 2 1'],
  ['violation_rules', 'violation_rules_rule', '1200000 100000 20000 1 1'],
  ['violation_rules', 'violation_rules_clause', '1200000 100000 20000 1 1'],
];

/** Gives the planner its statistics, in place of any that the file holds; inside a transaction of the writer. */
export function giveStatistics(writer: Connection): void {
  // Makes the table where there is none yet, and after the rows are in, has every connection read them.
  writer.exec('ANALYZE sqlite_schema');
  writer.exec('DELETE FROM sqlite_stat1');
  const insert = writer.prepare('INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES (?, ?, ?)');
  for (const row of STATISTICS) insert.run(...row);
  writer.exec('ANALYZE sqlite_schema');
}

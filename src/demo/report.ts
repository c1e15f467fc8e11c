import { type Caller, everyRow } from './client.ts';

type Violation = { readonly clause: string; readonly rule: string; readonly kind: string; readonly effect: string };
type Violator = { readonly violations: number } & Readonly<Record<string, unknown>>;

/** What the bureau sees: breaches by clause and rule, review flags, and who violates most. */
export async function report(city: Caller): Promise<string[]> {
  const breaches = await everyRow<Violation>(city, '/violations');
  const reviews = await everyRow<Violation>(city, '/violations?effect=review');
  const passages = await everyRow<{ outcome: string }>(city, '/passages');
  const outcomes = tally(passages, (passage) => passage.outcome);
  return [
    '',
    `${passages.length} passages: ${[...outcomes].map(([outcome, count]) => `${count} ${outcome}`).join(', ')}`,
    '',
    'Breaches by clause 违规线索（按条款）',
    ...table(breaches),
    '',
    'For review 待复核',
    ...table(reviews),
    '',
    'Who violates most 违规最多',
    ...(await worst(city, 'vehicle', (row) => `${String(row['plate'])} (${String(row['plateColour'])})`)),
    ...(await worst(city, 'enterprise', (row) => String(row['name']))),
    ...(await worst(city, 'contractor', (row) => String(row['name']))),
    ...(await worst(city, 'seller', (row) => (row['seller'] as { name: string }).name)),
  ];
}

function table(violations: readonly Violation[]): string[] {
  const counts = tally(violations, ({ clause, rule, kind }) => `${clause.padEnd(14)}${rule.padEnd(36)}${kind}`);
  return [...counts].sort().map(([row, count]) => `  ${String(count).padStart(4)}  ${row}`);
}

async function worst(city: Caller, by: string, name: (row: Violator) => string): Promise<string[]> {
  const { items } = await city.get<{ items: Violator[] }>(`/violators?by=${by}&limit=3`);
  return [`  by ${by}:`, ...items.map((row) => `  ${String(row.violations).padStart(4)}  ${name(row)}`)];
}

function tally<T>(rows: readonly T[], key: (row: T) => string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const row of rows) counts.set(key(row), (counts.get(key(row)) ?? 0) + 1);
  return counts;
}

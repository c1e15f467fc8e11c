import type { Schema } from '../../api/client.ts';
import { FACTS } from './fact-words.ts';

export type FormFacts = Readonly<Record<string, unknown>>;

/** What a form of a vehicle begins with. */
export const shownFacts = (vehicle: Schema<'VehicleSummary'>): FormFacts =>
  Object.fromEntries(FACTS.map((name) => [name, vehicle[name] ?? undefined]));

/** The facts given in a form as the API takes them; empty fields are left out. */
export function givenFacts(values: FormFacts): Record<string, unknown> {
  const given: Record<string, unknown> = {};
  for (const name of FACTS) {
    const value = cleaned(name, values[name]);
    if (value !== undefined) given[name] = value;
  }
  return given;
}

/** Only what differs from what was shown; a field that was emptied is null. */
export function changedFacts(before: FormFacts, values: FormFacts): Record<string, unknown> {
  const changed: Record<string, unknown> = {};
  for (const name of FACTS) {
    if (!(name in values)) continue;
    const [was, is] = [cleaned(name, before[name]), cleaned(name, values[name])];
    if (JSON.stringify(was) !== JSON.stringify(is)) changed[name] = is ?? null;
  }
  return changed;
}

function cleaned(name: string, value: unknown): unknown {
  if (value === undefined || value === null || value === '') return undefined;
  if (name === 'grossMassKg') return Number(value);
  if (typeof value === 'string') return value.trim() || undefined;
  if (typeof value !== 'object') return value;
  const told = Object.entries(value as Record<string, unknown>).filter(([, part]) => part !== undefined && part !== '');
  // Of nobody who is not named anything can be said.
  return told.some(([part]) => part === 'name')
    ? Object.fromEntries(told.sort(([a], [b]) => (a < b ? -1 : 1)))
    : undefined;
}

import type { EntryForm } from '../outbox/entry.ts';

const MEMBERS = ['method', 'instrumentModel', 'instrumentNumber', 'calibratedOn', 'departments'] as const;
const keyOf = (userId: string): string => `field-instrument ${userId}`;

/** What an inspector wrote of the opacimeter the last time: it is mostly the same one. */
export function lastInstrument(userId: string): EntryForm {
  return JSON.parse(localStorage.getItem(keyOf(userId)) ?? '{}') as EntryForm;
}

export function noteInstrument(userId: string, form: EntryForm): void {
  const told = Object.fromEntries(MEMBERS.flatMap((name) => (form[name] === undefined ? [] : [[name, form[name]]])));
  localStorage.setItem(keyOf(userId), JSON.stringify(told));
}

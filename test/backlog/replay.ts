import { type PassageItem, recordPassages } from '../../src/actions/gates/record-passages.ts';
import { policySet } from '../../src/domain/policy/policy-set.ts';
import { shippedPolicies } from '../../src/domain/policy/shipped.ts';
import type { Store } from '../../src/store/store.ts';
import { enterpriseFacts } from './events.ts';

const policies = policySet(shippedPolicies);
/** As many as the intake stores in one transaction. */
const GROUP = 100;
const PAGE = 1_000;

export type Tally = { readonly created: number; readonly duplicates: number; readonly conflicts: number };

/** Sends events to an empty registry as gates do, in their order, in groups of one transaction each. */
export async function replay(
  store: Store,
  items: readonly PassageItem[],
  at: { readonly now: number; readonly newId: () => string },
  tell: (done: number) => void = () => undefined,
): Promise<Tally> {
  await store.write(async (tx) => {
    for (const row of enterpriseFacts) await tx.enterpriseFacts.insert(row);
  });
  const tally = { created: 0, duplicates: 0, conflicts: 0 };
  for (let start = 0; start < items.length; start += GROUP) {
    const group = items.slice(start, start + GROUP);
    const results = await store.write((tx) => recordPassages(tx, group, { policies, ...at }));
    for (const { status } of results) {
      if (status === 'created') tally.created += 1;
      else if (status === 'duplicate') tally.duplicates += 1;
      else tally.conflicts += 1;
    }
    tell(start + group.length);
  }
  return tally;
}

/**
 * The registry as it stands, told by events in place of ids: each passage with its verdict, access and visit; each flag that
 * counts. Sorted, so that equal registries give equal texts.
 */
export async function pictureOf(store: Store): Promise<{ readonly passages: string[]; readonly violations: string[] }> {
  const rows: Awaited<ReturnType<typeof store.read.passages.page>> = [];
  for (let last: (typeof rows)[number] | undefined; ; ) {
    const after = last && { id: last.id, at: last.passedAt };
    const some = await store.bulk.passages.page({ to: 'all' }, {}, { limit: PAGE, ...(after ? { after } : {}) });
    rows.push(...some);
    last = some.at(-1);
    if (some.length < PAGE) break;
  }
  const eventOf = new Map(rows.map((row) => [row.id, row.eventId]));
  const told = (value: unknown): string =>
    JSON.stringify(value, (_key, inner: unknown) =>
      typeof inner === 'string' ? (eventOf.get(inner) ?? inner) : inner,
    );
  const passages = rows.map(({ judgedAt: _judged, id: _id, receivedAt: _received, ...row }) => told(row));
  const violations: string[] = [];
  for (let last: { id: string; occurredAt: number } | undefined; ; ) {
    const after = last && { id: last.id, at: last.occurredAt };
    const some = await store.bulk.violations.standing({ limit: PAGE, ...(after ? { after } : {}) });
    for (const { id: _id, recordedAt: _recorded, changedAt: _changed, subjectKey, ...row } of some)
      violations.push(told({ ...row, subject: subjectKey.split(':')[1] }));
    last = some.at(-1);
    if (some.length < PAGE) break;
  }
  return { passages: passages.sort(), violations: violations.sort() };
}

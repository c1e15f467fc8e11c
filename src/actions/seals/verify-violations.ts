import type { Reader } from '../../store/store.ts';

const AT_ONCE = 1_000;
/** States that only people give, and that judging never takes back. */
const BY_PEOPLE: readonly string[] = ['notified', 'appealed', 'confirmed', 'cancelled'];

/**
 * Violations whose state is not the one that people gave them last. Judging alone withdraws, re-opens and finds a silence
 * over, so those states prove nothing by themselves.
 */
export async function* verifyViolationStates(reader: Reader): AsyncGenerator<string> {
  for (let after: string | undefined; ; ) {
    const rows = await reader.sealable.violationStates(after === undefined ? {} : { after }, AT_ONCE);
    const last = new Map<string, string>();
    for (const { violationId, to } of await reader.sealable.violationEventsOf(rows.map(({ id }) => id)))
      last.set(violationId, to);
    for (const { id, status } of rows) {
      const given = last.get(id);
      if (BY_PEOPLE.includes(status) && given !== status)
        yield `violation ${id}: it is ${status}, and no change on record made it so`;
      else if (given === 'cancelled' && status !== 'cancelled')
        yield `violation ${id}: it was cancelled, and is ${status}`;
    }
    if (rows.length < AT_ONCE) return;
    after = rows.at(-1)?.id;
  }
}

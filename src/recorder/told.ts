import { answerable, type Recorded, type RecordedRow } from '../actions/gates/passage-intake.ts';
import type { Flagged, PassageItem, PassageResult } from '../actions/gates/record-passages.ts';

type Stored = Extract<Recorded, { status: 'created' | 'duplicate' }>;
type Created = Pick<RecordedRow, 'id' | 'outcome' | 'basis' | 'hold' | 'policy' | 'lawAt' | 'facts'>;

/** A `Recorded` as the thread tells it: of a passage that is new a list of what its item does not say already. */
export type ToldResult =
  | Exclude<Recorded, Stored>
  | (Omit<Stored, 'status'> & { readonly status: 'duplicate' })
  | readonly [
      id: Created['id'],
      outcome: Created['outcome'],
      basis: Created['basis'],
      hold: Created['hold'],
      policy: Created['policy'],
      lawAt: Created['lawAt'],
      facts: Created['facts'],
      flags: readonly Flagged[],
    ];

/** What is told of a result, as JSON; a passage that was stored before may have been corrected since, and is told whole. */
export function told(result: PassageResult): string {
  if (result.status !== 'created') return JSON.stringify(answerable(result));
  const { id, outcome, basis, hold, policy, lawAt, facts } = result.row;
  return JSON.stringify([id, outcome, basis, hold, policy, lawAt, facts, result.flags] satisfies ToldResult);
}

/** The result again, from what was told of it and the item it is of. */
export function recorded(one: ToldResult, { gateId, enterpriseId, countyCode, message }: PassageItem): Recorded {
  if ('status' in one) return one;
  const [id, outcome, basis, hold, policy, lawAt, facts, flags] = one;
  const { eventId, plate, plateColour } = message;
  return {
    status: 'created',
    row: {
      id,
      gateId,
      eventId,
      enterpriseId,
      countyCode,
      plate,
      plateColour,
      outcome,
      basis,
      hold,
      policy,
      lawAt,
      facts,
    },
    flags,
  };
}

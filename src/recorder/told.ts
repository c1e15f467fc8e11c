import type { Recorded, RecordedRow } from '../actions/gates/passage-intake.ts';
import type { PassageItem } from '../actions/gates/record-passages.ts';

/** What whoever asked for a passage to be stored knows of its row. */
type Known = 'gateId' | 'eventId' | 'enterpriseId' | 'countyCode' | 'plate' | 'plateColour';
type Stored = Extract<Recorded, { status: 'created' | 'duplicate' }>;

/** A `Recorded` as the thread tells it: of a passage that is new without what its item says already. */
export type ToldResult =
  | Exclude<Recorded, Stored>
  | (Omit<Stored, 'status'> & { readonly status: 'duplicate' })
  | (Omit<Stored, 'status' | 'row'> & { readonly status: 'created'; readonly row: Omit<RecordedRow, Known> });

/** What is told of a result; a passage that was stored before may have been corrected since, and is told whole. */
export function told(result: Recorded): ToldResult {
  if (result.status !== 'created') return result;
  const { id, outcome, basis, hold, policy, lawAt, facts } = result.row;
  return { status: 'created', row: { id, outcome, basis, hold, policy, lawAt, facts }, flags: result.flags };
}

/** The result again, from what was told of it and the item it is of. */
export function recorded(one: ToldResult, { gateId, enterpriseId, countyCode, message }: PassageItem): Recorded {
  if (one.status !== 'created') return one;
  const { id, outcome, basis, hold, policy, lawAt, facts } = one.row;
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
    flags: one.flags,
  };
}

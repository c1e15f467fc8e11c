import { answerable, type Recorded, type RecordedRow } from '../actions/gates/passage-intake.ts';
import type { Flagged, PassageItem, PassageResult } from '../actions/gates/record-passages.ts';
import { bytesOf, textOf } from './text-bytes.ts';

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

/** Results as JSON; those of many in memory of their own, which costs no collection, as it lies there (UTF-16). */
export type ToldResults = string | Uint8Array<ArrayBuffer>;

const MANY = 16;

export function told(results: readonly PassageResult[]): ToldResults {
  const text = JSON.stringify(results.map(resultOf));
  return results.length < MANY ? text : bytesOf(text);
}

/** The results again, from what was told of them. */
export const toldResults = (told: ToldResults): ToldResult[] =>
  JSON.parse(typeof told === 'string' ? told : textOf(told)) as ToldResult[];

/** A passage that was stored before may have been corrected since, and is told whole. */
function resultOf(result: PassageResult): ToldResult {
  if (result.status !== 'created') return answerable(result) as ToldResult;
  const { id, outcome, basis, hold, policy, lawAt, facts } = result.row;
  return [id, outcome, basis, hold, policy, lawAt, facts, result.flags];
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

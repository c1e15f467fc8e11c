import type { Actor } from '../domain/identity/actor.ts';
import { scopeOf } from '../domain/identity/permissions.ts';
import { decodeFacts } from '../domain/policy/fact-codec.ts';
import { formatInstant } from '../domain/time.ts';
import type { Between } from '../store/live.ts';
import type { Reader } from '../store/store.ts';

export type LiveEvent = {
  /** The id of the row it tells of; events come in the order of these. */
  readonly id: string;
  readonly event: 'violation' | 'gate.silent' | 'passage';
  readonly data: Readonly<Record<string, unknown>>;
};

const AT_MOST = 100;

/**
 * What is new to an actor between two ids: violations and silent gates in its scope, and to an enterprise its own passages.
 * `reached` is the id up to which nothing is left out.
 */
export async function liveEvents(
  reader: Reader,
  actor: Actor,
  between: Between,
): Promise<{ readonly events: readonly LiveEvent[]; readonly reached: string; readonly more: boolean }> {
  const passages = scopeOf(actor, 'passage.read');
  const tables = [
    (await reader.live.violations(scopeOf(actor, 'violation.read'), between, AT_MOST)).map(violationEvent),
    (await reader.live.silences(scopeOf(actor, 'gate.read'), between, AT_MOST)).map(silenceEvent),
    passages.to === 'organisation'
      ? (await reader.live.passages(passages.organisationId, between, AT_MOST)).map(passageEvent)
      : [],
  ];
  // A table that gave all it may has more behind its last row, which the others must not overtake.
  const ends = tables.flatMap((events) => (events.length === AT_MOST ? (events.at(-1)?.id ?? []) : []));
  const end = ends.sort()[0];
  const events = tables
    .flat()
    .filter(({ id }) => end === undefined || id <= end)
    .sort((a, b) => (a.id < b.id ? -1 : 1));
  return { events, reached: end ?? between.before, more: end !== undefined };
}

type Rows = { readonly [N in 'violations' | 'silences' | 'passages']: Awaited<ReturnType<Reader['live'][N]>>[number] };

function violationEvent(row: Rows['violations']): LiveEvent {
  const { id, occurredAt, ...told } = row;
  return { id, event: 'violation', data: { id, ...told, occurredAt: formatInstant(occurredAt) } };
}

function silenceEvent({ id, gateId, enterpriseId, countyCode, since }: Rows['silences']): LiveEvent {
  return { id, event: 'gate.silent', data: { gateId, enterpriseId, countyCode, since: formatInstant(since) } };
}

function passageEvent(row: Rows['passages']): LiveEvent {
  const { id, gateId, passedAt, direction, plate, plateColour, facts, outcome, hold } = row;
  const stage = decodeFacts(facts)['vehicle.emissionStage'];
  const told = {
    id,
    gateId,
    passedAt: formatInstant(passedAt),
    direction,
    plate: plate === '' ? null : plate,
    plateColour,
  };
  return { id, event: 'passage', data: { ...told, emissionStage: stage?.value ?? null, outcome, hold } };
}

import { notFound } from '../../domain/failure.ts';
import type { Cargo } from '../../domain/gates/passage.ts';
import { massOf, netKgOf, type VisitState, visitStateAt } from '../../domain/gates/stay.ts';
import { drawnBy, isTrailerReading, trailersOf } from '../../domain/gates/trailer.ts';
import type { Actor } from '../../domain/identity/actor.ts';
import { covers, scopeOf } from '../../domain/identity/permissions.ts';
import type { PolicySet } from '../../domain/policy/policy-set.ts';
import { DAY_MS } from '../../domain/time.ts';
import type { PassageRow } from '../../store/passages.ts';
import type { Reader } from '../../store/store.ts';
import type { VisitRow } from '../../store/visits.ts';
import { policyAt } from './gate-parameters.ts';
import { repeatTime } from './record-passages.ts';

/** One side of a visit: its first reading and the mass told with its load, kg. */
export type VisitSide = { readonly reading: PassageRow; readonly kg: number | null };

export type VisitSight = {
  readonly first: PassageRow;
  readonly trailer: boolean;
  readonly state: VisitState;
  readonly entry: VisitSide | null;
  readonly exit: VisitSide | null;
  /** From the first reading of the entry to the first of the exit, ms. */
  readonly dwellMs: number | null;
  readonly netKg: number | null;
};

/** What a passage is to the visit that it is listed with. */
export type VisitPart = 'entry' | 'exit' | 'repeat' | 'refused' | 'trailer';

export type VisitDetail = VisitSight & {
  readonly parts: readonly { readonly part: VisitPart; readonly reading: PassageRow }[];
  /** Whether the vehicle was read more often than is listed. */
  readonly more: boolean;
  /** The reading that drew this visit's trailer. */
  readonly drawnBy: PassageRow | undefined;
};

type Judging = { readonly policies: PolicySet; readonly now: number };

const LOADS = 5_000;
const MOST_PARTS = 1_000;

/** Until when readings count in what is true now: clocks of gates may run a little ahead. */
export const horizonOf = (now: number): number => now + DAY_MS;

export function overstayMs(policies: PolicySet, at: number): number {
  return policyAt(policies, at).parameter('overstayHours') * 3_600_000;
}

/** Visits with what both sides told, in the order of the rows; their states as of an instant. */
export async function viewVisits(
  reader: Pick<Reader, 'visits'>,
  rows: readonly VisitRow[],
  { policies, now }: Judging,
): Promise<VisitSight[]> {
  const exits = await reader.visits.readings(rows.flatMap(({ exitId }) => exitId ?? []));
  const readable = rows.map(({ first }) => first).filter(({ plate }) => plate !== '');
  const loaded = await reader.visits.readingsOf(readable, 'loaded', LOADS);
  const limit = overstayMs(policies, now);
  return rows.map((row) => {
    const exit = exits.find(({ id }) => id === row.exitId);
    const own = row.first.plate === '' ? [row.first] : loaded.filter(({ visitId }) => visitId === row.first.id);
    return sight(row, exit, own, now, limit);
  });
}

function sight(
  { first, nextAt }: VisitRow,
  leaving: PassageRow | undefined,
  loaded: readonly PassageRow[],
  at: number,
  limit: number,
): VisitSight {
  const cargos = (direction: string) =>
    loaded.filter((row) => row.direction === direction).map(({ cargo }) => cargo as Cargo | null);
  const side = (reading: PassageRow | undefined): VisitSide | null =>
    reading ? { reading, kg: massOf(cargos(reading.direction)) ?? null } : null;
  const entering = first.direction === 'in' ? first : undefined;
  const exit = entering ? leaving : first;
  return {
    first,
    trailer: isTrailerReading(first),
    state: visitStateAt(
      {
        direction: entering ? 'in' : 'out',
        refused: first.barrier === 'refused',
        readable: first.plate !== '',
        startedAt: first.passedAt,
        exitAt: leaving?.passedAt ?? null,
        nextAt,
      },
      at,
      limit,
    ),
    entry: side(entering),
    exit: side(exit),
    dwellMs: entering && exit ? exit.passedAt - entering.passedAt : null,
    netKg: entering && exit ? netKgOf(cargos('in'), cargos('out')) : null,
  };
}

/**
 * One visit with every passage that belongs to it: its readings, what the barrier refused of the same vehicle meanwhile, and
 * trailers that it drew. Not-found where the actor may not see it, or where the id is not of a visit's first reading.
 */
export async function viewVisit(reader: Reader, actor: Actor, id: string, context: Judging): Promise<VisitDetail> {
  const { policies, now } = context;
  const row = await reader.visits.find(id, horizonOf(now));
  const owners = row && { countyCode: row.first.countyCode, organisationId: row.first.enterpriseId };
  if (!row || !owners || !covers(scopeOf(actor, 'visit.read'), owners)) throw notFound();
  const { first } = row;
  const [seen] = await viewVisits(reader, [row], context);
  if (!seen) throw notFound();
  const repeatMs = repeatTime(policies, first.passedAt);
  const own = first.plate === '' ? [first] : await reader.visits.readingsOf([first], 'all', MOST_PARTS + 1);
  const shown = own.slice(0, MOST_PARTS);
  const round = await roundOf(reader, shown, repeatMs);
  const ids = new Set(shown.map((reading) => reading.id));
  const refused = await refusalsOf(reader, row, shown, repeatMs, now);
  const parts = [
    ...shown.map((reading) => ({ part: partOf(reading, seen), reading })),
    ...refused.filter((reading) => !ids.has(reading.id)).map((reading) => ({ part: 'refused' as const, reading })),
    ...trailersOf(ids, round, repeatMs).map((reading) => ({ part: 'trailer' as const, reading })),
  ].sort((a, b) => a.reading.passedAt - b.reading.passedAt || (a.reading.id < b.reading.id ? -1 : 1));
  return {
    ...seen,
    parts,
    more: own.length > MOST_PARTS,
    drawnBy: seen.trailer ? drawnBy(first, round, repeatMs) : undefined,
  };
}

function partOf(reading: PassageRow, { entry, exit }: VisitSight): VisitPart {
  if (reading.barrier === 'refused') return 'refused';
  if (reading.id === entry?.reading.id) return 'entry';
  return reading.id === exit?.reading.id ? 'exit' : 'repeat';
}

/** What the gates read round each side of a visit, within the repeat time. */
async function roundOf(
  reader: Pick<Reader, 'visits'>,
  own: readonly PassageRow[],
  repeatMs: number,
): Promise<PassageRow[]> {
  const found = new Map<string, PassageRow>();
  for (const direction of ['in', 'out']) {
    const side = own.filter((reading) => reading.direction === direction);
    const [from, to] = [side[0], side.at(-1)];
    if (!from || !to) continue;
    const gates = [...new Set(side.map(({ gateId }) => gateId))];
    // Twice the repeat time, so that a trailer at the edge is held against all that may have drawn it.
    const span = [from.passedAt - 2 * repeatMs, to.passedAt + 2 * repeatMs] as const;
    for (const row of await reader.visits.around(from.enterpriseId, ...span, gates, LOADS)) found.set(row.id, row);
  }
  return [...found.values()];
}

/** From shortly before a visit to shortly after it, or until the vehicle's next one. */
async function refusalsOf(
  reader: Pick<Reader, 'visits'>,
  { first, nextAt }: VisitRow,
  own: readonly PassageRow[],
  repeatMs: number,
  now: number,
): Promise<PassageRow[]> {
  if (first.plate === '' || first.barrier === 'refused') return [];
  const left = own.some(({ direction }) => direction === 'out');
  const last = own.at(-1)?.passedAt ?? first.passedAt;
  const until = left ? last + repeatMs : (nextAt ?? horizonOf(now));
  return reader.visits.refusals(first.plate, first.enterpriseId, first.passedAt - repeatMs, until);
}

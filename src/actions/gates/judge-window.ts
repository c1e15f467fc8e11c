import { furthestLookBackMs } from '../../domain/alerts/look-back.ts';
import type { DesiredFlag } from '../../domain/enforcement/violation.ts';
import type { EnterpriseFacts } from '../../domain/fleet/enterprise.ts';
import type { Judgement, PlateHolder } from '../../domain/gates/judge-visit.ts';
import type { Reading } from '../../domain/gates/passage.ts';
import { encodeTally, loadOfAccess, vehicleTally } from '../../domain/gates/tally.ts';
import { type Visit, visitsOf } from '../../domain/gates/visit.ts';
import { encodeOutcomes } from '../../domain/policy/fact-codec.ts';
import type { PolicySet } from '../../domain/policy/policy-set.ts';
import type { PassageJudgement, PassageRow } from '../../store/passages.ts';
import type { Writer } from '../../store/store.ts';
import { type AlertDesk, openAlerts } from '../alerts/alert-desk.ts';
import { followLookBacks, type Redecided } from '../alerts/follow-look-backs.ts';
import { judgeUnderOrders } from '../alerts/judge-under-orders.ts';
import { type RaisedFlag, raiseFlags } from '../enforcement/raise-flags.ts';
import { decisionDigest } from '../seals/digests.ts';
import { accessFlags } from './access-flags.ts';
import { readingOf } from './visit-window.ts';

export type JudgingContext = {
  readonly policies: PolicySet;
  readonly now: number;
  readonly newId: () => string;
  /** Why judging happens: `arrival`, `cargo`, `barrier`, or the job that asked. */
  readonly cause: string;
  /** The orders of this transaction, where it judges more than one window. */
  readonly desk?: AlertDesk;
};

export type WindowOf = {
  readonly plate: string;
  readonly enterpriseId: string;
  readonly countyCode: string;
  readonly holders: readonly PlateHolder[];
  readonly enterprise: readonly EnterpriseFacts[];
  readonly repeatMs: number;
};

/** A reading about to be stored, not judged yet. */
export type Incoming = Omit<PassageRow, keyof PassageJudgement>;

export type JudgedWindow = {
  /** The judgement of each reading that was judged, by id. */
  readonly judged: ReadonlyMap<string, Judged>;
  /** The flags that now stand under the judged visits. */
  readonly flags: readonly RaisedFlag[];
};

export type Judged = { readonly judgement: Judgement; readonly stored: PassageJudgement };

/**
 * Judges the visits of a window of stored readings and of the incoming one, which it stores. Visits that nothing changed
 * are left alone unless `all` is set.
 */
export async function judgeWindow(
  tx: Writer,
  context: JudgingContext,
  of: WindowOf,
  rows: readonly PassageRow[],
  { incoming, all = false }: { incoming?: Incoming; all?: boolean },
): Promise<JudgedWindow> {
  const stored = rows.length === 0 ? NO_ROWS : new Map(rows.map((row) => [row.id, row]));
  const readings: Reading[] = rows.map(readingOf);
  if (incoming) readings.push(readingOf(incoming as PassageRow));
  const judged = new Map<string, Judged>();
  const desired: DesiredFlag[] = [];
  const keys = new Set<string>();
  const redecided: Redecided[] = [];
  const { policies } = context;
  const desk = context.desk ?? openAlerts(tx, { aheadMs: furthestLookBackMs(policies), expected: times(readings) });
  const judging = { policies, desk, place: of, keeping: { tx, newId: context.newId } };
  for (const visit of alone(readings) ?? [...visitsOf(readings, of.repeatMs), ...refusals(readings)]) {
    const members = membersOf(visit);
    const formerly = formerVisits(members, stored);
    if (!all && !changed(visit, stored, incoming?.id)) continue;
    const { plate, holders, enterprise } = of;
    const judgement = await judgeUnderOrders(tx, { visit, plate, holders, enterprise }, judging);
    const vehicle = vehicleTally(judgement.facts);
    for (const { reading, accessId, load, kg } of members) {
      const tally = encodeTally(vehicle, load);
      const next = storedForm(judgement, { accessId, visitId: visit.id, judgedAt: context.now, tally, loadKg: kg });
      judged.set(reading.id, { judgement, stored: next });
      const row = stored.get(reading.id);
      const { passedAt, barrier } = reading;
      redecided.push({ passedAt, before: row, after: next, refused: barrier === 'refused' });
      if (row) await rewrite(tx, row, next, context);
      else if (incoming) await tx.passages.insert(judgedRow(incoming, next));
    }
    for (const id of formerly) keys.add(`access:${id}`);
    keys.add(`access:${visit.id}`);
    desired.push(...accessFlags(visit, judgement, of, formerly, gateOf(stored, incoming), context.policies));
  }
  // Nothing can stand yet under a visit that begins with the incoming reading.
  const standing = rows.length > 0 ? await tx.violations.ofSubjects([...keys]) : [];
  const flags = await raiseFlags(tx, standing, desired, context);
  await followLookBacks(tx, of.enterpriseId, redecided, desk, context);
  return { judged, flags };
}

const NO_ROWS: ReadonlyMap<string, PassageRow> = new Map();

const times = (readings: readonly Reading[]): number[] => readings.map(({ passedAt }) => passedAt);

/** The visits in which readings stood so far. */
function formerVisits(members: readonly Member[], stored: ReadonlyMap<string, PassageRow>): readonly string[] {
  if (stored.size === 0) return [];
  return [...new Set(members.flatMap(({ reading }) => stored.get(reading.id)?.visitId ?? []))];
}

/** A refused truck made no access: its reading is judged alone and raises nothing. Plan-clauses, point 8. */
function refusals(readings: readonly Reading[]): Visit[] {
  return readings.filter((reading) => reading.barrier === 'refused').map(visitOf);
}

/** One reading with none round it, which most are, is a visit. */
function alone(readings: readonly Reading[]): Visit[] | undefined {
  const [reading, ...others] = readings;
  return reading && others.length === 0 ? [visitOf(reading)] : undefined;
}

function visitOf(reading: Reading): Visit {
  const access = { id: reading.id, direction: reading.direction, startedAt: reading.passedAt, readings: [reading] };
  return reading.direction === 'in' ? { id: reading.id, entry: access } : { id: reading.id, exit: access };
}

type Member = ReturnType<typeof loadOfAccess> & { readonly reading: Reading; readonly accessId: string };

/** The readings of a visit; the first of each access stands for the load of all of them. */
function membersOf(visit: Visit): Member[] {
  const members: Member[] = [];
  for (const access of [visit.entry, visit.exit])
    for (const reading of access?.readings ?? []) {
      const isFirst = access !== undefined && reading.id === access.id;
      const { load, kg } = loadOfAccess(isFirst ? access.readings.map(({ cargo }) => cargo) : []);
      members.push({ reading, accessId: access?.id ?? reading.id, load, kg });
    }
  return members;
}

function changed(visit: Visit, stored: ReadonlyMap<string, PassageRow>, incomingId: string | undefined): boolean {
  const members = membersOf(visit);
  if (members.some(({ reading }) => reading.id === incomingId)) return true;
  const ids = new Set(members.map(({ reading }) => reading.id));
  const moved = members.some(({ reading, accessId }) => {
    const row = stored.get(reading.id);
    return row?.visitId !== visit.id || row.accessId !== accessId;
  });
  return moved || [...stored.values()].some((row) => row.visitId === visit.id && !ids.has(row.id));
}

type Standing = Pick<PassageJudgement, 'accessId' | 'visitId' | 'judgedAt' | 'tally' | 'loadKg'>;

function storedForm(judgement: Judgement, { accessId, visitId, judgedAt, tally, loadKg }: Standing): PassageJudgement {
  return {
    accessId,
    visitId,
    outcome: judgement.outcome,
    basis: judgement.basis,
    hold: judgement.hold,
    policy: judgement.policy,
    lawAt: judgement.lawAt,
    facts: judgement.factsText,
    outcomes: encodeOutcomes(judgement.decisions),
    judgedAt,
    tally,
    loadKg,
  };
}

/** A judged reading as it is stored. Member by member: spread together it takes ten times as long, for every passage. */
export function judgedRow(reading: Incoming, judgement: PassageJudgement): PassageRow {
  return {
    id: reading.id,
    gateId: reading.gateId,
    enterpriseId: reading.enterpriseId,
    countyCode: reading.countyCode,
    eventId: reading.eventId,
    passedAt: reading.passedAt,
    receivedAt: reading.receivedAt,
    direction: reading.direction,
    plateRaw: reading.plateRaw,
    plate: reading.plate,
    plateColour: reading.plateColour,
    confidenceE4: reading.confidenceE4,
    lane: reading.lane,
    asserted: reading.asserted,
    cargo: reading.cargo,
    barrier: reading.barrier,
    barrierReason: reading.barrierReason,
    accessId: judgement.accessId,
    visitId: judgement.visitId,
    outcome: judgement.outcome,
    basis: judgement.basis,
    hold: judgement.hold,
    policy: judgement.policy,
    lawAt: judgement.lawAt,
    facts: judgement.facts,
    outcomes: judgement.outcomes,
    judgedAt: judgement.judgedAt,
    deviceId: reading.deviceId,
    deviceTime: reading.deviceTime,
    resent: reading.resent,
    alternatives: reading.alternatives,
    listVersion: reading.listVersion,
    tally: judgement.tally,
    loadKg: judgement.loadKg,
  };
}

async function rewrite(tx: Writer, row: PassageRow, next: PassageJudgement, context: JudgingContext): Promise<void> {
  const decided =
    row.outcome !== next.outcome ||
    row.basis !== next.basis ||
    row.policy !== next.policy ||
    row.lawAt !== next.lawAt ||
    row.facts !== next.facts ||
    row.outcomes !== next.outcomes ||
    row.hold !== next.hold;
  const counted = row.tally === next.tally && row.loadKg === next.loadKg;
  if (!decided && counted && row.visitId === next.visitId && row.accessId === next.accessId) return;
  const history = decided ? { id: context.newId(), cause: context.cause, next: decisionDigest(next) } : undefined;
  await tx.passages.rejudge(row, decided ? next : { ...next, judgedAt: row.judgedAt }, history);
}

const gateOf =
  (stored: ReadonlyMap<string, PassageRow>, incoming: Incoming | undefined) =>
  (readingId: string): string | null =>
    stored.get(readingId)?.gateId ?? (incoming?.id === readingId ? incoming.gateId : null);

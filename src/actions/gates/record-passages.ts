import { furthestLookBackMs } from '../../domain/alerts/look-back.ts';
import type { EnterpriseFacts } from '../../domain/fleet/enterprise.ts';
import type { AssertedVehicle, Barrier, Cargo, Direction } from '../../domain/gates/passage.ts';
import { repeatTally } from '../../domain/gates/tally.ts';
import type { PolicySet } from '../../domain/policy/policy-set.ts';
import { legalDayOf } from '../../domain/time.ts';
import type { PassageJudgement, PassageRow } from '../../store/passages.ts';
import type { Writer } from '../../store/store.ts';
import type { ViolationRow } from '../../store/violations.ts';
import { openAlerts } from '../alerts/alert-desk.ts';
import { addPhotos, type StoredPhoto } from './add-photos.ts';
import { contentHash, type EventDigests, eventKey, isSameContent } from './event-key.ts';
import { type Incoming, type JudgingContext, judgedRow, judgeWindow } from './judge-window.ts';
import { windowAround } from './visit-window.ts';

/** A passage as a gate or camera tells it, checked and normalised. `plate` is empty where none was read. */
export type PassageMessage = {
  readonly eventId: string;
  readonly passedAt: number;
  readonly direction: Direction;
  readonly plateRaw: string | null;
  readonly plate: string;
  readonly plateColour: string | null;
  readonly confidenceE4: number | null;
  readonly lane: number | null;
  readonly vehicle: AssertedVehicle | null;
  readonly cargo: Cargo | null;
  readonly barrier: Barrier | null;
  readonly barrierReason: string | null;
  /** Version of the offline list by which the gate decided alone. */
  readonly listVersion?: number | null;
};

/** Plain data, so that recording can move to another thread. */
export type PassageItem = {
  readonly gateId: string;
  readonly enterpriseId: string;
  readonly countyCode: string;
  readonly receivedAt: number;
  readonly message: PassageMessage;
  /** Set where a camera told of it. */
  readonly camera?: {
    readonly deviceId: string;
    /** The camera's own clock, ms. */
    readonly deviceTime: number;
    readonly resent: boolean;
    readonly alternatives: readonly string[];
  };
  /** Pictures that lie in their place already. */
  readonly photos?: readonly StoredPhoto[];
  /** Of its event, where they were worked out already. */
  readonly digests?: EventDigests;
};

export type Flagged = Pick<ViolationRow, 'id' | 'kind' | 'effect'>;

/** What became of a passage: stored now, stored before with the same content, or refused as another content under its eventId. */
export type PassageResult =
  | { readonly status: 'created' | 'duplicate'; readonly row: PassageRow; readonly flags: readonly Flagged[] }
  | { readonly status: 'conflict'; readonly passageId: string };

export type RecordingContext = { readonly policies: PolicySet; readonly now: number; readonly newId: () => string };

/** Stores and judges passages in their order, within the caller's transaction; each answer is for the item at its index. */
export async function recordPassages(
  tx: Writer,
  items: readonly PassageItem[],
  context: RecordingContext,
): Promise<PassageResult[]> {
  const enterprises = new Map<string, readonly EnterpriseFacts[]>();
  const results: PassageResult[] = [];
  const expected = items.map(({ message }) => message.passedAt);
  const desk = openAlerts(tx, { aheadMs: furthestLookBackMs(context.policies), expected });
  const judging: JudgingContext = { ...context, cause: 'arrival', desk };
  for (const item of items) results.push(await recordOne(tx, item, judging, enterprises));
  return results;
}

/** The flags that a stored passage brought to light and that still stand. */
export async function flagsRaisedBy(tx: Pick<Writer, 'violations'>, row: PassageRow): Promise<Flagged[]> {
  const rows = await tx.violations.ofSubjects([`access:${row.visitId}`]);
  return rows.filter(
    (flag) =>
      flag.status !== 'withdrawn' &&
      flag.status !== 'cancelled' &&
      (flag.evidence as { raisedBy?: string }).raisedBy === row.id,
  );
}

async function recordOne(
  tx: Writer,
  item: PassageItem,
  context: JudgingContext,
  enterprises: Map<string, readonly EnterpriseFacts[]>,
): Promise<PassageResult> {
  const { message, digests } = item;
  const key = digests ? Buffer.from(digests.key, 'base64') : eventKey(item.gateId, message.eventId);
  const hash = digests ? Buffer.from(digests.content, 'base64') : contentHash(message);
  const id = context.newId();
  if (!(await tx.passages.insertEvent({ key, passageId: id, contentHash: hash })))
    return repeated(tx, await tx.passages.findEvent(key), hash, item, context);
  const incoming: Incoming = {
    id,
    gateId: item.gateId,
    enterpriseId: item.enterpriseId,
    countyCode: item.countyCode,
    eventId: message.eventId,
    passedAt: message.passedAt,
    receivedAt: item.receivedAt,
    direction: message.direction,
    plateRaw: message.plateRaw,
    plate: message.plate,
    plateColour: message.plateColour,
    confidenceE4: message.confidenceE4,
    lane: message.lane,
    asserted: message.vehicle,
    cargo: message.cargo,
    barrier: message.barrier,
    barrierReason: message.barrierReason,
    deviceId: item.camera?.deviceId ?? null,
    deviceTime: item.camera?.deviceTime ?? null,
    resent: item.camera?.resent ?? null,
    alternatives: item.camera?.alternatives.length ? item.camera.alternatives : null,
    listVersion: message.listVersion ?? null,
  };
  const { stored, flags } = await judgeIncoming(tx, incoming, context, enterprises);
  if (item.photos) await addPhotos(tx, incoming, item.photos, context);
  return { status: 'created', row: judgedRow(incoming, stored), flags };
}

async function repeated(
  tx: Writer,
  known: { passageId: string; contentHash: Buffer } | undefined,
  hash: Buffer,
  item: PassageItem,
  context: JudgingContext,
): Promise<PassageResult> {
  if (!known) throw new Error('an event that is there is found');
  const row = isSameContent(known.contentHash, hash) ? await tx.passages.find(known.passageId) : undefined;
  if (!row) return { status: 'conflict', passageId: known.passageId };
  if (item.photos) await addPhotos(tx, row, item.photos, context);
  return { status: 'duplicate', row, flags: await flagsRaisedBy(tx, row) };
}

async function judgeIncoming(
  tx: Writer,
  incoming: Incoming,
  context: JudgingContext,
  enterprises: Map<string, readonly EnterpriseFacts[]>,
): Promise<{ stored: PassageJudgement; flags: readonly Flagged[] }> {
  const { plate, enterpriseId, passedAt } = incoming;
  const repeatMs = repeatTime(context.policies, passedAt);
  const newestAt = await newestOf(tx, incoming, repeatMs);
  const sinceMs = newestAt === undefined ? Number.POSITIVE_INFINITY : passedAt - newestAt;
  const last = sinceMs > 0 && sinceMs <= repeatMs ? await tx.passages.newest(plate, enterpriseId) : undefined;
  if (last && saysNothingNew(incoming, last)) return repeatOf(tx, incoming, last);
  let enterprise = enterprises.get(enterpriseId);
  if (!enterprise) {
    enterprise = await tx.enterpriseFacts.of(enterpriseId);
    enterprises.set(enterpriseId, enterprise);
  }
  const holders = plate === '' ? [] : await tx.vehicles.holdersOf(plate);
  const rows = newestAt === undefined ? [] : await windowAround(tx, incoming, repeatMs);
  const of = { plate, enterpriseId, countyCode: incoming.countyCode, holders, enterprise, repeatMs };
  const { judged, flags } = await judgeWindow(tx, context, of, rows, { incoming });
  const own = judged.get(incoming.id);
  if (!own) throw new Error('an incoming reading is always judged');
  const raised = flags.filter(({ flag, cancelled }) => !cancelled && flag.evidence['raisedBy'] === incoming.id);
  return { stored: own.stored, flags: raised.map(({ flag, id }) => ({ id, kind: flag.kind, effect: flag.effect })) };
}

/**
 * When the vehicle was last read here. That an exit may belong to however long ago it was; an entry later than the repeat time
 * begins a visit of its own, whatever stands before it.
 */
async function newestOf(
  tx: Writer,
  { plate, enterpriseId, direction, passedAt }: Incoming,
  repeatMs: number,
): Promise<number | undefined> {
  if (plate === '') return undefined;
  if (direction === 'in') return tx.passages.newestSince(plate, enterpriseId, passedAt - repeatMs);
  return tx.passages.newestAt(plate, enterpriseId);
}

/** How long one reading repeats another, by the policy of the day, else by the first there was. */
export function repeatTime(policies: PolicySet, at: number): number {
  const policy = policies.on(legalDayOf(at)) ?? policies.all.at(-1);
  return (policy?.parameter('repeatSeconds') ?? 0) * 1000;
}

/**
 * A parked truck is read every few seconds: a reading soon after another (within the repeat time) that adds nothing takes over
 * what its access was judged.
 */
function saysNothingNew(incoming: Incoming, last: PassageRow): boolean {
  return (
    incoming.direction === last.direction &&
    incoming.passedAt <= incoming.receivedAt &&
    incoming.barrier !== 'refused' &&
    last.barrier !== 'refused' &&
    incoming.plateColour === last.plateColour &&
    incoming.cargo === null &&
    (incoming.asserted === null || JSON.stringify(incoming.asserted) === JSON.stringify(last.asserted))
  );
}

async function repeatOf(
  tx: Writer,
  incoming: Incoming,
  last: PassageRow,
): Promise<{ stored: PassageJudgement; flags: readonly Flagged[] }> {
  const stored: PassageJudgement = {
    accessId: last.accessId,
    visitId: last.visitId,
    outcome: last.outcome,
    basis: last.basis,
    hold: last.hold,
    policy: last.policy,
    lawAt: last.lawAt,
    facts: last.facts,
    outcomes: last.outcomes,
    judgedAt: last.judgedAt,
    tally: last.tally && repeatTally(last.tally),
    loadKg: null,
  };
  await tx.passages.insert(judgedRow(incoming, stored));
  return { stored, flags: [] };
}

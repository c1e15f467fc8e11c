import { conflict, forbidden, invalid, notFound } from '../../domain/failure.ts';
import type { Actor } from '../../domain/identity/actor.ts';
import { type Action, covers, scopeOf } from '../../domain/identity/permissions.ts';
import type { PolicySet } from '../../domain/policy/policy-set.ts';
import { legalDayOf } from '../../domain/time.ts';
import type { Reader, Writer } from '../../store/store.ts';
import type { UreaRefillRow } from '../../store/urea-refills.ts';
import type { At } from '../at.ts';
import { record } from '../audit.ts';
import { findVehicle } from '../fleet/find-vehicle.ts';
import { carriedIn } from './judge-month.ts';
import { queueUreaAround, queueUreaOf } from './queue-urea.ts';
import { reportedSince } from './reported-since.ts';
import { writableEnterprise } from './writable-enterprise.ts';

/** A refill as told: of a vehicle by its plate and colour, or of one on record. */
export type RefillFacts = {
  readonly vehicle: { readonly plate: string; readonly plateColour: string } | { readonly vehicleId: string };
  readonly refilledAt: number;
  readonly millilitres: number;
  readonly pointId: string | null;
  readonly remarks: string | null;
};
/** `key` is the enterprise's own. */
export type NewRefill = RefillFacts & { readonly enterpriseId: string; readonly key: string };

export type UreaContext = { readonly at: At; readonly policies: PolicySet; readonly wakeJobs: () => void };
/** `duplicate`: the enterprise had sent it before, with the same content. */
export type RecordedRefill = { readonly row: UreaRefillRow; readonly duplicate: boolean };

/**
 * Puts a refill (加注记录) on record. Sent again under its own key it is known; with other content it is a conflict, since what
 * was told is corrected and not overwritten. Months that it bears on are judged again.
 */
export async function recordRefill(
  tx: Writer,
  actor: Actor,
  told: NewRefill,
  context: UreaContext,
): Promise<RecordedRefill> {
  const { at } = context;
  const enterprise = await writableEnterprise(tx, actor, told.enterpriseId);
  const content = await contentOf(tx, actor, enterprise.id, told);
  const known = await tx.ureaRefills.findKey(enterprise.id, told.key);
  if (known) {
    if (!isSame(known, content)) throw conflict(OTHER_CONTENT, '#/key', { existing: known.id });
    return { row: known, duplicate: true };
  }
  const since = await reportedSince(tx, enterprise.id);
  const row = newRow(enterprise, told.key, content, actor, at);
  await tx.ureaRefills.insert(row);
  const { enterpriseId, key } = told;
  await record(
    tx,
    actor,
    at,
    'urea-refill.record',
    { type: 'urea_refill', id: row.id },
    { enterpriseId, key, ...content },
  );
  await judgeAgain(tx, actor, [row], since, context);
  return { row, duplicate: false };
}

/** Puts another refill in the place of one that was told wrong; the old one stays on record. Conflict where it stands no more. */
export async function correctRefill(
  tx: Writer,
  actor: Actor,
  id: string,
  { reason, ...told }: RefillFacts & { readonly reason: string },
  context: UreaContext,
): Promise<UreaRefillRow> {
  const { at } = context;
  const before = await getRefill(tx, actor, id, 'urea.write');
  const content = await contentOf(tx, actor, before.enterpriseId, told);
  const since = await reportedSince(tx, before.enterpriseId);
  const row = { ...newRow({ ...before, id: before.enterpriseId }, null, content, actor, at), correctsId: id };
  await tx.ureaRefills.insert(row);
  await end(tx, actor, before, { status: 'corrected', replacedById: row.id, reason }, at);
  const detail = { corrects: id, reason, ...content };
  await record(tx, actor, at, 'urea-refill.correct', { type: 'urea_refill', id: row.id }, detail);
  await judgeAgain(tx, actor, [before, row], since, context);
  return row;
}

/** Takes a refill out of all counts, with the reason; it stays on record. Conflict where it stands no more. */
export async function voidRefill(
  tx: Writer,
  actor: Actor,
  id: string,
  reason: string,
  context: UreaContext,
): Promise<UreaRefillRow> {
  const before = await getRefill(tx, actor, id, 'urea.write');
  const since = await reportedSince(tx, before.enterpriseId);
  const row = await end(tx, actor, before, { status: 'voided', replacedById: null, reason }, context.at);
  await record(tx, actor, context.at, 'urea-refill.void', { type: 'urea_refill', id }, { reason });
  await judgeAgain(tx, actor, [before], since, context);
  return row;
}

/** A refill the actor may see and do `action` to: not-found where it may not see it, forbidden where it only may. */
export async function getRefill(
  reader: Pick<Reader, 'ureaRefills'>,
  actor: Actor,
  id: string,
  action: Action = 'urea.read',
): Promise<UreaRefillRow> {
  const row = await reader.ureaRefills.find(id);
  const owners = row && { countyCode: row.countyCode, organisationId: row.enterpriseId };
  if (!row || !owners || !covers(scopeOf(actor, 'urea.read'), owners)) throw notFound();
  if (!covers(scopeOf(actor, action), owners)) throw forbidden();
  return row;
}

type Content = Pick<UreaRefillRow, 'plate' | 'plateColour' | 'refilledAt' | 'millilitres' | 'pointId' | 'remarks'>;

async function contentOf(tx: Writer, actor: Actor, enterpriseId: string, told: RefillFacts): Promise<Content> {
  const { refilledAt, millilitres, pointId, remarks } = told;
  if (pointId !== null && (await tx.ureaPoints.find(pointId))?.enterpriseId !== enterpriseId)
    throw notFound('#/pointId');
  return { ...(await plateOf(tx, actor, told)), refilledAt, millilitres, pointId, remarks };
}

/** The plate that a vehicle on record carried on the day. */
async function plateOf(
  tx: Writer,
  actor: Actor,
  { vehicle, refilledAt }: RefillFacts,
): Promise<Pick<Content, 'plate' | 'plateColour'>> {
  if (!('vehicleId' in vehicle)) return vehicle;
  await findVehicle(tx, actor, vehicle.vehicleId, 'vehicle.read', '#/vehicleId');
  const day = legalDayOf(refilledAt);
  const bindings = await tx.vehicles.bindingsOf(vehicle.vehicleId);
  const carried = bindings.find((binding) => carriedIn(binding, { firstDay: day, lastDay: day }));
  if (!carried) throw invalid('#/vehicleId', NO_PLATE);
  return { plate: carried.plate, plateColour: carried.plateColour };
}

const isSame = (row: UreaRefillRow, content: Content): boolean =>
  Object.entries(content).every(([name, value]) => row[name as keyof Content] === value);

function newRow(
  { id: enterpriseId, countyCode }: { readonly id: string; readonly countyCode: string },
  key: string | null,
  content: Content,
  actor: Actor,
  { now, newId }: At,
): UreaRefillRow {
  const open = { status: 'standing', correctsId: null, replacedById: null, endedAt: null, endedBy: null };
  const made = { recordedAt: now, recordedBy: actor.id };
  return { id: newId(), enterpriseId, countyCode, key, ...content, ...open, endReason: null, ...made };
}

async function end(
  tx: Writer,
  actor: Actor,
  row: UreaRefillRow,
  { reason, ...how }: { readonly status: string; readonly replacedById: string | null; readonly reason: string },
  { now }: At,
): Promise<UreaRefillRow> {
  const change = { ...how, endedAt: now, endedBy: actor.id, endReason: reason };
  if (!(await tx.ureaRefills.end(row.id, change))) throw conflict(ENDED, undefined, { state: row.status });
  return { ...row, ...change };
}

/** The vehicles in the months round these refills; and all of the enterprise's where it now reports since another day. */
async function judgeAgain(
  tx: Writer,
  actor: Actor,
  rows: readonly UreaRefillRow[],
  before: string | undefined,
  { at, policies, wakeJobs }: UreaContext,
): Promise<void> {
  const queueing = { now: at.now, newId: at.newId, createdBy: actor.id };
  for (const { plate, refilledAt } of rows)
    await queueUreaAround(tx, [plate], legalDayOf(refilledAt), policies, queueing);
  const [{ enterpriseId } = { enterpriseId: '' }] = rows;
  const after = await reportedSince(tx, enterpriseId);
  const earlier = [before, after].filter((day) => day !== undefined).sort()[0];
  if (before !== after && earlier !== undefined) await queueUreaOf(tx, enterpriseId, earlier, queueing);
  tx.afterCommit(wakeJobs);
}

const OTHER_CONTENT = {
  en: 'Another refill was sent under this key. Correct that one instead.',
  zh: '该记录编号已用于其他加注内容，请对原记录进行更正。',
};
const ENDED = {
  en: 'This refill was corrected or taken back before.',
  zh: '该加注记录已被更正或作废。',
};
const NO_PLATE = {
  en: 'The vehicle carried no plate on that day.',
  zh: '该车辆当日没有号牌。',
};

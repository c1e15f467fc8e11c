import { conflict, forbidden, invalid, notFound } from '../../domain/failure.ts';
import type { Actor } from '../../domain/identity/actor.ts';
import { type Action, covers, scopeOf } from '../../domain/identity/permissions.ts';
import type { Period } from '../../domain/reports/period.ts';
import { isWithin, type SpotCheckMethod } from '../../domain/spot-checks/method.ts';
import type { SpotCheckRow } from '../../store/spot-checks.ts';
import type { Reader, Writer } from '../../store/store.ts';
import type { At } from '../at.ts';
import { record } from '../audit.ts';
import { getOrganisation, reaches } from '../registry/get-organisation.ts';
import type { Drawing, Drawn } from './draw.ts';

export const SPOT_CHECK = 'spot_check';

/** The enterprise that an actor may check; not-found where it may not see it, forbidden where it may only see it. */
export async function enterpriseToCheck(reader: Pick<Reader, 'organisations'>, actor: Actor, enterpriseId: string) {
  const enterprise = await getOrganisation(reader, actor, enterpriseId, '#/enterpriseId');
  if (enterprise.kind !== 'enterprise') throw invalid('#/enterpriseId', NO_ENTERPRISE);
  if (!reaches(actor, 'spot-check.write', enterprise)) throw forbidden();
  return enterprise;
}

/** Puts a spot check (抽查) on record with what was drawn for it, which no later data change. */
export async function openSpotCheck(
  tx: Writer,
  actor: Actor,
  drawing: Drawing,
  drawn: Drawn,
  at: At,
): Promise<SpotCheckRow> {
  const { enterpriseId, seed, period } = drawing;
  const { countyCode } = await enterpriseToCheck(tx, actor, enterpriseId);
  const row: SpotCheckRow = {
    ...{ id: at.newId(), enterpriseId, countyCode, seed, fromDay: period.from, toDay: period.to },
    ...{ drawn: drawn.counts, status: 'open', summary: null, itemsChecked: null, itemsWrong: null },
    ...{ createdAt: at.now, createdBy: actor.id, closedAt: null, closedBy: null },
  };
  await tx.spotChecks.insert(row);
  await tx.spotChecks.insertItems(
    drawn.items.map((item, index) => ({
      ...{ id: at.newId(), checkId: row.id, enterpriseId, countyCode, position: index + 1, ...item, slotId: null },
      ...{ finding: null, checkedAt: null, checkedBy: null, closedAt: null },
    })),
  );
  const detail = { enterpriseId, seed, ...period, ...drawn.counts, items: drawn.items.length };
  await record(tx, actor, at, 'spot-check.create', { type: SPOT_CHECK, id: row.id }, detail);
  return row;
}

/** A check the actor may see and do `action` to; an enterprise sees its own once they are closed. */
export async function getSpotCheck(
  reader: Pick<Reader, 'spotChecks'>,
  actor: Actor,
  id: string,
  action: Action = 'spot-check.read',
): Promise<SpotCheckRow> {
  const row = await reader.spotChecks.find(id);
  if (!row || !seesSpotCheck(actor, row)) throw notFound();
  const owners = { countyCode: row.countyCode, organisationId: row.enterpriseId };
  if (!covers(scopeOf(actor, action), owners)) throw forbidden();
  return row;
}

export function seesSpotCheck(actor: Actor, { countyCode, enterpriseId, status }: SpotCheckRow): boolean {
  const scope = scopeOf(actor, 'spot-check.read');
  return (
    covers(scope, { countyCode, organisationId: enterpriseId }) && (scope.to !== 'organisation' || status === 'closed')
  );
}

/** The same, which must still be open. */
export async function openCheck(tx: Writer, actor: Actor, id: string): Promise<SpotCheckRow> {
  const row = await getSpotCheck(tx, actor, id, 'spot-check.write');
  if (row.status !== 'open') throw conflict(CLOSED);
  return row;
}

/** Ends a check with what came out of it. Conflict while items wait for a result. */
export async function closeSpotCheck(tx: Writer, actor: Actor, id: string, summary: string, at: At): Promise<void> {
  await openCheck(tx, actor, id);
  const items = await tx.spotChecks.itemsOf(id);
  const having = (...verdicts: string[]) => items.filter(({ verdict }) => verdicts.includes(verdict)).length;
  const pending = having('pending');
  if (pending > 0) throw conflict(PENDING, undefined, { pending });
  const counts = { itemsChecked: having('right', 'wrong'), itemsWrong: having('wrong') };
  await tx.spotChecks.close(id, { summary, ...counts, closedAt: at.now, closedBy: actor.id });
  await record(tx, actor, at, 'spot-check.close', { type: SPOT_CHECK, id }, counts);
}

/** Fails about a number of things to draw, or of ordinary days, that the method of the policy does not allow. */
export function checkCounts(
  counts: Readonly<Record<'ledgerRows' | 'passages' | 'ordinaryDays', number>>,
  { samples, ordinaryDays }: SpotCheckMethod,
): void {
  const allowed = { ledgerRows: samples, passages: samples, ordinaryDays };
  for (const name of ['ledgerRows', 'passages', 'ordinaryDays'] as const) {
    const { least, most } = allowed[name];
    if (isWithin(allowed[name], counts[name])) continue;
    throw invalid(`#/${name}`, {
      en: `This must be from ${least} to ${most} by the method of the policy.`,
      zh: `按现行抽查方法应为 ${least} 至 ${most}。`,
    });
  }
}

/** The longest period of one check, days. */
const MOST_DAYS = 366;
const MOST_MS = MOST_DAYS * 86_400_000;

/** Fails about a period that is none, lies ahead or is too long, and about alert days outside it. */
export function checkDays({ from, to }: Period, alertDays: readonly string[], today: string): void {
  if (to < from) throw invalid('#/to', { en: 'The period ends before it begins.', zh: '时间段的结束早于开始。' });
  if (to > today) throw invalid('#/to', { en: 'This day lies ahead.', zh: '该日期尚未到来。' });
  if (Date.parse(to) - Date.parse(from) >= MOST_MS)
    throw invalid('#/from', {
      en: `The period is longer than ${MOST_DAYS} days.`,
      zh: `时间段超过 ${MOST_DAYS} 天。`,
    });
  const outside = alertDays.findIndex((day) => day < from || day > to);
  if (outside >= 0)
    throw invalid(`#/alertDays/${outside}`, { en: 'This day is not in the period.', zh: '该日期不在时间段内。' });
}

const NO_ENTERPRISE = { en: 'Spot checks are of enterprises.', zh: '抽查对象应为企业。' };
const CLOSED = { en: 'This spot check is closed.', zh: '该抽查已结束。' };
const PENDING = { en: 'Some items have no result yet.', zh: '尚有项目未填写结果。' };

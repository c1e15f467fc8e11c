import { isCountyCode } from '../../domain/codes/county.ts';
import { invalid, notFound } from '../../domain/failure.ts';
import type { Actor } from '../../domain/identity/actor.ts';
import { covers, scopeOf } from '../../domain/identity/permissions.ts';
import { legalDayOf } from '../../domain/time.ts';
import type { RetirementQuotaRow } from '../../store/retirement-quotas.ts';
import type { Reader, Writer } from '../../store/store.ts';
import type { At } from '../at.ts';
import { record } from '../audit.ts';

export type NewQuota = Pick<RetirementQuotaRow, 'countyCode' | 'year' | 'vehicles' | 'source' | 'decidedOn'>;

/**
 * Records how many vehicles a county is to retire in a year (淘汰任务), by which document. A later decision takes the
 * earlier one's place from its day on; nothing is overwritten.
 */
export async function recordQuota(tx: Writer, actor: Actor, quota: NewQuota, at: At): Promise<RetirementQuotaRow> {
  if (!isCountyCode(quota.countyCode)) throw invalid('#/countyCode', NO_COUNTY);
  if (quota.decidedOn > legalDayOf(at.now)) throw invalid('#/decidedOn', FUTURE);
  const row: RetirementQuotaRow = { ...quota, id: at.newId(), recordedAt: at.now, recordedBy: actor.id };
  await tx.retirementQuotas.insert(row);
  await record(tx, actor, at, 'retirement-quota.create', { type: 'retirement_quota', id: row.id }, quota);
  return row;
}

export async function getQuota(
  reader: Pick<Reader, 'retirementQuotas'>,
  actor: Actor,
  id: string,
): Promise<RetirementQuotaRow> {
  const row = await reader.retirementQuotas.find(id);
  if (!row || !covers(scopeOf(actor, 'retirement.read'), { countyCode: row.countyCode })) throw notFound();
  return row;
}

const NO_COUNTY = { en: 'This is no county of the city.', zh: '不是本市县区代码。' };
const FUTURE = { en: 'This day lies in the future.', zh: '该日期晚于今天。' };

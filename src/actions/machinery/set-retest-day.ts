import { conflict, invalid } from '../../domain/failure.ts';
import type { Actor } from '../../domain/identity/actor.ts';
import { legalDayOf } from '../../domain/time.ts';
import type { ProhibitionRow } from '../../store/prohibitions.ts';
import type { Writer } from '../../store/store.ts';
import type { At } from '../at.ts';
import { record } from '../audit.ts';
import { getProhibition } from './get-prohibition.ts';

/** Sets, moves or (null) takes away the last legal day for the re-test (复检期限) of an open prohibition. */
export async function setRetestDay(
  tx: Writer,
  actor: Actor,
  id: string,
  retestBy: string | null,
  at: At,
): Promise<ProhibitionRow> {
  const row = await getProhibition(tx, actor, id, 'prohibition.write');
  if (row.status !== 'open') throw conflict(LIFTED);
  if (retestBy !== null && retestBy < legalDayOf(row.openedAt)) throw invalid('#/retestBy', TOO_EARLY);
  if (retestBy === row.retestBy) return row;
  await tx.prohibitions.update(id, { retestBy });
  const detail = { before: row.retestBy, after: retestBy };
  await record(tx, actor, at, 'prohibition.retest-day', { type: 'prohibition', id }, detail);
  return { ...row, retestBy };
}

const LIFTED = { en: 'The prohibition is lifted.', zh: '禁止使用已解除。' };
const TOO_EARLY = { en: 'This day is before the prohibition.', zh: '该日期早于禁止使用之日。' };

import { conflict } from '../../domain/failure.ts';
import type { Actor } from '../../domain/identity/actor.ts';
import { lastDay, type UnitAction, type UnitState, unitAfter } from '../../domain/machinery/site-unit.ts';
import { legalDayOf } from '../../domain/time.ts';
import type { SiteUnitChange, SiteUnitRow } from '../../store/site-units.ts';
import type { Writer } from '../../store/store.ts';
import type { At } from '../at.ts';
import { type AuditActor, record } from '../audit.ts';
import { getUnit } from './get-unit.ts';
import { tellUnit } from './tell-unit.ts';

/** The unit says that it works on the site (确认); from now on it reads the site and files for it. */
export const confirmUnit = (tx: Writer, actor: Actor, id: string, at: At): Promise<SiteUnitRow> =>
  change(tx, actor, id, 'confirm', null, at);

/** The unit says that it does not (谢绝). */
export const declineUnit = (
  tx: Writer,
  actor: Actor,
  id: string,
  reason: string | null,
  at: At,
): Promise<SiteUnitRow> => change(tx, actor, id, 'decline', reason, at);

/** The unit leaves (退出), or is taken off by the site's organisation or an officer. What it filed stays its own. */
export const endUnit = (tx: Writer, actor: Actor, id: string, reason: string | null, at: At): Promise<SiteUnitRow> =>
  change(tx, actor, id, 'end', reason, at);

async function change(
  tx: Writer,
  actor: Actor,
  id: string,
  action: UnitAction,
  reason: string | null,
  at: At,
): Promise<SiteUnitRow> {
  const row = await getUnit(tx, actor, id, action === 'end' ? 'site-unit.end' : 'site-unit.answer');
  const next = unitAfter(action, row.status as UnitState);
  if (typeof next !== 'string') throw conflict(next.refusal, undefined, { state: row.status });
  const made: SiteUnitChange =
    action === 'confirm'
      ? { status: next, confirmedAt: at.now, confirmedBy: actor.id }
      : {
          ...{ status: next, closedAt: at.now, closedBy: actor.id, reason },
          ...(action === 'end' ? { until: lastDay(row, legalDayOf(at.now)) } : {}),
        };
  return put(tx, actor, row, action, next, made, at);
}

/** Ends at most `limit` units whose last day is over: what others file is theirs to read no more. How many it ended. */
export async function endOverUnits(tx: Writer, at: At, limit: number): Promise<number> {
  const rows = await tx.siteUnits.over(legalDayOf(at.now), limit);
  for (const row of rows) await put(tx, CLOCK, row, 'end', 'ended', { status: 'ended', closedAt: at.now }, at);
  return rows.length;
}
const CLOCK = { kind: 'system', id: 'site-unit-terms' } as const;

async function put(
  tx: Writer,
  by: AuditActor,
  row: SiteUnitRow,
  action: UnitAction,
  news: 'confirmed' | 'declined' | 'ended',
  made: SiteUnitChange,
  at: At,
): Promise<SiteUnitRow> {
  const { id } = row;
  await tx.siteUnits.update(id, made);
  await record(tx, by, at, `site-unit.${action}`, { type: 'site_unit', id }, { ...made });
  const changed = { ...row, ...made };
  const site = await tx.sites.find(row.siteId);
  await tellUnit(tx, changed, site?.name ?? '', news, at);
  return changed;
}

import { forbidden, invalid } from '../../domain/failure.ts';
import type { Actor } from '../../domain/identity/actor.ts';
import { scopeOf } from '../../domain/identity/permissions.ts';
import type { SiteRow } from '../../store/sites.ts';
import type { Writer } from '../../store/store.ts';
import type { At } from '../at.ts';
import { record } from '../audit.ts';

/** Coordinates in millionths of a degree; `countyCode` is where the site lies. */
export type NewSite = Omit<SiteRow, 'id' | 'organisationId' | 'createdAt'>;

/** Puts a building site of the actor's organisation on record. Invalid where it ends before it starts. */
export async function createSite(tx: Writer, actor: Actor, input: NewSite, at: At): Promise<SiteRow> {
  const scope = scopeOf(actor, 'site.create');
  if (scope.to !== 'organisation') throw forbidden();
  requireSchedule(input);
  const row: SiteRow = { ...input, id: at.newId(), organisationId: scope.organisationId, createdAt: at.now };
  await tx.sites.insert(row);
  const { name, countyCode, startsOn, endsOn } = row;
  await record(tx, actor, at, 'site.create', { type: 'site', id: row.id }, { name, countyCode, startsOn, endsOn });
  return row;
}

/** Refuses a schedule (计划工期) that ends before it starts. */
export function requireSchedule({ startsOn, endsOn }: Pick<SiteRow, 'startsOn' | 'endsOn'>): void {
  if (endsOn < startsOn) throw invalid('#/endsOn', ENDS_FIRST);
}

const ENDS_FIRST = { en: 'The site ends before it starts.', zh: '工地结束日期早于开始日期。' };

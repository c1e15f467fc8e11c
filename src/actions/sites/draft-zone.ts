import { conflict, forbidden, invalid } from '../../domain/failure.ts';
import type { Actor } from '../../domain/identity/actor.ts';
import { scopeOf } from '../../domain/identity/permissions.ts';
import { stepAllowed, type Zone, zoneFault } from '../../domain/machinery/zone.ts';
import { legalDayOf } from '../../domain/time.ts';
import type { Writer } from '../../store/store.ts';
import type { ZoneRow } from '../../store/zones.ts';
import type { At } from '../at.ts';
import { record } from '../audit.ts';
import { changedMembers } from '../machinery/changed-members.ts';
import { getZone } from './get-zone.ts';

export type ZoneDraft = Omit<Zone, 'id'>;

/**
 * Drafts a zone from its act, or the version that is to replace another (`replaces`). Drafts count for nothing. Conflict
 * where the version to be replaced is a draft itself or not the newest of its series.
 */
export async function draftZone(
  tx: Writer,
  actor: Actor,
  { replaces, ...draft }: ZoneDraft & { readonly replaces?: string | undefined },
  at: At,
): Promise<ZoneRow> {
  if (scopeOf(actor, 'zone.write').to !== 'all') throw forbidden();
  requireSound(draft);
  const before = replaces === undefined ? undefined : await getZone(tx, actor, replaces, '#/replaces');
  const versions = before ? await tx.zones.versionsOf(before.seriesId) : [];
  const newest = versions.find(({ status }) => status !== 'withdrawn');
  if (before && (before.status !== 'published' || newest?.id !== before.id))
    throw conflict(NOT_NEWEST, '#/replaces', newest ? { existing: newest.id } : {});
  const id = at.newId();
  const row: ZoneRow = {
    ...draft,
    id,
    ...{ seriesId: before?.seriesId ?? id, version: (versions[0]?.version ?? 0) + 1, replacesId: before?.id ?? null },
    ...{ status: 'draft', createdAt: at.now, createdBy: actor.id },
    ...{ publishedAt: null, publishedBy: null, endedAt: null, endedBy: null, endReason: null, replacedById: null },
  };
  await tx.zones.insert(row);
  const { name, document, citation } = row;
  await record(tx, actor, at, 'zone.draft', { type: 'zone', id }, { name, document, citation, replaces: before?.id });
  return row;
}

/** Changes a draft; conflict once it is published, since what bound people is never rewritten. */
export async function changeDraft(
  tx: Writer,
  actor: Actor,
  id: string,
  change: { readonly [K in keyof ZoneDraft]?: ZoneDraft[K] | undefined },
  at: At,
): Promise<ZoneRow> {
  const row = await getZone(tx, actor, id);
  if (scopeOf(actor, 'zone.write').to !== 'all') throw forbidden();
  if (!stepAllowed('change', row, legalDayOf(at.now))) throw conflict(PUBLISHED, undefined, { state: row.status });
  const { before, after } = changedMembers(row, change as Partial<ZoneRow>);
  if (Object.keys(after).length === 0) return row;
  const next = { ...row, ...after };
  requireSound(next);
  await tx.zones.update(id, after);
  await record(tx, actor, at, 'zone.change', { type: 'zone', id }, { before, after });
  return next;
}

/** Refuses a zone that ends before it begins or demands nothing. */
function requireSound(zone: ZoneDraft): void {
  const fault = zoneFault(zone);
  if (fault) throw invalid(`#/${fault.field}`, fault.detail);
}

const NOT_NEWEST = {
  en: 'Only the newest version of a zone, once published, is replaced, and by one draft at a time.',
  zh: '只能替换该区域已发布的最新版本，且同时只能有一份草稿。',
};
const PUBLISHED = {
  en: 'This zone is published: end it, or draft a version that replaces it.',
  zh: '该区域已发布，不能修改；请设定终止日期或起草替换版本。',
};

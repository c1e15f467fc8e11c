import { COUNTY_CODES } from '../../domain/codes/county.ts';
import { conflict, forbidden, invalid } from '../../domain/failure.ts';
import type { Actor } from '../../domain/identity/actor.ts';
import { scopeOf } from '../../domain/identity/permissions.ts';
import { stepAllowed } from '../../domain/machinery/zone.ts';
import { addDays, legalDayOf } from '../../domain/time.ts';
import type { Writer } from '../../store/store.ts';
import type { ZoneRow } from '../../store/zones.ts';
import type { OrderContext } from '../alerts/issue-order.ts';
import { queueRejudge } from '../alerts/rejudge-order.ts';
import type { At } from '../at.ts';
import { record } from '../audit.ts';
import { tell } from '../tell.ts';
import { getZone } from './get-zone.ts';

/**
 * Publishes a draft: from its first day it counts for warnings and tests on the sites that lie in it. The version that it
 * replaces ends on the day before. Where it began already, tests since then are judged again. Conflict unless it is a draft; invalid where it begins before what it replaces.
 */
export async function publishZone(tx: Writer, actor: Actor, id: string, context: OrderContext): Promise<ZoneRow> {
  const { at } = context;
  const row = await writableZone(tx, actor, id);
  if (!stepAllowed('publish', row, legalDayOf(at.now))) throw conflict(PUBLISHED);
  const before = await replacedBy(tx, row);
  if (before && row.from <= before.from) throw invalid('#/from', TOO_EARLY);
  const change = { status: 'published', publishedAt: at.now, publishedBy: actor.id };
  await tx.zones.update(id, change);
  await record(tx, actor, at, 'zone.publish', { type: 'zone', id }, { from: row.from, replaces: before?.id });
  if (before) {
    const last = { until: addDays(row.from, -1), endReason: null, replacedById: id };
    await cutShort(tx, actor, before, last, at);
  }
  await rejudgeSince(tx, actor, [row, ...(before ? [before] : [])], row.from, context);
  await tellOf(
    tx,
    row,
    { en: `Zone “${row.name}” was published, from ${row.from}`, zh: `区域“${row.name}”已发布，自 ${row.from} 起施行` },
    at,
  );
  return { ...row, ...change };
}

/** Ends a published zone after its last day, with the reason. Conflict for a draft, or where it ends earlier already. */
export async function endZone(
  tx: Writer,
  actor: Actor,
  id: string,
  { until, reason }: { readonly until: string; readonly reason: string },
  context: OrderContext,
): Promise<ZoneRow> {
  const { at } = context;
  const row = await writableZone(tx, actor, id);
  if (!stepAllowed('end', row, legalDayOf(at.now))) throw conflict(NOT_PUBLISHED);
  if (until < row.from) throw invalid('#/until', ENDS_FIRST);
  if (row.until !== null && row.until <= until) throw conflict(ENDS_BEFORE, '#/until');
  const ended = await cutShort(tx, actor, row, { until, endReason: reason, replacedById: null }, at);
  await rejudgeSince(tx, actor, [row], addDays(until, 1), context);
  await tellOf(tx, row, { en: `Zone “${row.name}” ends on ${until}`, zh: `区域“${row.name}”于 ${until} 终止` }, at);
  return ended;
}

/**
 * Takes back a draft, or a published zone before its first day, with the reason. Conflict once it began, and for a version that
 * has cut another short: a further version puts that right.
 */
export async function withdrawZone(tx: Writer, actor: Actor, id: string, reason: string, at: At): Promise<ZoneRow> {
  const row = await writableZone(tx, actor, id);
  if (!stepAllowed('withdraw', row, legalDayOf(at.now))) throw conflict(BEGUN);
  const change = { status: 'withdrawn', endedAt: at.now, endedBy: actor.id, endReason: reason };
  await tx.zones.update(id, change);
  await record(tx, actor, at, 'zone.withdraw', { type: 'zone', id }, { reason });
  return { ...row, ...change };
}

/** The published version that this one takes the place of; one withdrawn meanwhile leaves no place to take. */
async function replacedBy(tx: Writer, { replacesId }: ZoneRow): Promise<ZoneRow | undefined> {
  const before = replacesId === null ? undefined : await tx.zones.find(replacesId);
  return before?.status === 'published' ? before : undefined;
}

type Ended = Pick<ZoneRow, 'endReason' | 'replacedById'> & { readonly until: string };

async function cutShort(tx: Writer, actor: Actor, row: ZoneRow, ended: Ended, at: At): Promise<ZoneRow> {
  const { until, endReason: reason, replacedById } = ended;
  if (row.until !== null && row.until <= until) return row;
  const change = { ...ended, endedAt: at.now, endedBy: actor.id };
  await tx.zones.update(row.id, change);
  const before = { until: row.until };
  await record(tx, actor, at, 'zone.end', { type: 'zone', id: row.id }, { before, until, reason, replacedById });
  return { ...row, ...change };
}

/** Tests of smoke from a past day on were judged by other zones: they are judged again, where one of these asks for a class. */
async function rejudgeSince(
  tx: Writer,
  actor: Actor,
  zones: readonly ZoneRow[],
  from: string,
  context: OrderContext,
): Promise<void> {
  if (from > legalDayOf(context.at.now) || zones.every(({ smokeClass }) => smokeClass === null)) return;
  await queueRejudge(tx, actor, { tests: true, from }, null, context);
}

async function writableZone(tx: Writer, actor: Actor, id: string): Promise<ZoneRow> {
  const row = await getZone(tx, actor, id);
  if (scopeOf(actor, 'zone.write').to !== 'all') throw forbidden();
  return row;
}

const tellOf = (tx: Writer, { id }: ZoneRow, summary: { readonly en: string; readonly zh: string }, at: At) =>
  tell(tx, at, {
    topic: 'zone.published',
    subject: { type: 'zone', id },
    countyCodes: [...COUNTY_CODES],
    organisationIds: [],
    summary,
  });

const PUBLISHED = { en: 'This zone is no draft any more.', zh: '该区域已不是草稿。' };
const NOT_PUBLISHED = { en: 'This zone is not published.', zh: '该区域未发布。' };
const BEGUN = {
  en: 'This zone is withdrawn, or it has begun or replaced another: end it, or draft a version that replaces it.',
  zh: '该区域已撤回、已施行或已替换其他版本；请设定终止日期或起草替换版本。',
};
const TOO_EARLY = {
  en: 'A version begins after the one that it replaces.',
  zh: '新版本的生效日期须晚于被替换的版本。',
};
const ENDS_FIRST = { en: 'The zone would end before it begins.', zh: '终止日期早于生效日期。' };
const ENDS_BEFORE = { en: 'It ends no later than that already.', zh: '该区域已在此日期或更早终止。' };

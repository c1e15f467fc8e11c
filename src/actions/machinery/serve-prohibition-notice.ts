import { conflict, invalid, notFound } from '../../domain/failure.ts';
import type { Actor } from '../../domain/identity/actor.ts';
import { scopeOf } from '../../domain/identity/permissions.ts';
import type { ProhibitionNoticeKind } from '../../domain/machinery/prohibition-notice.ts';
import type { ProhibitionNoticeRow } from '../../store/prohibition-notices.ts';
import type { ProhibitionRow } from '../../store/prohibitions.ts';
import type { Reader, Writer } from '../../store/store.ts';
import type { At } from '../at.ts';
import { record } from '../audit.ts';
import type { Service } from '../cases/serve-notice.ts';
import { getProhibition } from './get-prohibition.ts';
import { tellOfProhibition } from './tell-of-prohibition.ts';

/**
 * Puts on record how, when and to whom a decision was served (送达). Not-found about the decision where none was made;
 * conflict where it was served before. The names are for the officers and the organisation that it is addressed to.
 */
export async function serveProhibitionNotice(
  tx: Writer,
  actor: Actor,
  { id, kind }: { readonly id: string; readonly kind: ProhibitionNoticeKind },
  service: Service,
  at: At,
): Promise<ProhibitionRow> {
  const row = await getProhibition(tx, actor, id, 'prohibition.write');
  const notice = await noticeOf(tx, id, kind);
  if (service.servedAt < notice.createdAt) throw invalid('#/servedAt', TOO_EARLY);
  const recorded = { ...service, recordedAt: at.now, recordedBy: actor.id };
  if (!(await tx.prohibitionNotices.serve(notice.id, service.servedAt, recorded))) throw conflict(DONE);
  const detail = { kind, number: notice.number, method: service.method };
  await record(tx, actor, at, 'prohibition.serve', { type: 'prohibition', id }, detail);
  await tellOfProhibition(tx, 'prohibition.served', row, at);
  return row;
}

/** The newest decision of a kind; without a kind the newest that was made. Not-found where there is none. */
export async function noticeOf(
  reader: Pick<Reader, 'prohibitionNotices'>,
  prohibitionId: string,
  kind: ProhibitionNoticeKind | undefined,
): Promise<ProhibitionNoticeRow> {
  const made = await reader.prohibitionNotices.ofProhibition(prohibitionId);
  const found = made.findLast((one) => kind === undefined || one.kind === kind);
  if (!found) throw notFound(kind === undefined ? '#/id' : '#/kind');
  return found;
}

/** Whether someone may know who took a decision: officers, and the organisation that it is addressed to. */
export function seesReceiver(actor: Actor, { organisationId }: Pick<ProhibitionRow, 'organisationId'>): boolean {
  if (actor.kind !== 'user') return false;
  const scope = scopeOf(actor, 'prohibition.read');
  if (scope.to === 'organisation') return scope.organisationId === organisationId;
  return scopeOf(actor, 'prohibition.write').to !== 'none';
}

const DONE = { en: 'This decision was served before.', zh: '该决定书已送达。' };
const TOO_EARLY = { en: 'It was served before it was made.', zh: '送达时间早于决定书制作时间。' };
